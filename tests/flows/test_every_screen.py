"""ux.md on every screen: the graph of buttons is walked breadth first, for everybody the product knows."""

import re
from collections import Counter, deque
from dataclasses import dataclass, field
from datetime import date, time
from pathlib import Path

import pytest

from conversation.calendar import CLOSED
from conversation.screen import HALF_WIDTH
from domain.access import Role
from handlers import book
from services import (
    content,
    indicators,
    material_drafts,
    materials,
    mentor_requests,
    mentors,
    name_lists,
    news,
    norm_import,
    onetime,
    pairs,
    paper,
    questions,
    route_approval,
    route_desk,
    route_steps,
    routes,
    run_desk,
    runs,
    units,
)  # fmt: skip
from services.relay import Said
from simulator.client import Person, Screen
from tests import banks
from tests.flows import crowd
from tests.flows.test_literacy import SHORT, finished
from tests.stage import Stage
from ui.text import Texts

TEXT, LINES, ROWS = 600, 14, 8
PRESS_A_LETTER = Texts().plain("refusal-press-a-letter") + "\n\n"
"""Stands above a question once, until the next tap: the question itself has its 14 lines."""
ALONE, IN_THREES = 26, 10
WAYS_OUT = {"Назад", "Меню"}
LONGER = {
    "news.item": "a message as its author wrote it",
    "entrance.consent_text": "a document, shown whole",
    "privacy.home": "a document, shown whole",
    "mentor.consent": "a document, shown whole",
    "results.review": "a question with every explanation; nothing to decide on it",
    "results.material": "what a question was about, read once more",
    "taking.material": "a text to be read, a page at a time",
}
"""Screens that may pass 600 characters and 14 lines, up to Telegram's 4096, and why."""
NO_WAY_OUT = {
    "entrance.welcome": "the first screen of all",
    "taking.material": "«Позже» leads to the menu and keeps the answers",
    "taking.question": "the first question: «Позже» leads to the menu and keeps the answers",
    "help.home": "a guest has no menu yet: the one button leads in",
    "menu.puzzled": "a guest has no menu yet: the one button leads in",
    "menu.root": "it is the menu",
}
ENGLISH = {"Telegram", "JSON", "XLSX", "CSV", "GIFT", "XML", "Aiken", "PDF", "Moodle", "Scratch"}
EMOJI = re.compile("[\U0001f1e6-\U0001faff\u2600-\u26ff\u2705\u274c\u2b50]")

