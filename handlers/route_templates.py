"""The template of a municipality: the goal and the steps that get into every new draft."""

from conversation.book import Chapter
from conversation.screen import Button, Go, Screen, button, go, packed
from conversation.talk import Talk
from domain.access import Right
from domain.errors import ScreenIsStale
from handlers import branch
from services import content, units
from services import route_templates as service
from services.route_templates import Template, TemplateStep
from ui.format import lower_first, shortened
from ui.text import joined

pages = Chapter("rtpl")

RIGHT = Right.GUIDE_ROUTES
FIELDS = ("title", "result", "proof")
ALL = "all"


@pages.action(right=RIGHT)
async def start(talk: Talk) -> Go:
    """Straight to the one territory that the person guides; to a choice when there are several."""
    prefixes = talk.person.need(RIGHT, talk.now).prefixes
    unit = await units.by_code(talk.work, prefixes[0].strip("/").rpartition("/")[2])
    if len(prefixes) > 1 or unit is None:
        return await branch.enter(talk, "route")
    return go(home, unit.id)


@pages.action(right=RIGHT)
async def another(talk: Talk) -> Go:
    return await branch.enter(talk, "route")


@pages.screen(right=RIGHT)
async def home(talk: Talk, unit_id: int) -> Screen:
    t = talk.t
    found = await service.get(talk.work, talk.person, unit_id)
    numbers = [button(str(i), line, one.id) for i, one in enumerate(found.steps, 1)]
    rows = [numbers[i : i + 4] for i in range(0, len(numbers), 4)]
    ways = [button(t.plain("rtpl-goal"), goal, unit_id), button(t.plain("rtpl-add"), kind, unit_id)]
    text = t(
        "rtpl-home",
        unit=shortened(found.unit_name, 60),
        goal=shortened(_goal(found), 90),
        common="no" if found.goal else "yes",
        some="yes" if found.steps else "no",
        list=joined(
            [
                t("rtpl-line", index=i, title=shortened(one.title, 28), zone=_zone(talk, one))
                for i, one in enumerate(found.steps, 1)
            ]
        ),
    )
    last = [[button(t.plain("rtpl-another"), another)], [button(t.plain("menu"), "menu.root")]]
    return Screen(text, [*rows, ways, *last])


def _goal(found: Template) -> str:
    return found.goal or found.common_goal


def _zone(talk: Talk, one: TemplateStep) -> str:
    return lower_first(one.zone.short) if one.zone else talk.t.plain("rtpl-for-all")


@pages.screen(right=RIGHT)
async def goal(talk: Talk, unit_id: int) -> Screen:
    found = await service.get(talk.work, talk.person, unit_id)
    back = [button(talk.t.plain("back"), home, unit_id)]
    return Screen(talk.t("rtpl-goal-text", goal=shortened(_goal(found), 300)), [back])


@pages.on_text(goal)
async def type_goal(talk: Talk, text: str, unit_id: int) -> Go:
    await service.set_goal(talk.work, talk.person, unit_id, text)
    return go(home, unit_id, note=talk.t("rtpl-saved"))


# A new line: what kind of step, for whom, in which words.


@pages.screen(right=RIGHT)
async def kind(talk: Talk, unit_id: int) -> Screen:
    t = talk.t
    buttons = [
        button(t.plain(f"rtpl-kind-{one.value}"), group, unit_id, one.value) for one in service.kinds()
    ]
    return Screen(t("rtpl-kind"), [*packed(buttons), [button(t.plain("back"), home, unit_id)]])


@pages.screen(right=RIGHT)
async def group(talk: Talk, unit_id: int, activity: str) -> Screen:
    t = talk.t
    everybody = [button(t.plain("rtpl-for-all").capitalize(), words, unit_id, activity, ALL)]
    buttons = [
        button(one.title, zone, unit_id, activity, one.code)
        for one in content.groups()
        if one.code != content.LITERACY
    ]
    back = [button(t.plain("back"), kind, unit_id)]
    return Screen(t("rtpl-group"), [everybody, *_pairs(buttons), back])


def _pairs(buttons: list[Button]) -> list[list[Button]]:
    short = [Button(shortened(one.text, 16), one.data) for one in buttons]
    return [short[i : i + 2] for i in range(0, len(short), 2)]


@pages.screen(right=RIGHT)
async def zone(talk: Talk, unit_id: int, activity: str, code: str) -> Screen:
    t = talk.t
    found = next((one for one in content.groups() if one.code == code), None)
    if found is None:
        raise ScreenIsStale
    buttons = [button(one.short, words, unit_id, activity, one.code) for one in found.competencies]
    back = [button(t.plain("back"), group, unit_id, activity)]
    return Screen(t("rtpl-zone", group=found.title), [*packed(buttons), back])


@pages.screen(right=RIGHT)
async def words(talk: Talk, unit_id: int, activity: str, code: str) -> Screen:
    t = talk.t
    if activity not in {one.value for one in service.kinds()}:
        raise ScreenIsStale
    known = content.competencies()
    if code != ALL and code not in known:
        raise ScreenIsStale
    about = t.plain("rtpl-for-all") if code == ALL else lower_first(known[code].short)
    text = t("rtpl-title", kind=t.plain(f"rtpl-kind-{activity}"), zone=about)
    return Screen(text, [[button(t.plain("back"), group, unit_id, activity)]])


@pages.on_text(words)
async def type_words(talk: Talk, text: str, unit_id: int, activity: str, code: str) -> Go:
    about = "" if code == ALL else code
    step_id = await service.add(talk.work, talk.person, unit_id, activity, about, text)
    return go(line, step_id, note=talk.t("rtpl-added"))


# A line.


@pages.screen(right=RIGHT)
async def line(talk: Talk, step_id: int) -> Screen:
    t = talk.t
    unit_id, found = await service.line(talk.work, talk.person, step_id)
    form = content.route_activities()[found.activity].form
    buttons = [button(t.plain(f"rstep-edit-{field}"), word, step_id, field) for field in FIELDS]
    buttons.append(button(t.plain("rtpl-remove"), remove, step_id))
    text = t(
        "rtpl-one",
        title=shortened(found.title, 150),
        zone=_zone(talk, found),
        form=t.plain(f"rstep-form-{form}"),
        result=shortened(found.result, 120),
        proof=shortened(found.proof, 120),
    )
    return Screen(text, [*packed(buttons), [button(t.plain("back"), home, unit_id)]])


@pages.screen(right=RIGHT)
async def word(talk: Talk, step_id: int, field: str) -> Screen:
    if field not in FIELDS:
        raise ScreenIsStale
    _, found = await service.line(talk.work, talk.person, step_id)
    now = shortened(getattr(found, field), 200)
    back = [button(talk.t.plain("back"), line, step_id)]
    return Screen(talk.t(f"rstep-word-{field}", now=now), [back])


@pages.on_text(word)
async def type_word(talk: Talk, text: str, step_id: int, field: str) -> Go:
    await service.write(talk.work, talk.person, step_id, field, text)
    return go(line, step_id, note=talk.t("rtpl-saved"))


@pages.action(right=RIGHT)
async def remove(talk: Talk, step_id: int) -> Go:
    unit_id, _ = await service.line(talk.work, talk.person, step_id)
    await service.remove(talk.work, talk.person, step_id)
    return go(home, unit_id, note=talk.t("rtpl-removed"))
