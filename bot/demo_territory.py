"""The invented territory of the demo, made through the product's own services."""

import csv
import io
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from bot import (
    demo_indicators,
    demo_items,
    demo_materials,
    demo_norms,
    demo_practices,
    demo_routes,
    demo_runs,
    demo_zones,
)
from db.repositories import diagnostics as attempts
from db.session import Database, UnitOfWork
from domain.access import Role
from files.tables import read_table
from services import (
    content,
    diagnostics,
    enrolments,
    invitations,
    newcomers,
    programmes,
    taking,
    units,
    viewer,
)
from services import registration as registering
from services.people_import import import_people
from services.programme_import import import_programmes
from services.unit_import import import_units
from services.viewer import Viewer
from simulator.core import Simulator

FOLDER = content.FOLDER / "demo"
HOME = "Z1-S4"
SEED = 2026


@dataclass(frozen=True)
class Character:
    """Somebody with a phone on the demo's page."""

    id: int
    first_name: str
    last_name: str
    badge: str
    note: str
    position: str = "teacher"
    unit: str = HOME
    role: Role | None = None
    role_unit: str = HOME
    birth_year: int = 1984
    work_start: str = "2008"
    graduation_year: int | None = None


CAST = (
    Character(101, "Анна", "Ветрова", "гость", "Ещё не регистрировалась"),
    Character(102, "Елена", "Савушкина", "педагог", "Математика, школа № 4"),
    Character(
        103, "Дмитрий", "Рощин", "молодой педагог", "Начал диагностику", birth_year=1999, work_start="2025"
    ),
    Character(104, "Марина", "Лугова", "педагог", "Нашла курс, ждёт подтверждения"),
    Character(
        105, "Ольга", "Тихая", "заместитель", "Школа № 4", position="deputy", role=Role.DEPUTY
    ),
    Character(106, "Виктор", "Полянский", "руководитель", "Школа № 4", position="head", role=Role.HEAD),
    Character(
        107, "Светлана", "Озёрная", "методист", "Город Светлолучинск",
        position="methodist", role=Role.METHODIST, role_unit="Z1",
    ),
    Character(
        108, "Ирина", "Кедрова", "координатор", "Заозёрная область",
        position="methodist", role=Role.COORDINATOR, role_unit="Z",
    ),
    Character(
        109, "Павел", "Горный", "администратор", "Вся территория",
        position="methodist", role=Role.ADMIN, role_unit="RU",
    ),
    Character(
        110, "Полина", "Светлова", "студентка", "Функциональная грамотность: четыре части из шести",
        position="student", unit="Z-U1", graduation_year=2027,
    ),
    Character(141, "Сергей", "Ольхов", "педагог", "Просит согласовать маршрут"),
    Character(142, "Татьяна", "Рябинина", "педагог", "Шаг маршрута стоит две недели"),
    Character(
        121, "Наталья", "Ясная", "эксперт", "Ждёт рецензия", unit="Z1-S7", role=Role.EXPERT, role_unit="Z"
    ),
    Character(
        122, "Игорь", "Верхов", "эксперт", "Сельская школа", unit="Z2-S1", role=Role.EXPERT, role_unit="Z"
    ),
)  # fmt: skip


async def populate(
    database: Database, simulator: Simulator, clock: Callable[[], datetime], people: int
) -> bool:
    """Fills an empty database; a filled one is left as it is. Says whether it was empty."""
    demo = _Demo(database, clock)
    for one in CAST:
        simulator.actions.join(
            id=one.id, first_name=one.first_name, last_name=one.last_name, badge=one.badge, note=one.note
        )
    if await units.by_code(demo.work(), HOME) is not None:
        return False
    await demo.load_files()
    for one in CAST[1:]:
        await demo.register(one)
    await demo.give_life()
    await demo.import_crowd(people)
    await demo_zones.give_life(demo.work)
    return True


async def greet(simulator: Simulator) -> None:
    """Everybody who is registered opens the menu, so that no chat begins empty."""
    for one in CAST[1:]:
        await simulator.actions.start(one.id)