TYPED = {
    "taking.question": ["12,5", "слово"],
    "reg.subjects": ["Физика", "Колдовство"],
    "reg.birth_year": ["1996", "96"],
    "reg.work_start": ["09.2023", "сентябрь"],
    "reg.chat_name": ["Елена В."],
    "reg.position": ["Учитель", "Космонавт"],
    "org.municipality": ["район", "Нигде"],
    "org.in_municipality": ["12", "99", "Нигде"],
    "org.unlisted": ["Школа «Перспектива»", "ё"],
    "courses.listing": ["оценивание", "тригонометрический"],
    "enrolments.number": ["0123-45", "номер"],
    "enrolments.issued_on": ["15.11.2026", "завтра"],
    "enrolments.hours": ["24", "много"],
    "certificates.refusal": ["Нет"],
    "nd.title": ["Положение о методической службе района", "нет"],
    "nd.number": ["215-р", "9" * 65],
    "nd.dated": ["01.09.2026", "вчера"],
    "nd.summary": ["Документ о том, как устроена методическая служба района. " * 6, "кратко"],
    "nd.url": ["https://example.org/215", "адрес"],
    "paper.number": ["00002-92", "00001"],
    "paper.somebody_new": ["1975, 09.1998", "давно"],
    "paper.letters": ["АБВГА" * 4, "А" * 20, "нет"],
    "paper.forgetting": ["00001-95", "нет"],
    "slip.claim": ["00001-95 АВЕКМНРСТУ"],
    "team.choose": ["Константин", "Никто"],
    "branch.choose": ["12", "Нигде"],
    "school.people": ["Константин", "Никто"],
    "settings.chat_name": ["1"],
    "settings.leave_until": ["31.12.2026", "до лета"],
    "people.until": ["31.12.2026", "до лета"],
    "diagnostics.code_of_the_day": ["АААААА"],
    "privacy.correction": ["Нет"],
    "ask.home": ["Как оценивать групповую работу? " * 30],
    "ask.view": ["Уточняю: " + "класс большой, " * 60],
    "questions.one": ["Ответ: " + "критерии и роли, " * 60],
    "questions.ready": ["Нет", "Готовый ответ " * 100],
    "questions.ready_for": ["Посмотрите методичку о формирующем оценивании."],
    "mentoring.difficulty": [crowd.HARD, "Трудно"],
    "pair.propose_day": ["30.11.2026"],
    "pair.propose_time": ["15:30", "вечером"],
    "pair.meeting": ["Подготовить план урока. " * 12],
    "pair.words": ["Спасибо, было полезно."],
    "mentor.decline": ["Нет"],
    "mentor.subjects": ["Физика", "Колдовство"],
    "mentor.pause": ["30.12.2026"],
    "route.goal": ["Научиться давать обратную связь. " * 15, "Цель"],
    "route.end": ["31.08.2027", "01.09.2026"],
    "rstep.own": ["Провести открытый урок с взаимооценкой. " * 7, "Урок"],
    "rstep.proof": ["https://example.org/plan " * 20, "Да"],
    "rstep.word": ["Критерии к двум работам составлены вместе с классом. " * 5, "Да"],
    "rstep.due": ["30.04.2027", "вчера"],
    "rend.reflect": ["Критерии теперь пишем вместе с классом. " * 20, "Мало"],
    "rdesk.returning": ["Добавьте взаимопосещение в декабре. " * 8, "Да"],
    "rdesk.noting": ["Начните с билета на выход. " * 10, "Да"],
    "materials.listing": ["билеты", "тригонометрический"],
    "materials.by_subject": ["Физика", "Колдовство"],
    "mdesk.words": ["Слова " * 15, "нет"],
    "mdesk.source": ["https://example.org/bilet", "мало"],
    "mdesk.subjects": ["Физика", "Колдовство"],
    "mdesk.grades": ["7", "99"],
    "mdesk.review": ["30.12.2027", "вчера"],
    "rundesk.programme": ["оценивание", "тригонометрический"],
    "rundesk.starts_on": ["30.12.2026", "вчера"],
    "rundesk.until": ["20.12.2026", "вчера"],
    "rundesk.places": ["25", "много"],
    "rundesk.places_of": ["25", "много"],
    "rundesk.refusal": ["Нет"],
    "rtpl.goal": ["Учиться друг у друга и пробовать новое. " * 12, "Цель"],
    "rtpl.words": ["Выступить на методическом дне района. " * 7, "Да"],
    "rtpl.word": ["Выступить на методическом дне. " * 8, "Да"],
    "orders.number": ["145-о", "без номера"],
    "orders.ordered_on": ["20.11.2026"],
    "support.on_day": ["20.11.2026"],
    "instead.until_day": ["30.11.2026", "завтра"],
    "broadcast.write": ["Новость " * 12, "я" * 4000],
    "broadcast.link": ["https://example.org/" + "z" * 90 + " Подробности по ссылке", "example"],
    "broadcast.unit": ["99", "Нигде"],
    "broadcast.subject": ["Физика", "Колдовство"],
    "broadcast.at_moment": ["30.11.2026 16:30", "завтра"],
    "headcounts.ask": ["много", "12", "3", "1", "2", "4", "5", "6"],
    "indicators.target": ["скоро", "35 2027"],
}
"""What is typed where a screen asks for words: something right and something wrong."""


MOST = {"taking.answer": 40, "results.review": 20, "menu.by_role": 9, "text": 99}
"""Pages worth more taps than three."""


