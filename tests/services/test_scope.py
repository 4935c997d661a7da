"""Role x branch x action, generated from the rights: inside the branch it works, outside nothing exists."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta

import pytest

from db.models import Item, OpenAnswer
from db.session import UnitOfWork
from domain.access import RIGHTS, Grant, Right, Role
from domain.errors import NotAllowed, NotFound, Refusal
from domain.indicators import Indicator
from services import (
    acquaintance,
    boards,
    day_codes,
    diagnostics,
    drafts,
    enrolments,
    headcounts,
    indicators,
    invitations,
    material_drafts,
    mentor_requests,
    mentors,
    name_lists,
    newcomers,
    news,
    norm_drafts,
    onetime,
    pairs,
    paper,
    practice_drafts,
    practice_reviews,
    questions,
    rating,
    registration,
    roles,
    roster,
    route_approval,
    route_desk,
    route_steps,
    route_templates,
    routes,
    run_desk,
    runs,
    sharing,
    support,
    taking,
    teams,
    units,
    viewer,
    zones,
)  # fmt: skip
from services.relay import Said
from services.viewer import Viewer
from tests import territory

UNKNOWN = 999_999
PRACTICE_REVISION = 10
"""Of a practice that was just sent: six texts, subject, level, theme, off it goes."""
REVISION = 6
"""Of a certificate that was just submitted: apply, number, date, hours, submit (two steps)."""


@dataclass
class Things:
    """Ids of everything of one school that somebody with rights could touch."""

    unit: int
    newcomer: int
    person: int
    submitted: int
    grant: int
    stamp: str
    practice: int
    question: int
    pair: int
    request: int
    result: int
    answer: int
    draft: int
    member: int
    norm: int
    paper: int
    broadcast: int
    route: int
    template: int
    material: int
    run: int
    application: int


class World:
    def __init__(self, work: UnitOfWork) -> None:
        self._work = work
        self._address = 1

    def work(self) -> UnitOfWork:
        return replace(self._work)

    async def person(self, school: str) -> Viewer:
        self._address += 1
        unit = await units.by_code(self.work(), school)
        assert unit is not None
        who = await registration.consent(self.work(), self._address, "Елена Власова")
        await registration.choose_unit(self.work(), who, unit.id)
        await registration.choose_position(self.work(), who, "primary")
        await registration.set_birth_year(self.work(), who, "1996")
        await registration.set_work_start(self.work(), await self.again(who), "09.2025")
        await registration.finish(self.work(), await self.again(who))
        return await self.again(who)

    async def again(self, who: Viewer) -> Viewer:
        found = await viewer.find(self.work(), who.address)
        assert found is not None
        return found

    def with_role(self, who: Viewer, role: Role, path: str) -> Viewer:
        return replace(who, grants=(Grant(role, path),))

    async def things(self, school: str) -> Things:
        """A newcomer, confirmed people, one of them with a submitted certificate, and a holder of a role."""
        people = [await self.person(school) for _ in range(3)]
        teacher, mentor = people[1], people[2]
        assert teacher.unit is not None
        admin = self.with_role(await self.person("Z1-S7"), Role.ADMIN, teacher.unit.path)
        waiting, _ = await newcomers.waiting(self.work(), admin)
        await newcomers.confirm(self.work(), admin, [one.membership_id for one in waiting])
        await self.person(school)
        waiting, _ = await newcomers.waiting(self.work(), admin)
        enrolment = await self.certificate(teacher)
        link = await invitations.invite_by_operator(self.work(), Role.MENTOR, school, timedelta(days=1))
        await invitations.redeem(self.work(), mentor.address, link, consents=False)
        held = await roles.holders(self.work(), admin)
        shown = await enrolments.waiting(self.work(), admin)
        await teams.add(self.work(), admin, teacher.unit.id, mentor.id)
        team = await teams.view(self.work(), admin, teacher.unit.id)
        practice = await self.practice(teacher)
        return Things(
            teacher.unit.id,
            waiting[0].membership_id,
            teacher.id,
            enrolment,
            held[0].grant_id,
            shown.stamp,
            practice,
            await questions.ask(self.work(), teacher, Said(1, "Как оценивать группу?")),
            await self.pair(teacher, await self.again(mentor)),
            await self.request(people[0]),
            *await self.diagnostic(teacher),
            team.members[0].id,
            await self.norm(admin, teacher.unit.id),
            await self.paper(admin, teacher.unit.id),
            await self.broadcast(admin, teacher.unit.id),
            await self.route(teacher),
            await route_templates.add(
                self.work(), admin, teacher.unit.id, "event", "", "Выступить на методическом дне"
            ),
            await self.material(admin, teacher.unit.id),
            *await self.run(admin, teacher),
        )

    async def run(self, admin: Viewer, teacher: Viewer) -> tuple[int, int]:
        """An open run of the school and the teacher's application to it."""
        assert teacher.unit is not None
        await run_desk.begin(self.work(), admin, teacher.unit.id, 2)
        await run_desk.set_start(self.work(), admin, date(2026, 12, 12))
        await run_desk.set_draft_places(self.work(), admin, "1")
        made = await run_desk.publish(self.work(), admin)
        return made, await runs.apply(self.work(), teacher, made)

    async def material(self, admin: Viewer, unit_id: int) -> int:
        await material_drafts.begin(self.work(), admin, unit_id)
        for name in ("title", "summary"):
            await material_drafts.set_text(self.work(), admin, name, "Памятка о билете на выход")
        await material_drafts.set_source(self.work(), admin, "https://example.org/bilet")
        await material_drafts.switch_tag(self.work(), admin, "cKM2", on=True)
        await material_drafts.set_grades(self.work(), admin, "5-9")
        await material_drafts.set_review(self.work(), admin, date(2027, 11, 23))
        return await material_drafts.publish(self.work(), admin)

    async def request(self, who: Viewer) -> int:
        """A request for a mentor; with no free one it waits for the methodist."""
        await mentor_requests.begin(self.work(), who, "KM")
        await mentor_requests.describe(self.work(), who, "Не успеваю проверять работы.")
        return await mentor_requests.send(self.work(), who, "any")

    async def pair(self, teacher: Viewer, mentor: Viewer) -> int:
        """The mentor takes the request, and has no place for another."""
        await mentors.agree(self.work(), mentor)
        await mentors.switch_topic(self.work(), mentor, "KM", on=True)
        await mentors.set_capacity(self.work(), mentor, 1)
        await self.request(teacher)
        (offer,) = await mentor_requests.offers(self.work(), mentor)
        return await mentor_requests.accept(self.work(), mentor, offer.id)

    async def broadcast(self, who: Viewer, unit_id: int) -> int:
        """News that are on their way to the school."""
        made = await news.create(self.work(), who)
        await news.set_unit(self.work(), who, made, unit_id)
        await news.set_text(self.work(), who, made, "Педсовет в среду.")
        ready = await news.get(self.work(), who, made)
        await news.send(self.work(), who, made, ready.revision, "now")
        return made

    async def diagnostic(self, who: Viewer) -> tuple[int, int, int]:
        """A result that its owner shares, an open answer in it, and a draft of an item from that school."""
        offer = await diagnostics.offer(self.work(), who)
        await diagnostics.start(self.work(), who, [one.code for one in offer.suggested])
        shown = await taking.question(self.work(), who)
        assert shown is not None
        assert who.unit is not None
        await taking.finish(self.work(), who, shown.attempt_id)
        await sharing.share(self.work(), who, shown.attempt_id)
        async with self.work().writing() as session:
            answer = OpenAnswer(
                attempt_id=shown.attempt_id, position=1, unit_path=who.unit.path, asked_at=self._work.now()
            )
            draft = Item(
                bank="own", code=who.unit.code, competency="KM2", kind="single", stem="?", options=[],
                state="draft", imported_by="somebody", imported_path=who.unit.path,
            )  # fmt: skip
            session.add_all([answer, draft])
            await session.flush()
            return shown.attempt_id, answer.id, draft.id

    async def paper(self, admin: Viewer, unit_id: int) -> int:
        printed = await paper.print_form(self.work(), admin, unit_id, "teacher")
        return await paper.find(self.work(), admin, unit_id, printed.number)

    async def norm(self, admin: Viewer, unit_id: int) -> int:
        await norm_drafts.begin(self.work(), admin, unit_id)
        for name in ("title", "number", "summary"):
            await norm_drafts.set_text(self.work(), admin, name, "Положение о методической службе")
        await norm_drafts.set_date(self.work(), admin, date(2026, 9, 1))
        return await norm_drafts.publish(self.work(), admin)

    async def route(self, who: Viewer) -> int:
        """A route that asks the methodists."""
        number = await routes.build(self.work(), who)
        await route_steps.add_own(self.work(), who, "Провести открытый урок")
        await route_approval.ask(self.work(), who, number, 1)
        return number

    async def practice(self, who: Viewer) -> int:
        """Written and sent; nobody has been asked to review it."""
        number = await practice_drafts.begin(self.work(), who)
        for step in ("title", "problem", "essence", "steps", "results", "conditions"):
            await practice_drafts.write(self.work(), who, number, step, "Урок, на котором спорят. " * 3)
        await practice_drafts.choose_subject(self.work(), who, number, "")
        await practice_drafts.choose_level(self.work(), who, number, "prim")
        await practice_drafts.choose_theme(self.work(), who, number, "KM2", on=True)
        found = await practice_drafts.get(self.work(), who, number)
        await practice_drafts.submit(self.work(), who, number, found.description.revision)
        return number

    async def certificate(self, who: Viewer) -> int:
        found = await diagnostics.offer(self.work(), who)
        assert found.open is None
        enrolment = await enrolments.apply(self.work(), who, 1)
        await enrolments.set_number(self.work(), who, enrolment, "12")
        await enrolments.set_date(self.work(), who, enrolment, who.today(self._work.now()))
        await enrolments.set_hours(self.work(), who, enrolment, "36")
        await enrolments.submit(self.work(), who, enrolment)
        return enrolment


