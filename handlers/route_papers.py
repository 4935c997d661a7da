"""The route on paper: PDF and DOCX; with a name in it by a one-time link, unless names may be in the chat."""

import asyncio
from html import unescape

from conversation.book import Chapter
from conversation.screen import Go, Screen, button, go, packed
from conversation.talk import Talk
from domain.errors import ScreenIsStale
from handlers.links import hand_out
from handlers.route_end import zone_line
from services import route_papers as service
from services import routes
from services.onetime import Kind
from services.route_papers import Deficit, Paper
from services.routes import StepView
from ui.documents.route import RoutePaper, route_docx, route_pdf
from ui.format import day
from ui.text import Texts

pages = Chapter("rpaper")


@pages.screen()
async def home(talk: Talk) -> Screen | Go:
    found = await routes.current(talk.work, talk.person)
    if found is None:
        raise ScreenIsStale
    return await of(talk, found.id)


@pages.screen()
async def of(talk: Talk, route_id: int) -> Screen:
    """The papers of one route, of a finished one too."""
    t = talk.t
    found = await routes.get(talk.work, talk.person, route_id)
    by_link = _by_link(talk)
    names = "here" if talk.house.names_in_chat else "link" if by_link else "blank"
    buttons = [button(t.plain("rpaper-pdf"), pdf, route_id), button(t.plain("rpaper-docx"), docx, route_id)]
    if by_link:
        buttons += [
            button(t.plain("rpaper-link-pdf"), linked_pdf, route_id),
            button(t.plain("rpaper-link-docx"), linked_docx, route_id),
        ]
    back = (
        button(t.plain("back"), "rend.view", route_id)
        if found.finished_on
        else button(t.plain("back"), "route.home")
    )
    return Screen(t("rpaper-home", names=names), [*packed(buttons), [back]])


def _by_link(talk: Talk) -> bool:
    return not talk.house.names_in_chat and bool(talk.house.pages_url) and talk.person.unit is not None


@pages.action()
async def pdf(talk: Talk, route_id: int) -> Go:
    found = await service.paper(talk.work, talk.person, route_id, with_name=talk.house.names_in_chat)
    data = await asyncio.to_thread(route_pdf, printed(found, talk.t))
    talk.attach(data, f"marshrut-{route_id}.pdf", talk.t("rpaper-pdf-caption"))
    return go(of, route_id)


@pages.action()
async def docx(talk: Talk, route_id: int) -> Go:
    found = await service.paper(talk.work, talk.person, route_id, with_name=talk.house.names_in_chat)
    data = await asyncio.to_thread(route_docx, printed(found, talk.t))
    talk.attach(data, f"marshrut-{route_id}.docx", talk.t("rpaper-docx-caption"))
    return go(of, route_id)


@pages.action()
async def linked_pdf(talk: Talk, route_id: int) -> Go:
    return await _link(talk, service.ROUTE_PDF, route_id)


@pages.action()
async def linked_docx(talk: Talk, route_id: int) -> Go:
    return await _link(talk, service.ROUTE_DOCX, route_id)


async def _link(talk: Talk, kind: Kind, route_id: int) -> Go:
    await routes.get(talk.work, talk.person, route_id)
    if talk.person.unit is None:
        raise ScreenIsStale
    return await hand_out(talk, kind, go(of, route_id), talk.person.unit.id, route_id)


# The document in words.


def printed(found: Paper, t: Texts) -> RoutePaper:
    """From what the service knows to what stands on paper."""
    route = found.route
    return RoutePaper(
        period=t.plain(
            "rdoc-period",
            year=str(route.year),
            next=f"{(route.year + 1) % 100:02}",
            **{"from": day(route.starts_on)},
            until=day(route.ends_on),
        ),
        facts=_facts(found, t),
        basis=_basis(found, t),
        deficits=[_deficit(one, t) for one in found.deficits],
        goal=route.goal,
        tasks=[
            t.plain("rdoc-task", title=one.title, functions=", ".join(one.functions))
            for one in found.deficits
        ],
        steps=[_step(number, one, t) for number, one in enumerate(route.steps, 1)],
        approval=_approval(found, t),
        reflection=route.reflection,
        final=[unescape(zone_line(t, one)) for one in found.final] or [t.plain("rdoc-final-none")],
        footer=t.plain("rdoc-footer", on=day(found.made_on)),
    )


def _facts(found: Paper, t: Texts) -> list[tuple[str, str]]:
    start = f"{found.work_start:%m.%Y}" if found.work_start else ""
    facts = {
        "name": found.name,
        "position": found.position,
        "unit": found.unit,
        "subjects": found.subjects,
        "start": start,
        "tutor": "",
    }
    optional = ("subjects", "start")
    return [
        (t.plain(f"rdoc-{name}"), value) for name, value in facts.items() if value or name not in optional
    ]


def _basis(found: Paper, t: Texts) -> str:
    basis = found.route.basis
    if basis is None:
        return t.plain("rdoc-basis-none")
    return t.plain("rdoc-basis", basis=t.plain(f"route-basis-{basis.mode.value}", on=day(basis.on)))


def _deficit(one: Deficit, t: Texts) -> tuple[str, str, str]:
    score = t.plain("rdoc-score-none")
    if one.score is not None:
        score = t.plain("rdoc-score", right=one.score[0], of=one.score[1])
    return one.title, score, one.lack


def _step(number: int, one: StepView, t: Texts) -> list[str]:
    mark = ""
    if one.done_on is not None:
        mark = t.plain(
            "rdoc-done-fact" if one.closed_by == "fact" else "rdoc-done", on=f"{one.done_on:%d.%m.%Y}"
        )
    return [
        str(number),
        ", ".join(zone.short for zone in one.zones) or t.plain("rdoc-for-all"),
        one.title,
        t.plain(f"rdoc-form-{one.form}"),
        f"{one.due_on:%d.%m.%Y}",
        one.result,
        one.proof,
        mark,
    ]


def _approval(found: Paper, t: Texts) -> str:
    kept = found.approved
    if kept is None:
        return t.plain("rdoc-not-approved")
    words = "rdoc-approved" if kept.version == found.route.version else "rdoc-approved-before"
    return t.plain(words, on=day(kept.approved_on), version=kept.version)