@dataclass
class Walk:
    """A person's walk: on from every screen while it has a button not tried, then back to one that has."""

    stage: Stage
    person: Person
    start: str = "/menu"
    taboo: tuple[str, ...] = ()
    pressed: Counter = field(default_factory=Counter)
    places: Counter = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)
    ways: dict = field(default_factory=dict)

    async def go(self, most: int = 900) -> "Walk":
        left: deque[tuple[str, ...]] = deque([()])
        while left and sum(self.places.values()) < most:
            path = await self.follow(left.popleft())
            while step := next((one for one in await self.steps() if self.is_new(one)), None):
                if path not in left:
                    left.append(path)
                await self.take(step)
                path = await self.look((*path, step))
        return self

    async def again(self, *taboo: str) -> None:
        """A second walk sees what the first one has made, and leaves some of it alone."""
        self.taboo = (*self.taboo, *taboo)
        self.pressed.clear()
        await self.go(2 * sum(self.places.values()))

    def is_new(self, step: str) -> bool:
        """Whether this button is worth a tap: each page is tried with a few arguments."""
        name = step.partition(":")[0]
        if step.startswith(("http", "n1:", *self.taboo)):
            return False
        most = MOST.get(name, 3)
        return not self.pressed[step] and self.pressed[name] < most

    async def take(self, step: str) -> None:
        name = step.partition(":")[0]
        self.pressed[name] += not self.pressed[step]
        self.pressed[step] += step != name
        if name == "text":
            await self.person.send(step.rpartition(":")[2])
        else:
            await self.person.click(step)

    async def follow(self, path: tuple[str, ...]) -> tuple[str, ...]:
        """The same way again, as far as it is still there."""
        await self.person.send(self.start)
        await self.look(())
        for number, step in enumerate(path):
            if step not in await self.steps():
                return path[:number]
            await self.take(step)
        return path

    async def steps(self) -> list[str]:
        here, _ = await self.place()
        typed = [f"text:{here}:{one}" for one in TYPED.get(here, [])]
        buttons = [one.get("callback_data", "") for row in self.person.screen.keyboard for one in row]
        pages = self.stage.app.road.book.pages
        known = [one for one in buttons if one.partition(":")[0] in pages]
        screens = [one for one in known if pages[one.partition(":")[0]].is_screen]
        return [*screens, *typed, *(one for one in known if one not in screens)]

    async def place(self) -> tuple[str, tuple[str, ...]]:
        found = await self.stage.app.road.places.find(self.stage.work(), self.person.id)
        return (found.screen, found.arguments) if found else ("nowhere", ())

    async def look(self, path: tuple[str, ...]) -> tuple[str, ...]:
        """Judges the screen; returns the shortest way here that is known."""
        here, arguments = await self.place()
        self.places[here] += 1
        way = " > ".join(path[-2:])
        self.faults += [f"{here} ({way}): {fault}" for fault in faults_of(self.person.screen, here)]
        alert = self.person.last_alert
        if len(alert) > 200:
            self.faults.append(f"{here}: an alert of {len(alert)} characters")
        known = self.ways.setdefault((here, arguments), path)
        return known if len(known) < len(path) else path


def faults_of(screen: Screen, here: str) -> list[str]:
    """What ux.md would object to."""
    return [*faults_of_text(screen, here), *faults_of_buttons(screen, here)]


def faults_of_text(screen: Screen, here: str) -> list[str]:
    text, found = screen.text, []
    limit, lines = (4096, 400) if here in LONGER else (TEXT, LINES)
    if len(text) > limit:
        found.append(f"{len(text)} characters: {text!r}")
    if text.removeprefix(PRESS_A_LETTER).count("\n") + 1 > lines:
        found.append(f"{text.count(chr(10)) + 1} lines: {text!r}")
    if len(EMOJI.findall(text)) > 1:
        found.append("more than one emoji")
    if re.search(r" {2}|[{}]| [,.:;]|None|\.\.", without(screen, "pre").replace("...", "")):
        found.append(f"untidy: {text!r}")
    if unknown := set(re.findall(r"[A-Za-z]{2,}", without_code(screen))) - ENGLISH:
        found.append(f"English: {sorted(unknown)} in {text!r}")
    if not text.strip():
        found.append("no text")
    if "ошибка на нашей стороне" in text:
        found.append(f"an apology: {text!r}")
    return found


def without_code(screen: Screen) -> str:
    """The text without commands, addresses and what stands in <code>."""
    return without(screen, "code", "url", "bot_command")