ROUTE_REVISION = 2
"""Of a route that was just sent: a step added, off it goes."""
REASON = "Номер не найден"

Action = Callable[[UnitOfWork, Viewer, Things], Awaitable[object]]

ACTIONS: dict[str, tuple[Right, Action]] = {
    "look at a newcomer": (Right.CONFIRM_NEWCOMERS, lambda w, v, x: newcomers.waiting_one(w, v, x.newcomer)),
    "refuse a newcomer": (Right.CONFIRM_NEWCOMERS, lambda w, v, x: newcomers.refuse(w, v, x.newcomer)),
    "look at a person": (Right.SEE_ROSTER, lambda w, v, x: roster.person(w, v, x.person)),
    "move an account": (Right.MOVE_ACCOUNTS, lambda w, v, x: invitations.new_phone(w, v, x.person)),
    "look at a certificate": (
        Right.CONFIRM_CERTIFICATES, lambda w, v, x: enrolments.waiting_one(w, v, x.submitted)
    ),
    "confirm a certificate": (
        Right.CONFIRM_CERTIFICATES, lambda w, v, x: enrolments.confirm(w, v, x.submitted, REVISION)
    ),
    "refuse a certificate": (
        Right.CONFIRM_CERTIFICATES, lambda w, v, x: enrolments.refuse(w, v, x.submitted, REVISION, REASON)
    ),
    "open a code of the day": (Right.OPEN_DAY_CODES, lambda w, v, x: day_codes.open_for(w, v, x.unit)),
    "look at a practice": (
        Right.MODERATE_PRACTICES, lambda w, v, x: practice_reviews.on_desk(w, v, x.practice)
    ),
    "look for experts": (
        Right.MODERATE_PRACTICES, lambda w, v, x: practice_reviews.experts(w, v, x.practice)
    ),
    "give a practice back": (
        Right.MODERATE_PRACTICES,
        lambda w, v, x: practice_reviews.give_back(w, v, x.practice, PRACTICE_REVISION, REASON),
    ),
    "look at a question": (Right.ANSWER_QUESTIONS, lambda w, v, x: questions.one(w, v, x.question)),
    "answer a question": (
        Right.ANSWER_QUESTIONS, lambda w, v, x: questions.answer(w, v, x.question, Said(2, "Так"))
    ),
    "ask for a list with names": (
        Right.SEE_ROSTER, lambda w, v, x: onetime.make(w, v, name_lists.ROSTER, x.unit)
    ),
    "ask for personal links": (
        Right.MOVE_ACCOUNTS, lambda w, v, x: onetime.make(w, v, name_lists.INVITATIONS, x.unit)
    ),
    "look at a request for a mentor": (
        Right.MATCH_MENTORS, lambda w, v, x: mentor_requests.choices(w, v, x.request)
    ),
    "look at a pair": (Right.ORDER_MENTORING, lambda w, v, x: pairs.for_order(w, v, x.pair)),
    "enter an order": (
        Right.ORDER_MENTORING, lambda w, v, x: pairs.set_order_number(w, v, x.pair, "145-о")
    ),
    "look at a young teacher": (Right.CONFIRM_SUPPORT, lambda w, v, x: support.get(w, v, x.person)),
    "confirm a support": (
        Right.CONFIRM_SUPPORT, lambda w, v, x: support.confirm(w, v, x.person, 0, date(2026, 11, 20))
    ),
    "look at a team": (Right.COMPOSE_TEAM, lambda w, v, x: teams.view(w, v, x.unit)),
    "see who may join a team": (Right.COMPOSE_TEAM, lambda w, v, x: teams.candidates(w, v, x.unit)),
    "take somebody into a team": (Right.COMPOSE_TEAM, lambda w, v, x: teams.add(w, v, x.unit, x.person)),
    "look at a member of a team": (Right.COMPOSE_TEAM, lambda w, v, x: teams.member(w, v, x.member)),
    "make somebody head of a team": (Right.COMPOSE_TEAM, lambda w, v, x: teams.make_head(w, v, x.member)),
    "take somebody out of a team": (Right.COMPOSE_TEAM, lambda w, v, x: teams.remove(w, v, x.member)),
    "look at paper forms": (Right.ENTER_PAPER, lambda w, v, x: paper.overview(w, v, x.unit)),
    "print a paper form": (Right.ENTER_PAPER, lambda w, v, x: paper.print_form(w, v, x.unit, "teacher")),
    "look at a paper form": (Right.ENTER_PAPER, lambda w, v, x: paper.get(w, v, x.paper)),
    "declare a paper form void": (Right.ENTER_PAPER, lambda w, v, x: paper.void(w, v, x.paper)),
    "describe whose a paper form is": (
        Right.ENTER_PAPER, lambda w, v, x: paper.describe(w, v, x.paper, "1975, 09.1998")
    ),
    "write the letters of a paper form": (
        Right.ENTER_PAPER, lambda w, v, x: paper.set_letters(w, v, x.paper, "А" * 20)
    ),
    "see who has read": (Right.SEE_ROSTER, lambda w, v, x: acquaintance.overview(w, v, x.unit)),
    "see who has not read a document": (
        Right.SEE_ROSTER, lambda w, v, x: acquaintance.unread(w, v, x.unit, x.norm)
    ),
    "begin a document": (Right.MANAGE_NORMS, lambda w, v, x: norm_drafts.begin(w, v, x.unit)),
    "look at a document": (Right.MANAGE_NORMS, lambda w, v, x: norm_drafts.published_one(w, v, x.norm)),
    "replace a document": (Right.MANAGE_NORMS, lambda w, v, x: norm_drafts.begin_replacement(w, v, x.norm)),
    "withdraw a document": (Right.MANAGE_NORMS, lambda w, v, x: norm_drafts.withdraw(w, v, x.norm)),
    "begin a material": (Right.MANAGE_MATERIALS, lambda w, v, x: material_drafts.begin(w, v, x.unit)),
    "look at a material": (
        Right.MANAGE_MATERIALS, lambda w, v, x: material_drafts.one_of_branch(w, v, x.material)
    ),
    "write a new version of a material": (
        Right.MANAGE_MATERIALS, lambda w, v, x: material_drafts.begin_version(w, v, x.material)
    ),
    "renew a material": (
        Right.MANAGE_MATERIALS, lambda w, v, x: material_drafts.renew(w, v, x.material, 0)
    ),
    "withdraw a material": (
        Right.MANAGE_MATERIALS, lambda w, v, x: material_drafts.withdraw(w, v, x.material, 0)
    ),
    "begin a run": (Right.MANAGE_RUNS, lambda w, v, x: run_desk.begin(w, v, x.unit, 2)),
    "look at a run": (Right.MANAGE_RUNS, lambda w, v, x: run_desk.run(w, v, x.run)),
    "close a run": (Right.MANAGE_RUNS, lambda w, v, x: run_desk.close(w, v, x.run, 1)),
    "change the places of a run": (Right.MANAGE_RUNS, lambda w, v, x: run_desk.set_places(w, v, x.run, "2")),
    "look at an application": (Right.MANAGE_RUNS, lambda w, v, x: run_desk.one(w, v, x.application)),
    "accept an application": (Right.MANAGE_RUNS, lambda w, v, x: run_desk.accept(w, v, x.application, 1)),
    "refuse an application": (
        Right.MANAGE_RUNS, lambda w, v, x: run_desk.refuse(w, v, x.application, 1, REASON)
    ),
    "rate an answer": (Right.RATE_ANSWERS, lambda w, v, x: rating.rate(w, v, x.answer, 1)),
    "look at a draft": (Right.APPROVE_ITEMS, lambda w, v, x: drafts.get(w, v, x.draft)),
    "approve a draft": (
        Right.APPROVE_ITEMS, lambda w, v, x: approve(w, v, x.draft)
    ),
    "look at the growth zones of a unit": (
        Right.SEE_SHARED_RESULTS,
        lambda w, v, x: zones.board(w, v, x.unit),
    ),
    "look at one zone by its parts": (
        Right.SEE_SHARED_RESULTS,
        lambda w, v, x: zones.parts(w, v, x.unit, "KM2"),
    ),
    "look at a shared result": (Right.SEE_SHARED_RESULTS, lambda w, v, x: sharing.one(w, v, x.result)),
    "look at news": (Right.SEND_NEWS, lambda w, v, x: news.progress(w, v, x.broadcast)),
    "stop news": (Right.SEND_NEWS, lambda w, v, x: news.stop(w, v, x.broadcast)),
    "aim news at a school": (Right.SEND_NEWS, lambda w, v, x: aim(w, v, x.unit)),
    "look at a route": (Right.GUIDE_ROUTES, lambda w, v, x: route_desk.get(w, v, x.route)),
    "approve a route": (
        Right.GUIDE_ROUTES, lambda w, v, x: route_desk.approve(w, v, x.route, ROUTE_REVISION)
    ),
    "give back a route": (
        Right.GUIDE_ROUTES, lambda w, v, x: route_desk.give_back(w, v, x.route, ROUTE_REVISION, REASON)
    ),
    "write a note to a route": (
        Right.GUIDE_ROUTES, lambda w, v, x: route_desk.add_note(w, v, x.route, REASON)
    ),
    "look at a template": (Right.GUIDE_ROUTES, lambda w, v, x: route_templates.get(w, v, x.unit)),
    "change the goal of a template": (
        Right.GUIDE_ROUTES, lambda w, v, x: route_templates.set_goal(w, v, x.unit, "Учиться друг у друга")
    ),
    "look at a line of a template": (
        Right.GUIDE_ROUTES, lambda w, v, x: route_templates.line(w, v, x.template)
    ),
    "write a line of a template": (
        Right.GUIDE_ROUTES, lambda w, v, x: route_templates.write(w, v, x.template, "title", REASON)
    ),
    "take a line out of a template": (
        Right.GUIDE_ROUTES, lambda w, v, x: route_templates.remove(w, v, x.template)
    ),
    "see indicators": (Right.SEE_INDICATORS, lambda w, v, x: boards.board(w, v, x.unit)),
    "see parts": (Right.SEE_INDICATORS, lambda w, v, x: boards.parts(w, v, x.unit, Indicator.I1)),
    "see who has not told": (Right.SEE_INDICATORS, lambda w, v, x: boards.missing(w, v, x.unit)),
    "see months": (Right.SEE_INDICATORS, lambda w, v, x: boards.months(w, v, x.unit)),
    "take the table": (Right.SEE_INDICATORS, lambda w, v, x: boards.table(w, v, x.unit)),
    "see targets": (Right.SET_TARGETS, lambda w, v, x: indicators.targets(w, v, x.unit)),
    "set a target": (
        Right.SET_TARGETS, lambda w, v, x: indicators.set_target(w, v, x.unit, Indicator.I1, "35 2027")
    ),
    "see headcounts": (Right.CONFIRM_HEADCOUNTS, lambda w, v, x: headcounts.get(w, v, x.unit)),
    "type headcounts": (
        Right.CONFIRM_HEADCOUNTS, lambda w, v, x: headcounts.type_number(w, v, x.unit, "teachers", "5")
    ),
    "see roles to give": (Right.GIVE_ROLES, lambda w, v, x: roles.roles_for(w, v, x.unit)),
}  # fmt: skip


