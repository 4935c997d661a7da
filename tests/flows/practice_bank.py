"""What a play about practices needs behind the scene: a practice written, judged and published."""

from datetime import timedelta

from domain.access import Role
from services import content, invitations, practice_drafts, practice_reviews, practices
from services.viewer import Viewer
from tests.flows import crowd
from tests.stage import Stage

TEXTS = {
    "title": "«Билет на выход»: кто понял тему",
    "problem": "На уроке все кивают, а в контрольной треть класса путает площадь и периметр.",
    "essence": "За три минуты до звонка каждый отвечает на один вопрос. Листки раскладываю на три стопки.",
    "steps": "1. Пишу один вопрос по цели.\n2. Раздаю листки перед звонком.\nРесурсы: листки, 3 минуты.",
    "results": "5 класс, 24 ученика, два месяца. Путали 9 человек, стали путать 2. Задания одинаковые.",
    "conditions": "Риски: отметки за листки отбивают охоту.\nУсловия: один вопрос, а не пять.",
}


async def written(stage: Stage, who: Viewer, theme: str = "KM2", **texts: str) -> int:
    """A practice with every step filled, not sent yet."""
    number = await practice_drafts.begin(stage.work(), who)
    for step, text in {**TEXTS, **texts}.items():
        await practice_drafts.write(stage.work(), who, number, step, text)
    await practice_drafts.choose_subject(stage.work(), who, number, "math")
    await practice_drafts.choose_level(stage.work(), who, number, "basic")
    await practice_drafts.choose_theme(stage.work(), who, number, theme, on=True)
    return number


async def sent(stage: Stage, who: Viewer, **texts: str) -> int:
    number = await written(stage, who, **texts)
    await send(stage, who, number)
    return number


async def send(stage: Stage, who: Viewer, number: int) -> None:
    found = await practice_drafts.get(stage.work(), who, number)
    await practice_drafts.submit(stage.work(), who, number, found.description.revision)


async def judged(stage: Stage, number: int, methodist: Viewer, experts: list[Viewer], *marks: int) -> None:
    """Assigned to the proposed experts, who give the same mark in every criterion."""
    shown = await practice_reviews.on_desk(stage.work(), methodist, number)
    await practice_reviews.assign_proposed(stage.work(), methodist, number, shown.description.revision)
    for expert, mark in zip(experts, marks, strict=True):
        await review(stage, expert, mark)


async def review(stage: Stage, expert: Viewer, mark: int, **others: int) -> None:
    """The expert's nearest review, from the first mark to the end."""
    work = stage.work
    number = (await practice_reviews.mine(work(), expert))[0].id
    for one in content.expertise().criteria:
        await practice_reviews.mark(work(), expert, number, one.code, others.get(one.code, mark))
    await practice_reviews.comment(work(), expert, number, "Понятно и полезно, добавьте число учеников.")
    shown = await practice_reviews.get(work(), expert, number)
    await practice_reviews.finish(work(), expert, number, shown.revision)


async def published(stage: Stage, author: Viewer, **texts: str) -> int:
    """In the bank by the usual way: written, sent, judged by two experts, published."""
    return await publish_written(stage, author, await written(stage, author, **texts))


async def publish_written(stage: Stage, author: Viewer, number: int) -> int:
    await send(stage, author, number)
    methodist = await crowd.boss(stage, Role.METHODIST, "Z")
    assert author.unit is not None
    schools = [one for one in ("Z1-S7", "Z2-S12", "Z1-K5") if one != author.unit.code][:2]
    experts = [await expert_from(stage, school) for school in schools]
    await judged(stage, number, methodist, experts, 3, 3)
    shown = await practice_reviews.on_desk(stage.work(), methodist, number)
    await practice_reviews.publish(stage.work(), methodist, number, shown.description.revision)
    for expert in experts:
        await crowd.change(
            stage, "UPDATE role_grants SET revoked_at = given_at WHERE person_id = :p", p=expert.id
        )
    return number


async def expert_from(stage: Stage, school: str, name: str = "Ирина К.", branch: str = "Z") -> Viewer:
    """An expert for the whole region who works at this school."""
    who = await crowd.somebody(stage, name, school)
    link = await invitations.invite_by_operator(stage.work(), Role.EXPERT, branch, timedelta(days=7))
    await invitations.redeem(stage.work(), who.address, link, consents=False)
    return await crowd.known(stage, who.address)


async def titles(stage: Stage, **wanted: str) -> list[str]:
    found = await practices.find(stage.work(), wanted, 1)
    return [one.title for one in found.lines]