def without(screen: Screen, *kinds: str) -> str:
    text = screen.text
    raw = text.encode("utf-16-le")
    for one in screen.body.get("entities", []):
        if one["type"] in kinds:
            part = raw[2 * one["offset"] : 2 * (one["offset"] + one["length"])].decode("utf-16-le")
            text = text.replace(part, "")
    return text


def faults_of_buttons(screen: Screen, here: str) -> list[str]:
    found = []
    if len(screen.buttons) > ROWS:
        found.append(f"{len(screen.buttons)} rows of buttons")
    for row in screen.buttons:
        most = {1: ALONE, 2: HALF_WIDTH}.get(len(row), IN_THREES)
        found += [f"{len(one)} characters in a row of {len(row)}: {one}" for one in row if len(one) > most]
    if not WAYS_OUT & set(screen.button_texts) and here not in NO_WAY_OUT:
        found.append(f"no way out: {screen.button_texts}")
    words = [one for one in screen.button_texts if one != CLOSED]
    if len(set(words)) != len(words):
        found.append(f"two buttons alike: {screen.button_texts}")
    return found


pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


@pytest.fixture
async def house(stage: Stage) -> Stage:
    """A full house with the longest words that happen: names, schools, programmes."""
    await crowd.add_units(stage, f"{crowd.LONG};Z1;school;{crowd.LONG_NAME};{'ул. Очень длинная, ' * 6};\n")
    await crowd.add_demo_programmes(stage)
    methodist = await crowd.boss(stage)
    people = [await crowd.somebody(stage, crowd.LONG_PERSON, crowd.LONG, "extra") for _ in range(8)]
    await crowd.confirm_everybody(stage, methodist)
    long = await units.by_code(stage.work(), crowd.LONG)
    assert long is not None
    for _ in range(7):
        await onetime.make(stage.work(), methodist, name_lists.ROSTER, long.id)
    await norm_import.load_shipped(stage.work())
    deputy = await crowd.boss(stage, Role.DEPUTY, crowd.LONG)
    for _ in range(8):
        await paper.print_form(stage.work(), deputy, long.id, "teacher")
    form = await paper.find(stage.work(), deputy, long.id, "00001-95")
    await paper.describe(stage.work(), deputy, form, "1975, 09.1998")
    await paper.set_letters(stage.work(), deputy, form, "А" * 20)
    shown = paper.stamp(await paper.get(stage.work(), deputy, form))
    await paper.enter(stage.work(), deputy, form, shown)
    for number, one in enumerate(people):
        hours = "2000" if number % 2 else "36"
        await crowd.certificate(stage, one, f"Длинный номер 0123456789-{number}", hours)
    for one in people:
        await questions.ask(stage.work(), one, Said(1, "Как быть, если " * 40))
    for _ in range(7):
        await crowd.somebody(stage, crowd.LONG_PERSON, crowd.LONG, "extra", young=True)
    mentor = await crowd.mentor(stage, crowd.LONG_PERSON, crowd.LONG, 5)
    for one in people[:5]:
        await crowd.pair(stage, one, mentor)
    for one in people[5:]:
        await crowd.ask_for_mentor(stage, one)
    await crowd.mentor(stage, crowd.LONG_PERSON, crowd.LONG, 5)
    for _ in range(20):
        await crowd.somebody(stage, "Анна-Мария К.", crowd.LONG)
    await crowd.confirm_everybody(stage, methodist)
    for _ in range(7):
        await crowd.somebody(stage, crowd.LONG_PERSON, crowd.LONG, "extra", unlisted="Школа " * 19)
    await crowd.headcounts(stage, f"{crowd.LONG};2026;1000;100;10", "Z1-S12;2026;30;2;1")
    for _ in range(11):
        stage.clock.forward(days=-31)
    for _ in range(11):
        await indicators.keep_up(stage.work())
        stage.clock.forward(days=31)
    await indicators.keep_up(stage.work())
    return stage


DIAGNOSTICS = ("diagnostics.", "taking.", "results.", "literacy.")
EVERYBODYS = (
    *DIAGNOSTICS,
    "courses.",
    "enrolments.",
    "settings.",
    "org.",
    "privacy.",
    "help.",
    "ask.",
    "relay.",
    "mentoring.",
    "pair.",
    "news.",
    "norms.",
    "slip.",
)
"""What a teacher's walk has seen: the walks of the roles pass it by."""