async def approve(work: UnitOfWork, who: Viewer, draft: int) -> None:
    """As shown: the stamp is read first, and looking is refused in the same way."""
    shown = await drafts.get(replace(work), who, draft)
    await drafts.approve(work, who, draft, shown.stamp)


async def aim(work: UnitOfWork, who: Viewer, unit_id: int) -> None:
    await news.set_unit(work, who, await news.create(work, who), unit_id)


@pytest.fixture
async def world(work: UnitOfWork) -> World:
    await territory.load(lambda: replace(work))
    await indicators.keep_up(replace(work))
    return World(work)


@pytest.mark.parametrize("name", ACTIONS)
async def test_an_action_works_in_the_branch_and_finds_nothing_outside(world: World, name: str) -> None:
    right, act = ACTIONS[name]
    inside, outside = await world.things("Z1-S12"), await world.things("Z2-S12")
    unknown = Things(UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN, "x", *[UNKNOWN] * 16)
    somebody = await world.person("Z1-S7")
    for role in Role:
        who = world.with_role(somebody, role, "/RU/Z/Z1/")
        if right not in RIGHTS[role]:
            chosen = name.endswith("a route") and Right.BE_TUTOR in RIGHTS[role]
            assert await refusal(world, act, who, inside) is (NotFound if chosen else NotAllowed)
            continue
        foreign = await refusal(world, act, who, outside)
        assert foreign is not None, f"{role} reached into another branch"
        assert foreign is await refusal(world, act, who, unknown), (
            "a foreign id must look like an unknown one"
        )
    allowed = world.with_role(somebody, Role.ADMIN, "/RU/Z/Z1/")
    assert await refusal(world, act, allowed, inside) is None


