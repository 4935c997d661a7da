"""The demo's life of papers: a management team that is trained, documents half read, a form on paper."""

from collections.abc import Awaitable, Callable
from datetime import timedelta

from db.session import UnitOfWork
from services import enrolments, norm_drafts, norms, paper, programmes, teams
from services.viewer import Viewer

DEPUTY, HEAD, METHODIST, TEACHERS = 105, 106, 107, (102, 103)
READ = 4
"""Documents that the first of the teachers has read; the second has read one."""


async def give_life(
    work: Callable[[], UnitOfWork], viewer: Callable[[int], Awaitable[Viewer]], unit_id: int, town_id: int
) -> None:
    """Everything by the product's own use cases; colleagues are confirmed by then."""
    deputy, head, methodist = await viewer(DEPUTY), await viewer(HEAD), await viewer(METHODIST)
    await _team(work, head, deputy, methodist, unit_id)
    await _norm(work, methodist, town_id)
    for address, count in zip(TEACHERS, (READ, 1), strict=True):
        who = await viewer(address)
        for one in (await norms.mine(work(), who))[:count]:
            await norms.acquaint(work(), who, one.id)
    await _paper(work, deputy, unit_id)


async def _team(
    work: Callable[[], UnitOfWork], head: Viewer, deputy: Viewer, methodist: Viewer, unit_id: int
) -> None:
    """The head and the deputy have each finished a management programme this year."""
    await teams.add(work(), head, unit_id, deputy.id)
    today = head.today(work().now())
    found = (await programmes.find(work(), today, {"competency": "KU4"}, 1)).lines[0].id
    for who, days in ((head, 40), (deputy, 12)):
        enrolment = await enrolments.apply(work(), who, found)
        await enrolments.set_number(work(), who, enrolment, f"УК 2026-{days}")
        issued_on = max(today - timedelta(days=days), today.replace(month=1, day=1))
        await enrolments.set_date(work(), who, enrolment, issued_on)
        await enrolments.set_hours(work(), who, enrolment, "36")
        await enrolments.submit(work(), who, enrolment)
        waiting = await enrolments.waiting(work(), methodist)
        shown = next(one for one in waiting.items if one.id == enrolment)
        await enrolments.confirm(work(), methodist, shown.id, shown.revision)


async def _norm(work: Callable[[], UnitOfWork], methodist: Viewer, town_id: int) -> None:
    """A document of the town, and another one begun."""
    words = {
        "title": "Положение о методической службе города (учебный пример)",
        "number": "114-р",
        "summary": "Как устроена методическая помощь в городе: к кому обращаться и в какой срок ответят.",
    }
    await norm_drafts.begin(work(), methodist, town_id)
    for name, text in words.items():
        await norm_drafts.set_text(work(), methodist, name, text)
    await norm_drafts.set_date(work(), methodist, methodist.today(work().now()) - timedelta(days=30))
    await norm_drafts.publish(work(), methodist)
    await norm_drafts.begin(work(), methodist, town_id)
    await norm_drafts.set_text(work(), methodist, "title", "План методической работы (учебный пример)")


async def _paper(work: Callable[[], UnitOfWork], deputy: Viewer, unit_id: int) -> None:
    """One form entered, one still out."""
    entered = await paper.print_form(work(), deputy, unit_id, "teacher")
    await paper.print_form(work(), deputy, unit_id, "teacher")
    form = await paper.find(work(), deputy, unit_id, entered.number)
    await paper.describe(work(), deputy, form, "1968, 09.1991")
    await paper.set_letters(work(), deputy, form, "А-" * 10)
    shown = paper.stamp(await paper.get(work(), deputy, form))
    await paper.enter(work(), deputy, form, shown)