MATERIALS = ("materials.", "mdesk.", "runs.", "rundesk.")
ROUTES = ("route.", "rstep.", "rend.", "rpaper.", "rdesk.", "rtpl.")
"""The route has walks of its own."""

PAIRED = {page.name for page in book().pages.values() if page.is_screen and page.name.startswith("pair.")}


async def test_every_screen_of_a_teacher_keeps_the_lines_of_ux(house: Stage) -> None:
    walk = Walk(
        house, await house.teacher(), taboo=("privacy.delete", "privacy.withdraw", *ROUTES, *MATERIALS)
    )
    await walk.go()
    await walk.again("courses.", "enrolments.withdraw")
    assert not walk.faults, "\n".join(sorted(set(walk.faults)))
    assert missed(walk, *EVERYBODYS) <= OWN_PLAYS, "which have plays of their own"


OF_LITERACY = {
    "literacy.home",
    "literacy.component",
    "literacy.profile",
    "literacy.comparison",
    "taking.material",
    "results.material",
}
OWN_PLAYS = {"news.item", "taking.time_is_over", "relay.thread", "relay.whom", *OF_LITERACY, *PAIRED}


async def test_every_screen_of_functional_literacy_keeps_the_lines_of_ux(
    house: Stage, tmp_path: Path
) -> None:
    await banks.load_literacy(house.work, tmp_path)
    elena = await house.teacher()
    for days in (60, 0):
        for part in SHORT:
            await finished(elena, part)
        house.clock.forward(days=days)
    walk = await Walk(house, elena, "/diagnostics", taboo=("menu.", "courses.", "privacy.")).go()
    house.clock.forward(days=200)
    await walk.again()
    assert not walk.faults, "\n".join(sorted(set(walk.faults)))
    assert walk.places.keys() >= OF_LITERACY - {"results.material"}, "which has its own play"


WORK = (
    "menu.",
    "school.",
    "newcomers.",
    "certificates.",
    "codes.",
    "people.",
    "branch.",
    "admin.",
    "questions.",
    "instead.",
    "links.",
    "mentor.",
    "matching.",
    "orders.",
    "support.",
    "team.",
    "acq.",
    "paper.",
    "nd.",
    "indicators.",
    "headcounts.",
)
BELOW = ("questions.one", "questions.ready_for", "instead.until_day")
"""The questions of the play wait at the municipality, and nobody stands beside the coordinator."""
NO_DOOR = {
    Role.HEAD: (
        "newcomers.",
        "certificates.",
        "codes.",
        "admin.",
        "school.ask_new_phone",
        "questions.",
        "instead.",
        "links.journal",
        "mentor.",
        "matching.",
        "orders.",
        "support.",
        "nd.",
        "paper.",
        "indicators.target",
        "indicators.parts",
        "indicators.missing",
        "headcounts.choose",
    ),
    Role.DEPUTY: (
        "people.",
        "codes.",
        "branch.",
        "admin.",
        "questions.",
        "links.journal",
        "nd.",
        "mentor.",
        "matching.",
        "indicators.",
        "headcounts.choose",
    ),
    Role.METHODIST: ("admin.", "links.journal", "team.", "mentor.", "paper.", "headcounts."),
    Role.COORDINATOR: ("team.", "mentor.", "paper.", "headcounts.", *BELOW),
    Role.ADMIN: ("paper.ask_forget", *BELOW, "mentor.offer", "mentor.decline"),
}
"""What a role has no door to."""