async def refusal(world: World, act: Action, who: Viewer, things: Things) -> type[Refusal] | None:
    try:
        await act(world.work(), who, things)
    except Refusal as refused:
        return type(refused)
    return None


async def test_lists_and_counts_show_the_branch_alone(world: World) -> None:
    await world.things("Z1-S12")
    foreign = await world.things("Z2-S12")
    methodist = world.with_role(await world.person("Z1-S7"), Role.METHODIST, "/RU/Z/Z1/")
    shown, total = await newcomers.waiting(world.work(), methodist)
    assert foreign.newcomer not in {one.membership_id for one in shown}
    assert total == 3, "the newcomer of the school and two helpers of this test"
    page = await enrolments.waiting(world.work(), methodist)
    assert (page.total, [one.unit_name for one in page.items]) == (1, ["Школа № 12"])
    assert foreign.submitted not in {one.id for one in page.items}
    everybody = await roster.view(world.work(), methodist)
    assert everybody.total == 3
    assert {one.role for one in await roles.holders(world.work(), methodist)} == {Role.MENTOR}


async def test_nobody_decides_their_own(world: World) -> None:
    things = await world.things("Z1-S12")
    owner = await viewer.by_person(world.work(), things.person)
    assert owner is not None
    deputy = world.with_role(owner, Role.DEPUTY, "/RU/Z/Z1/Z1-S12/")
    assert (await enrolments.waiting(world.work(), deputy)).total == 0
    with pytest.raises(enrolments.ListHasChanged):
        await enrolments.confirm(world.work(), deputy, things.submitted, REVISION)


async def test_a_page_of_another_branch_is_never_confirmed(world: World) -> None:
    await world.things("Z1-S12")
    foreign = await world.things("Z2-S12")
    methodist = world.with_role(await world.person("Z1-S7"), Role.METHODIST, "/RU/Z/Z1/")
    with pytest.raises(enrolments.ListHasChanged):
        await enrolments.confirm_page(world.work(), methodist, 1, foreign.stamp)


def test_the_matrix_covers_every_right_that_takes_an_id() -> None:
    without_ids = {
        Right.REMIND_ROSTER,
        Right.PRINT_POSTERS,
        Right.IMPORT,
        Right.NAME_SUBSTITUTE,
        Right.BE_MENTOR,
        Right.ADD_ITEMS,
    }
    by_assignment = {Right.REVIEW_PRACTICES, Right.BE_TUTOR}  # never by branch; test_reviews, test_route
    assert {right for right, _ in ACTIONS.values()} == set(Right) - without_ids - by_assignment
