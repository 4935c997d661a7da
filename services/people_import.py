"""Import of people: confirmed members with a personal link each, so that nobody types a name in a chat."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

from sqlalchemy.ext.asyncio import AsyncSession

from db.models import Membership, Person
from db.repositories import access as access_rows
from db.repositories import people as people_rows
from db.repositories import units as unit_rows
from db.session import UnitOfWork
from files.tables import Table
from services import evidence, invitations
from services.import_cells import in_file_order, report_on, rows_of
from services.importing import ImportReport
from services.invitations import OPERATOR
from services.people_rows import COLUMNS, PersonRow, chat_name, is_current, read_row
from services.viewer import DEFAULT_ZONE

A_DAY = timedelta(days=1)
NO_START = date(1900, 1, 1)
"""An imported membership whose start nobody told reaches back over everything."""


@dataclass(frozen=True)
class PersonalLink:
    """The payload of a personal `?start=` link; shown once, kept hashed."""

    person_code: str
    payload: str


@dataclass
class _Known:
    """What the database has about the people of the file, by their ids."""

    people: dict[str, Person]
    units: dict[str, int]
    memberships: dict[int, list[Membership]]
    grants: set[tuple[int, str, int]]
    served: set[int]


@dataclass
class _Plan:
    """What has to be written. New people have no id yet, so rows name them by code."""

    new: list[dict[str, Any]] = field(default_factory=list)
    edits: list[tuple[Person | Membership, dict[str, Any]]] = field(default_factory=list)
    memberships: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    grants: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    to_invite: list[tuple[str, int]] = field(default_factory=list)
    vouched: list[tuple[Person, int]] = field(default_factory=list)


async def import_people(
    work: UnitOfWork, table: Table, *, dry_run: bool = False
) -> tuple[ImportReport, list[PersonalLink]]:
    """Adds and updates people by their codes, all or nothing; returns the report and the links to hand out.

    Somebody with an account or with a link that still works gets no new one. An empty cell changes nothing,
    no role is taken away. Several rows of one person are places of work over time: all but one need
    `member_until`. Raises FileProblem when a column is missing.
    """
    report = report_on("people", table)
    today = work.today(DEFAULT_ZONE)
    people = _read(table, report, today)
    links: list[PersonalLink] = []
    async with work.reading() if dry_run else work.writing() as session:
        known = await _load(session, work, people)
        _check_units(people, known)
        if report.ok:
            plan = _Planner(work, known, today).plan(people, report)
            if not dry_run:
                links = await _write(session, work, plan)
    return in_file_order(report), links


def _read(table: Table, report: ImportReport, today: date) -> dict[str, list[PersonRow]]:
    """Rows by person, the current place of work last."""
    people: dict[str, list[PersonRow]] = defaultdict(list)
    current: dict[str, int] = {}
    for cells in rows_of(table, COLUMNS, report):
        code = cells.text("person_code", 64, required=True)
        row = read_row(cells, code, today)
        if code and is_current(row, today) and current.setdefault(code, cells.number) != cells.number:
            cells.refuse(
                "person_code",
                f"«{code}» уже стоит в строке {current[code]}. Оставьте одну строку, а прежнему месту работы "
                "укажите дату увольнения",
            )
        if not cells.wrong:
            people[code].append(row)
    for rows in people.values():
        rows.sort(key=lambda row: row.until or date.max)
    return people


async def _load(session: AsyncSession, work: UnitOfWork, people: Mapping[str, object]) -> _Known:
    found = await people_rows.by_person_codes(session, list(people))
    ids = [person.id for person in found.values()]
    served = await people_rows.with_accounts(session, ids)
    served |= await access_rows.invited(session, ids, work.now())
    return _Known(
        people=found,
        units=await unit_rows.ids_by_code(session),
        memberships=await people_rows.memberships_of(session, ids),
        grants=await access_rows.standing_grants(session, ids),
        served=served,
    )


def _check_units(people: Mapping[str, list[PersonRow]], known: _Known) -> None:
    for row in (row for rows in people.values() for row in rows):
        if row.unit_code not in known.units:
            row.cells.refuse(
                "unit_code",
                f"нет организации с кодом «{row.unit_code}». Исправьте код или сначала загрузите её",
            )


class _Planner:
    """Compares the file with the database, person by person."""

    def __init__(self, work: UnitOfWork, known: _Known, today: date) -> None:
        self.known = known
        self.now = work.now()
        self.today = today
        self.result = _Plan()

    def plan(self, people: Mapping[str, list[PersonRow]], report: ImportReport) -> _Plan:
        for code, rows in people.items():
            person = self.known.people.get(code)
            changed = self._person(person, rows)
            changed |= self._work(code, person, rows)
            changed |= self._roles(code, person, rows[-1])
            report.new += person is None
            report.changed += person is not None and changed
            report.same += person is not None and not changed
            if self._is_current(rows[-1]) and (person is None or person.id not in self.known.served):
                self.result.to_invite.append((code, self.known.units[rows[-1].unit_code]))
        self._note(people, report)
        return self.result

    def _is_current(self, row: PersonRow) -> bool:
        return is_current(row, self.today)

    def _note(self, people: Mapping[str, list[PersonRow]], report: ImportReport) -> None:
        early = sum(bool(rows[-1].until and self._is_current(rows[-1])) for rows in people.values())
        if early:
            report.notes.append(
                f"Дата увольнения в будущем у {early}: она не хранится. Загрузите эти строки после неё."
            )
        report.notes.append(f"Личных ссылок: {len(self.result.to_invite)}.")

    def _person(self, person: Person | None, rows: list[PersonRow]) -> bool:
        """The newest row tells most; the year of graduation may stand in an older one."""
        row = rows[-1]
        unit_id = self.known.units[row.unit_code]
        columns = {key: one.person[key] for one in rows for key in ("graduation_year",) if key in one.person}
        columns |= row.person
        if person is None:
            self.result.new.append(self._new_person(columns, unit_id))
            return True
        if self._is_current(row) and person.unit_id != unit_id:
            columns |= {"unit_id": unit_id, "unlisted_organisation": None}
        if "birth_date" not in columns and columns.get("birth_year", person.birth_year) != person.birth_year:
            columns["birth_date"] = None
        if person.chat_name == chat_name(person.full_name or ""):
            columns["chat_name"] = chat_name(columns["full_name"])
        return self._edit(person, columns)

    def _new_person(self, columns: Mapping[str, Any], unit_id: int) -> dict[str, Any]:
        empty = dict.fromkeys(("position", "birth_date", "birth_year", "work_start", "graduation_year"))
        return {
            **empty,
            "subjects": [],
            **columns,
            "unit_id": unit_id,
            "subject": uuid4().hex,
            "chat_name": chat_name(columns["full_name"]),
            "created_at": self.now,
        }

    def _edit(self, row: Person | Membership, columns: Mapping[str, Any]) -> bool:
        differing = {name: value for name, value in columns.items() if getattr(row, name) != value}
        if differing:
            self.result.edits.append((row, differing))
        return bool(differing)

    def _work(self, code: str, person: Person | None, rows: list[PersonRow]) -> bool:
        """Places of work: those that ended, then the current one. A move ends the place before."""
        stored = self.known.memberships[person.id] if person else []
        past = {(one.unit_id, one.until) for one in stored}
        open_one = next((one for one in stored if one.until is None), None)
        ends = [one.until for one in stored if one.until]
        changed = False
        for row in rows:
            unit_id = self.known.units[row.unit_code]
            stays = self._is_current(row)
            if not stays and (unit_id, row.until) in past:
                continue
            if open_one and open_one.unit_id == unit_id and open_one.since <= (row.until or date.max):
                if person and open_one.state == "waiting":
                    self.result.vouched.append((person, unit_id))
                changed |= self._confirm(open_one, row) if stays else self._end(open_one, row)
                open_one = open_one if stays else None
            else:
                if open_one and stays:
                    ends.append(self._leave(open_one, row))
                self._add(code, unit_id, row, ends)
                changed = True
            ends += [row.until] if row.until else []
        return changed

    def _confirm(self, membership: Membership, row: PersonRow) -> bool:
        since = {"since": row.since} if row.since else {}
        decided = {"state": "confirmed", "decided_at": self.now, "decided_by": OPERATOR}
        return self._edit(membership, since | ({} if membership.state == "confirmed" else decided))

    def _end(self, membership: Membership, row: PersonRow) -> bool:
        changed = self._confirm(membership, row)
        return self._edit(membership, {"until": row.until, "state": "ended"}) or changed

    def _leave(self, membership: Membership, row: PersonRow) -> date:
        until = max(row.since or self.today, membership.since)
        self._edit(membership, {"until": until, "state": "ended"})
        return until

    def _add(self, code: str, unit_id: int, row: PersonRow, ends: list[date]) -> None:
        """Without a date in the file it begins on the day after the one before, else it has no start."""
        until = None if self._is_current(row) else row.until
        before = [end for end in ends if until is None or end <= until]
        columns = {
            "unit_id": unit_id,
            "state": "ended" if until else "confirmed",
            "since": row.since or max((end + A_DAY for end in before), default=NO_START),
            "until": until,
            "decided_at": self.now,
            "decided_by": OPERATOR,
        }
        self.result.memberships.append((code, columns))

    def _roles(self, code: str, person: Person | None, row: PersonRow) -> bool:
        if not self._is_current(row):
            return False
        unit_id = self.known.units[row.unit_code]
        given = {"unit_id": unit_id, "given_at": self.now, "given_by": OPERATOR}
        missing = [
            role.value
            for role in row.roles
            if person is None or (person.id, role.value, unit_id) not in self.known.grants
        ]
        self.result.grants += [(code, {"role": role, **given}) for role in missing]
        return bool(missing)


async def _write(session: AsyncSession, work: UnitOfWork, plan: _Plan) -> list[PersonalLink]:
    """Ends before beginnings: a person has one open place of work at any time."""
    await people_rows.insert_people(session, plan.new)
    for row, columns in plan.edits:
        for name, value in columns.items():
            setattr(row, name, value)
    await session.flush()
    ids = await people_rows.ids_by_person_code(session)
    await people_rows.insert_memberships(session, _of_people(plan.memberships, ids))
    await access_rows.insert_grants(session, _of_people(plan.grants, ids))
    for person, unit_id in plan.vouched:
        unit = await unit_rows.by_id(session, unit_id)
        assert unit is not None
        await evidence.vouch(session, work, person.subject, unit.path, OPERATOR)
    invited = [(ids[code], unit_id) for code, unit_id in plan.to_invite]
    payloads = await invitations.invite_people(session, work, invited)
    return [PersonalLink(code, one) for (code, _), one in zip(plan.to_invite, payloads, strict=True)]


def _of_people(rows: list[tuple[str, dict[str, Any]]], ids: Mapping[str, int]) -> list[dict[str, object]]:
    return [{"person_id": ids[code], **columns} for code, columns in rows]