async def test_every_screen_of_news_keeps_the_lines_of_ux(house: Stage) -> None:
    author = await crowd.boss(house, Role.HEAD, crowd.LONG)
    head = await house.with_role(Role.HEAD, crowd.LONG)
    for number in range(8):
        made = await news.create(house.work(), author)
        await news.set_text(house.work(), author, made, f"Новость {number}, " + "очень подробно, " * 30)
        ready = await news.get(house.work(), author, made)
        await news.send(house.work(), author, made, ready.revision, "now")
    for number, state in ((8, "pending"), (7, "failed"), (6, "uncertain")):
        await crowd.change(
            house,
            "UPDATE outbox SET state = :state WHERE event = :event",
            state=state,
            event=f"news:{number}",
        )
    walk = Walk(house, head, "/broadcast", taboo=("menu.", "news.", "broadcast.preview"))
    await walk.go()
    await walk.again("broadcast.send", "broadcast.delete")
    assert not walk.faults, "\n".join(sorted(set(walk.faults)))
    assert missed(walk, "broadcast.") == set()
    reader = await crowd.known(house, head.id)
    somebody = "(SELECT min(person_id) FROM outbox WHERE kind = 'news')"
    await crowd.change(
        house,
        f"UPDATE outbox SET person_id = :me WHERE kind = 'news' AND person_id = {somebody}",
        me=reader.id,
    )
    walk = await Walk(house, head, "/news", taboo=("menu.",)).go()
    assert not walk.faults, "\n".join(sorted(set(walk.faults)))
    assert missed(walk, "news.") == set()


@pytest.mark.parametrize("role", list(NO_DOOR))
async def test_every_screen_of_a_role_keeps_the_lines_of_ux(house: Stage, role: Role) -> None:
    where = {Role.HEAD: crowd.LONG, Role.DEPUTY: crowd.LONG, Role.ADMIN: "RU", Role.COORDINATOR: "Z"}
    colleague = await crowd.boss(house, Role.DEPUTY, crowd.LONG)
    assert colleague.grants
    person = await house.with_role(role, where.get(role, "Z1"))
    walk = await Walk(house, person, taboo=(*EVERYBODYS, *ROUTES, *MATERIALS, "broadcast.")).go()
    assert not walk.faults, "\n".join(sorted(set(walk.faults)))
    assert missed(walk, *WORK) - {"menu.puzzled", "menu.my_roles"} == {
        one for one in screens_of(house, *WORK) if one.startswith(NO_DOOR[role] or ("nothing",))
    }


async def test_every_screen_of_a_pair_keeps_the_lines_of_ux(house: Stage) -> None:
    mentor = await house.with_role(Role.MENTOR, "Z1", "Ирина")
    who = await house.viewer(mentor)
    await mentors.agree(house.work(), who)
    await mentors.switch_topic(house.work(), who, "KP", on=True)
    mentee = await house.teacher("Анна")
    anna = await house.viewer(mentee)
    await mentor_requests.begin(house.work(), anna, "KP")
    await mentor_requests.describe(house.work(), anna, crowd.HARD)
    await mentor_requests.send(house.work(), anna, "offline")
    (offer,) = await mentor_requests.offers(house.work(), who)
    pair = await mentor_requests.accept(house.work(), who, offer.id)
    meeting = await pairs.propose(house.work(), who, pair, date(2026, 12, 1), time(15))
    await pairs.note(house.work(), who, meeting, "Подготовить план урока. " * 12)
    taboo = ("ask.", "courses.", "diagnostics.", "enrolments.", "settings.", "org.", "privacy.", "help.")
    walk = await Walk(house, mentee, taboo=taboo).go()
    assert not walk.faults, "\n".join(sorted(set(walk.faults)))
    assert {"pair.view", "pair.meeting", "pair.words", "mentoring.home"} <= walk.places.keys()
    another = await house.teacher("Борис")
    await crowd.ask_for_mentor(house, await house.viewer(another))
    walk = await Walk(house, mentor, taboo=taboo).go()
    assert not walk.faults, "\n".join(sorted(set(walk.faults)))
    assert missed(walk, "mentor.") <= {"mentor.decline", "mentor.offer"}


