"""People by the dozen, made by the services: the plays need a full house, not its making."""

from datetime import date, timedelta

from sqlalchemy import text

from domain.access import Role
from files.tables import read_table
from services import (
    content,
    enrolments,
    invitations,
    mentor_requests,
    mentors,
    newcomers,
    registration,
    units,
    viewer,
)  # fmt: skip
from services import programmes as registry
from services.headcount_import import import_headcounts
from services.programme_import import import_programmes
from services.unit_import import import_units
from services.viewer import Viewer
from simulator.client import Person
from tests.stage import Stage

LONG = "Z1-S99"
LONG_NAME = (
    "Муниципальное бюджетное общеобразовательное учреждение «Средняя общеобразовательная школа № 99 "
    "с углублённым изучением отдельных предметов имени Героя Советского Союза А. Б. Примерного»"
)
LONG_PERSON = "Константин-Александр Христофор"


GROUPS = (
    "Ждут решения",
    "Наставничество",
    "Люди и организации",
    "Документы и новости",
    "Показатели и сводки",
    "Управление",
)


async def work(person: Person, role: str, door: str) -> None:
    """From the menu through a role to its work, however many doors the role has by now."""
    await person.click(role)
    await enter(person, door)


async def enter(person: Person, door: str) -> None:
    """A door of the role's menu that is open, wherever its group is."""
    for group in GROUPS:
        if door in person.screen.button_texts:
            break
        if group in person.screen.button_texts:
            await person.click(group)
            if door not in person.screen.button_texts:
                await person.click("Назад")
    await person.click(door)


async def doors(person: Person, role: str) -> set[str]:
    """Everything that a role opens, whatever the groups."""
    await person.click(role)
    found = set(person.screen.button_texts) - {"Меню", *GROUPS}
    for group in [one for one in GROUPS if one in person.screen.button_texts]:
        await person.click(group)
        found |= set(person.screen.button_texts) - {"Назад"}
        await person.click("Назад")
    return found


async def add_units(stage: Stage, rows: str) -> None:
    """More units: lines of code;parent_code;level;name;address;timezone."""
    table = read_table(("code;parent_code;level;name;address;timezone\n" + rows).encode(), "units.csv")
    assert (await import_units(stage.work(), table)).ok


async def headcounts(stage: Stage, *rows: str) -> None:
    """Lines of unit_code;period;teachers;young_teachers;management_teams."""
    header = "unit_code;period;teachers;young_teachers;management_teams"
    table = read_table("\n".join([header, *rows]).encode(), "headcounts.csv")
    assert (await import_headcounts(stage.work(), table)).ok


async def add_demo_programmes(stage: Stage) -> None:
    """The demo's own list: two hundred programmes with real lengths of words."""
    table = read_table((content.FOLDER / "demo" / "programmes.csv").read_bytes(), "programmes.csv")
    report = await import_programmes(stage.work(), table)
    assert report.ok, report.problems


async def somebody(
    stage: Stage,
    name: str = "Елена В.",
    unit: str = "Z1-S12",
    position: str = "primary",
    unlisted: str = "",
    *,
    young: bool = False,
) -> Viewer:
    """A registered person without a phone in the play."""
    address = stage.person(name.split()[0]).id
    found = await units.by_code(stage.work(), unit)
    assert found is not None
    who = await registration.consent(stage.work(), address, name)
    await registration.choose_unit(stage.work(), who, found.id, unlisted)
    await registration.choose_position(stage.work(), who, position)
    await registration.set_birth_year(stage.work(), who, "1998" if young else "1984")
    await registration.set_work_start(
        stage.work(), await known(stage, address), "09.2025" if young else "2008"
    )
    await registration.rename(stage.work(), who, name)
    await registration.finish(stage.work(), await known(stage, address))
    return await known(stage, address)


async def known(stage: Stage, address: int) -> Viewer:
    found = await viewer.find(stage.work(), address)
    assert found is not None
    return found


async def boss(stage: Stage, role: Role = Role.METHODIST, unit: str = "Z1") -> Viewer:
    """Somebody with a role, to decide things behind the scene."""
    who = await somebody(stage, "Ольга Т.")
    link = await invitations.invite_by_operator(stage.work(), role, unit, timedelta(days=7))
    await invitations.redeem(stage.work(), who.address, link, consents=False)
    return await known(stage, who.address)


HARD = "Не успеваю дать обратную связь всему классу, а родители ждут её после каждой работы. " * 5


async def ask_for_mentor(stage: Stage, who: Viewer) -> int:
    await mentor_requests.begin(stage.work(), who, "KS")
    await mentor_requests.describe(stage.work(), who, HARD)
    return await mentor_requests.send(stage.work(), who, "any")


async def mentor(stage: Stage, name: str, unit: str, capacity: int) -> Viewer:
    """A mentor with a profile and a consent."""
    who = await somebody(stage, name, unit)
    link = await invitations.invite_by_operator(stage.work(), Role.MENTOR, unit, timedelta(days=7))
    await invitations.redeem(stage.work(), who.address, link, consents=False)
    who = await known(stage, who.address)
    await mentors.agree(stage.work(), who)
    for topic in mentors.topics():
        await mentors.switch_topic(stage.work(), who, topic, on=True)
    await mentors.set_capacity(stage.work(), who, capacity)
    return who


async def pair(stage: Stage, mentee: Viewer, mentor: Viewer) -> int:
    """The mentor takes the request of the mentee."""
    await ask_for_mentor(stage, mentee)
    offers = await mentor_requests.offers(stage.work(), mentor)
    return await mentor_requests.accept(stage.work(), mentor, offers[-1].id)


async def confirm_everybody(stage: Stage, who: Viewer) -> None:
    while True:
        found, _ = await newcomers.waiting(stage.work(), who)
        if not found:
            return
        await newcomers.confirm(stage.work(), who, [one.membership_id for one in found])


async def certificate(stage: Stage, who: Viewer, number: str = "0123-45", hours: str = "36") -> int:
    """An application with a certificate that waits to be confirmed; returns the enrolment's id."""
    found = await registry.find(stage.work(), stage.clock.now.date(), {}, 1)
    enrolment = await enrolments.apply(stage.work(), who, found.lines[0].id)
    await enrolments.set_number(stage.work(), who, enrolment, number)
    await enrolments.set_date(stage.work(), who, enrolment, date(2026, 11, 20))
    await enrolments.set_hours(stage.work(), who, enrolment, hours)
    await enrolments.submit(stage.work(), who, enrolment)
    return enrolment


async def rows(stage: Stage, query: str, **values: object) -> list:
    """What the database holds."""
    async with stage.work().reading() as session:
        return list(await session.execute(text(query), values))


async def change(stage: Stage, query: str, **values: object) -> None:
    """What nobody in the play does: the operator's hand."""
    async with stage.work().writing() as session:
        await session.execute(text(query), values)


async def join_code(stage: Stage, unit_code: str) -> str:
    """The short code on an organisation's poster."""
    found = await units.by_code(stage.work(), unit_code)
    assert found is not None
    return await units.join_code(stage.work(), found.id)