class _Demo:
    def __init__(self, database: Database, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._clock = clock
        self._random = Random(SEED)

    def work(self) -> UnitOfWork:
        return UnitOfWork(self._database, self._clock)

    async def load_files(self) -> None:
        table = read_table((FOLDER / "units.csv").read_bytes(), "units.csv")
        _must(await import_units(self.work(), table))
        table = read_table((FOLDER / "programmes.csv").read_bytes(), "programmes.csv")
        _must(await import_programmes(self.work(), table))

    async def register(self, one: Character) -> None:
        """Through the same steps as everybody, then the role and the confirmation."""
        unit = await units.by_code(self.work(), one.unit)
        assert unit is not None
        who = await registering.consent(self.work(), one.id, f"{one.first_name} {one.last_name}")
        await registering.choose_unit(self.work(), who, unit.id)
        await registering.choose_position(self.work(), who, one.position)
        if content.positions()[one.position].has_subjects:
            await registering.choose_subject(self.work(), who, "math", on=True)
            await registering.subjects_are_chosen(self.work(), await self.viewer(one.id))
        await self._tell_years(one)
        await registering.finish(self.work(), await self.viewer(one.id))
        if one.role is not None:
            payload = await invitations.invite_by_operator(
                self.work(), one.role, one.role_unit, timedelta(days=1)
            )
            await invitations.redeem(self.work(), one.id, payload, consents=False)

    async def _tell_years(self, one: Character) -> None:
        """A student is asked for the year of graduation alone."""
        if one.graduation_year is not None:
            await registering.set_graduation_year(
                self.work(), await self.viewer(one.id), str(one.graduation_year)
            )
            return
        await registering.set_birth_year(self.work(), await self.viewer(one.id), str(one.birth_year))
        await registering.set_work_start(self.work(), await self.viewer(one.id), one.work_start)

    async def viewer(self, address: int) -> Viewer:
        who = await viewer.find(self.work(), address)
        assert who is not None
        return who

    async def give_life(self) -> None:
        """A diagnostic half done, one with a zone, a certificate that waits; colleagues are confirmed."""
        methodist, deputy = await self.viewer(107), await self.viewer(105)
        await self._confirm(await self.viewer(108))
        await self._confirm(methodist)
        await self._confirm(deputy)
        await self._diagnostic(103, answers=7, right=0.7)
        await self._diagnostic(104, answers=20, right=0.15)
        await self._certificate(104)
        student, teacher, author = [await self.viewer(one) for one in (110, 104, 108)]
        await demo_items.give_life(self.work, student, teacher, author, "/RU/Z/Z1/")
        home, town = await units.by_code(self.work(), HOME), await units.by_code(self.work(), "Z1")
        assert home is not None
        assert town is not None
        await demo_norms.give_life(self.work, self.viewer, home.id, town.id)
        await demo_practices.give_life(self.work, self.viewer)
        await self._routes()
        await demo_materials.give_life(self._work_at, self._clock(), self.viewer, town.id)
        await demo_runs.give_life(self._work_at, self._clock(), self.viewer, town.id)

    async def _routes(self) -> None:
        """Two more people have growth zones, one of them for almost four weeks already."""
        began = self._clock() - demo_routes.BEGUN
        await self._diagnostic(141, answers=20, right=0.15)
        await _Demo(self._database, lambda: began)._diagnostic(142, answers=20, right=0.15)
        await demo_routes.give_life(self.work, self._work_at, self.viewer)

    def _work_at(self, moment: datetime) -> UnitOfWork:
        return UnitOfWork(self._database, lambda: moment)

    async def _confirm(self, who: Viewer) -> None:
        found, _ = await newcomers.waiting(self.work(), who)
        await newcomers.confirm(self.work(), who, [one.membership_id for one in found])

    async def _diagnostic(self, address: int, *, answers: int, right: float) -> None:
        who = await self.viewer(address)
        offer = await diagnostics.offer(self.work(), who)
        await diagnostics.start(self.work(), who, [one.code for one in offer.suggested])
        for _ in range(answers):
            shown = await taking.question(self.work(), who)
            assert shown is not None
            letter = await self._letter(who, right)
            await taking.answer(self.work(), who, shown.attempt_id, shown.revision, letter)
        shown = await taking.question(self.work(), who)
        if shown is not None and not shown.unanswered:
            await taking.finish(self.work(), who, shown.attempt_id)

    async def _letter(self, who: Viewer, right: float) -> int:
        """The right letter or its neighbour, by chance."""
        async with self.work().reading() as session:
            attempt = await attempts.open_attempt(session, who.id)
            row = await attempts.attempt_item(session, attempt.id, attempt.position) if attempt else None
        assert row is not None
        shown, item = row
        key = next(i for i, at in enumerate(shown.order) if item.options[at].get("key"))
        return key if self._random.random() < right else (key + 1) % len(shown.order)

    async def _certificate(self, address: int) -> None:
        who = await self.viewer(address)
        await programmes.note_recommendation(self.work(), who)
        page, _ = await programmes.recommended(self.work(), who, 1)
        if not page.lines:
            return
        chosen = page.lines[0]
        enrolment = await enrolments.apply(self.work(), who, chosen.id)
        await enrolments.set_number(self.work(), who, enrolment, "УП 2026-0417")
        await enrolments.set_date(self.work(), who, enrolment, who.today(self._clock()))
        await enrolments.set_hours(self.work(), who, enrolment, str(chosen.hours))
        await enrolments.submit(self.work(), who, enrolment)

    async def import_crowd(self, people: int) -> None:
        """Everybody else comes by the import of `people`, without a phone."""
        if people:
            crowd = self._crowd(people)
            report, _ = await import_people(self.work(), read_table(crowd.encode(), "people.csv"))
            _must(report)
            await demo_indicators.give_life(
                lambda moment: UnitOfWork(self._database, lambda: moment),
                self._clock(),
                list(csv.DictReader(io.StringIO(crowd), delimiter=";")),
                _rows("programmes.csv"),
            )

    def _crowd(self, people: int) -> str:
        names = content.read_yaml(FOLDER / "names.yaml")
        schools = [row["code"] for row in _rows("units.csv") if row["level"] in ("school", "kindergarten")]
        out = io.StringIO()
        writer = csv.writer(out, delimiter=";")
        writer.writerow(
            ["person_code", "unit_code", "full_name", "position", "subjects", "birth_year", "work_start"]
        )
        for number in range(1, people + 1):
            writer.writerow(self._somebody(number, names, schools))
        return out.getvalue()

    def _somebody(self, number: int, names: dict[str, list], schools: list[str]) -> list[object]:
        choose = self._random.choice
        sex = "female" if self._random.random() < 0.85 else "male"
        parts = [
            choose(names["surnames"])[sex],
            choose(names[f"{sex}_first"]),
            choose(names[f"{sex}_patronymic"]),
        ]
        born = self._random.randint(1960, 2002)
        began = self._random.randint(born + 22, 2025)
        unit = choose(schools)
        position = "Воспитатель" if "-K" in unit else "Учитель"
        return [f"УП-{number:05}", unit, " ".join(parts), position, "", born, f"{began}-09-01"]


def _rows(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO((FOLDER / name).read_text(encoding="utf-8")), delimiter=";"))


def _must(report) -> None:  # type: ignore[no-untyped-def]
    if not report.ok:
        raise RuntimeError(f"the demo's own files do not import: {report.problems[:3]}")