async def test_every_screen_of_a_route_keeps_the_lines_of_ux(house: Stage) -> None:
    elena, olga = await house.teacher(), await house.with_role(Role.METHODIST, "Z1")
    await elena.send("/diagnostics")
    await elena.click("Начать")
    await elena.click("Начать: вопрос 1")
    await house.take_diagnostic(elena, {"KM2", "KP2", "KS1", "KD1"})
    who = await house.viewer(elena)
    number = await routes.build(house.work(), who)
    step = await route_steps.add_own(house.work(), who, "Провести открытый урок с взаимооценкой. " * 7)
    for _ in range(3):
        await route_steps.show_words(house.work(), who, step, "Посмотрите план: https://example.org " * 20)
    await route_approval.ask(house.work(), who, number, 1)
    methodist = await house.viewer(olga)
    await route_desk.approve(house.work(), methodist, number, 2)
    for _ in range(5):
        await route_desk.add_note(house.work(), methodist, number, "Начните с билета на выход. " * 10)
    taboo = tuple({name.split(".")[0] + "." for name in house.app.road.book.pages} - {*ROUTES, "menu."})
    destroying = ("route.ask", "route.drop", "rend.finish", "rstep.remove", "rstep.choose_due", "rstep.done")
    walk = await Walk(house, elena, "/route", taboo=(*taboo, *destroying, "menu.")).go()
    house.clock.forward(days=70)
    desk = await Walk(house, olga, "/menu", taboo=(*taboo, "route.")).go()
    tutor = await house.with_role(Role.DEPUTY, "Z1-S12", "Зоя")
    await routes.set_goal(house.work(), who, number, "Научиться давать обратную связь. " * 15)
    shown = await routes.get(house.work(), who, number)
    chosen = (await house.viewer(tutor)).id
    await route_approval.ask(house.work(), who, number, shown.revision, chosen)
    guided = await Walk(house, tutor, "/menu", taboo=(*taboo, "route.")).go()
    walk.taboo = (*taboo, "menu.")
    await walk.again()
    faults = {*walk.faults, *desk.faults, *guided.faults}
    assert not faults, "\n".join(sorted(faults))
    assert {"rdesk.mine", "rdesk.one", "rdesk.returning", "rdesk.step"} <= guided.places.keys()
    assert missed(walk, "route.", "rstep.", "rend.", "rpaper.") <= {"route.opened", "route.ask_drop"}
    assert missed(desk, "rdesk.", "rtpl.") <= {"rdesk.mine", "rdesk.returning"}


async def test_every_screen_of_materials_keeps_the_lines_of_ux(house: Stage) -> None:
    olga = await house.with_role(Role.METHODIST, "Z1")
    who = await house.viewer(olga)
    long = await units.by_code(house.work(), crowd.LONG)
    assert long is not None
    subjects = [
        f"s{one}" for one in sorted(content.subjects(), key=lambda one: -len(content.subjects()[one]))
    ]
    for number in range(8):
        await material_drafts.begin(house.work(), who, long.id)
        await material_drafts.set_text(house.work(), who, "title", f"{number}. " + "Памятка о билете " * 6)
        await material_drafts.set_text(house.work(), who, "summary", "Что спросить у двери. " * 9)
        await material_drafts.set_source(house.work(), who, "Спросите об одном. " * 150)
        for tag in ("cKM2", "cKM3", *subjects[:6]):
            await material_drafts.switch_tag(house.work(), who, tag, on=True)
        await material_drafts.set_grades(house.work(), who, "0-11")
        await material_drafts.set_review(house.work(), who, date(2026, 12, 1 + number))
        made = await material_drafts.publish(house.work(), who)
    house.clock.forward(days=20)
    taboo = tuple(
        {name.split(".")[0] + "." for name in house.app.road.book.pages} - {"materials.", "mdesk.", "branch."}
    )
    await material_drafts.begin_version(house.work(), who, made)
    await material_drafts.set_text(house.work(), who, "change_note", "Новые вопросы. " * 20)
    await material_drafts.set_review(house.work(), who, date(2027, 12, 1))
    reader = await house.teacher()
    for what in ("cKM2", *subjects[:6], f"m{made}"):
        await materials.follow(house.work(), await house.viewer(reader), what, on=True)
    once = ("mdesk.publish", "mdesk.drop", "mdesk.withdraw")
    desk = await Walk(house, olga, "/menu", taboo=(*set(taboo) - {"menu."}, "materials.", *once)).go()
    await material_drafts.publish(house.work(), who)
    walk = await Walk(house, reader, "/materials", taboo=taboo).go()
    desk.taboo = (*taboo, "materials.")
    await desk.again()
    assert not {*desk.faults, *walk.faults}, "\n".join(sorted({*desk.faults, *walk.faults}))
    assert missed(walk, "materials.") == set()
    assert missed(desk, "mdesk.") == set()


async def test_every_screen_of_runs_keeps_the_lines_of_ux(house: Stage) -> None:
    olga = await house.with_role(Role.METHODIST, "Z1")
    who = await house.viewer(olga)
    long = await units.by_code(house.work(), crowd.LONG)
    assert long is not None
    programmes = await crowd.rows(house, "SELECT id FROM programmes ORDER BY length(title) DESC LIMIT 8")
    for programme in programmes:
        await run_desk.begin(house.work(), who, long.id, programme.id)
        await run_desk.set_start(house.work(), who, date(2026, 12, 30))
        await run_desk.set_draft_places(house.work(), who, "1")
        made = await run_desk.publish(house.work(), who)
        for _ in range(2):
            somebody = await crowd.somebody(house, crowd.LONG_PERSON, crowd.LONG)
            await runs.apply(house.work(), somebody, made)
    reader = await house.teacher("Анна", crowd.LONG)
    for number in range(1, 9):
        await runs.apply(house.work(), await house.viewer(reader), number)
    found = await run_desk.queue(house.work(), who)
    await run_desk.accept_page(house.work(), who, 1, found.stamp)
    found = await run_desk.queue(house.work(), who)
    await run_desk.refuse(house.work(), who, found.items[0].id, found.items[0].revision, "Причина " * 36)
    house.clock.forward(days=4)
    walked = {"runs.", "rundesk.", "branch.", "enrolments."}
    taboo = tuple({name.split(".")[0] + "." for name in house.app.road.book.pages} - walked)
    first = (*set(taboo) - {"menu."}, "runs.", "enrolments.", "rundesk.publish", "rundesk.accept_page")
    desk = await Walk(house, olga, "/menu", taboo=first).go()
    walk = await Walk(house, reader, "/courses", taboo=(*set(taboo) - {"courses."}, "rundesk.")).go()
    assert not {*desk.faults, *walk.faults}, "\n".join(sorted({*desk.faults, *walk.faults}))
    assert missed(walk, "runs.") <= {"runs.view", "runs.of_programme"}
    assert missed(desk, "rundesk.") == set()


async def test_every_screen_of_a_guest_keeps_the_lines_of_ux(house: Stage) -> None:
    guest = house.person("Анна")
    for start in ("/start", "/help", "/privacy", "Здравствуйте"):
        walk = await Walk(house, guest, start, taboo=("entrance.give_consent",)).go()
        assert not walk.faults, "\n".join(sorted(set(walk.faults)))
    walk = await Walk(house, guest, f"/start {await house.poster(crowd.LONG)}", taboo=("entrance.give",)).go()
    assert {"entrance.welcome", "entrance.tour", "entrance.example", "courses.card"} <= walk.places.keys()


async def test_every_screen_of_registration_keeps_the_lines_of_ux(house: Stage) -> None:
    newcomer = house.person("Анна", "Длиннофамильная")
    await newcomer.start()
    await newcomer.click("Даю согласие")
    walk = await Walk(house, newcomer, "/start", taboo=("privacy.", "entrance.", "reg.finish")).go()
    await walk.again("org.choose", "org.unlisted")
    assert not walk.faults, "\n".join(sorted(set(walk.faults)))
    of_students = {"org.universities", "reg.graduation"}  # tests/flows/test_students.py
    assert missed(walk, "reg.", "org.") <= {"reg.done", "reg.next_question", "org.confirm_move", *of_students}


async def test_every_screen_after_a_withdrawal_keeps_the_lines_of_ux(house: Stage) -> None:
    person = await house.teacher()
    await person.send("/privacy")
    await person.click("Отозвать согласие")
    await person.click("Да, отозвать согласие")
    for start in ("/start", "/menu", "/help", "/privacy", "Здравствуйте"):
        walk = await Walk(house, person, start, taboo=("entrance.give_consent", "privacy.delete")).go()
        assert not walk.faults, "\n".join(sorted(set(walk.faults)))


def missed(walk: Walk, *chapters: str) -> set[str]:
    return screens_of(walk.stage, *chapters) - walk.places.keys()


def screens_of(stage: Stage, *chapters: str) -> set[str]:
    pages = stage.app.road.book.pages.values()
    return {page.name for page in pages if page.is_screen and page.name.startswith(chapters)}
