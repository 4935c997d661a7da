"""/privacy: an export that opens, correction, withdrawal and return, deletion without a trace."""

import json
from io import BytesIO

from openpyxl import load_workbook
from sqlalchemy import inspect

from domain.access import Role
from files.tables import read_table
from services.people_import import import_people
from simulator.client import Person
from tests.flows import crowd
from tests.stage import Stage


async def a_full_life(stage: Stage) -> Person:
    """Somebody with a diagnostic, a confirmed certificate, a role and a correction asked for."""
    elena = await stage.with_role(Role.DEPUTY, "Z1-S12", "Елизавета")
    await elena.send("/diagnostics")
    await elena.click("Начать")
    await elena.click("Начать: вопрос 1")
    await stage.take_diagnostic(elena, weak={"KM2"})
    enrolment = await crowd.certificate(stage, await stage.viewer(elena), "7777-елена")
    olga = await stage.with_role(Role.METHODIST, "Z1")
    await olga.send("/moderation")
    await olga.click("1")
    await olga.click("Подтвердить")
    await stage.deliver_messages()
    await elena.send("/privacy")
    await elena.click("Исправить данные")
    await elena.send("нет")
    assert "от 5 до 1000 знаков" in elena.screen.text
    await elena.send("Начало работы: 2008, а не 2025")
    assert "Просьба записана" in elena.screen.text
    assert enrolment
    return elena


async def test_the_export_opens_and_holds_the_data(stage: Stage) -> None:
    elena = await a_full_life(stage)
    await elena.click("Получить мои данные")
    files = {one.file_name: await elena.download(one) for one in elena.screens if one.file_name}
    data = json.loads(files["moi-dannye.json"])
    assert data["person"][0]["chat_name"] == "Елизавета В."
    assert data["person"][0]["birth_year"] == 1996
    assert data["places_of_work"][0]["unit"] == "Школа № 12"
    assert data["roles"][0]["role"] == "deputy"
    assert data["diagnostics"][0]["answers"].startswith("1: ")
    assert data["programmes"][0]["certificate_no"] == "7777-елена"
    assert [one["kind"] for one in data["evidence"]] == ["diagnostic", "enrolled", "completed"]
    book = load_workbook(BytesIO(files["moi-dannye.xlsx"]))
    assert {"Обо мне", "Согласия", "Места работы", "Программы"} <= set(book.sheetnames)
    header, row = list(book["Обо мне"].values)[:2]
    assert dict(zip(header, row, strict=True))["chat_name"] == "Елизавета В."
    assert elena.screen.text.startswith("Ваши данные"), "the screen comes again below the files"


async def test_an_imported_name_is_not_in_the_export_and_the_person_is_told_why(stage: Stage) -> None:
    people = "person_code;unit_code;full_name;position;birth_date;work_start\n"
    people += "1;Z1-S12;Ветлугина Елена Викторовна;Воспитатель;14.03.1985;2008\n"
    _, links = await import_people(stage.work(), read_table(people.encode(), "people.csv"))
    elena = stage.person("Лена")
    await elena.start(links[0].payload)
    await elena.click("Даю согласие")
    await elena.send("/privacy")
    await elena.click("Получить мои данные")
    sent = [one for one in elena.screens if one.file_name]
    for one in sent:
        assert "Ветлугина".encode() not in await elena.download(one)
    assert "выдаст оператор" in sent[0].caption


async def test_a_withdrawal_stops_everything_and_can_be_taken_back(stage: Stage) -> None:
    elena = await stage.teacher()
    await elena.send("/privacy")
    await elena.click("Отозвать согласие")
    await elena.click("Назад")
    await elena.click("Отозвать согласие")
    await elena.click("Да, отозвать согласие")
    assert "Согласие отозвано" in elena.screen.text
    for command in ("/menu", "/diagnostics", "/settings", "/start"):
        await elena.send(command)
        assert "Согласие отозвано" in elena.screen.text
    await elena.start(await stage.poster("Z1-S7"))
    assert "Согласие отозвано" in elena.screen.text
    await elena.send("/privacy")
    await elena.click("Назад")
    await elena.click("Прочитать согласие")
    await elena.click("Даю согласие")
    assert "Согласие снова действует" in elena.screen.text
    assert "Диагностика" in elena.screen.button_texts
    given = await crowd.rows(stage, "SELECT withdrawn_at FROM consents ORDER BY id")
    assert [row.withdrawn_at is None for row in given] == [False, True]


async def test_nothing_is_sent_to_somebody_who_withdrew(stage: Stage) -> None:
    elena = await stage.teacher()
    await crowd.certificate(stage, await stage.viewer(elena))
    await elena.send("/privacy")
    await elena.click("Отозвать согласие")
    await elena.click("Да, отозвать согласие")
    olga = await stage.with_role(Role.METHODIST, "Z1")
    await olga.send("/moderation")
    await olga.click("Подтвердить все: 1")
    before = len(elena.chat)
    await stage.deliver_messages()
    assert len(elena.chat) == before
    assert [row.state for row in await crowd.rows(stage, "SELECT state FROM outbox")] == ["cancelled"]


async def test_a_withdrawal_ends_in_deletion_after_thirty_days(stage: Stage) -> None:
    elena = await stage.teacher()
    await elena.send("/privacy")
    await elena.click("Отозвать согласие")
    await elena.click("Да, отозвать согласие")
    stage.clock.forward(days=29)
    await stage.schedule.run_all()
    assert len(await crowd.rows(stage, "SELECT id FROM people")) == 1
    stage.clock.forward(days=2)
    await stage.schedule.run_all()
    assert await crowd.rows(stage, "SELECT id FROM people") == []
    await elena.send("/menu")
    assert "Здравствуйте!" in elena.screen.text


async def test_a_deletion_leaves_an_act_and_no_trace_of_the_person(stage: Stage) -> None:
    elena = await a_full_life(stage)
    who = await stage.viewer(elena)
    evidence = await crowd.rows(stage, "SELECT id, kind, unit_path FROM evidence ORDER BY id")
    await elena.send("/privacy")
    await elena.click("Удалить мои данные")
    assert "Вернуть данные будет нельзя" in elena.screen.text
    await elena.click("Назад")
    await elena.click("Удалить мои данные")
    assert "people.chat_name" in await tables_with(stage, "Елизавета")
    assert {"accounts.address", "places.address"} <= set(await tables_with(stage, str(elena.id)))
    await elena.click("Да, удалить всё")
    act = next(one for one in elena.screens if one.file_name)
    assert (await elena.download(act)).startswith(b"%PDF")
    assert "Акт № 1" in act.caption
    assert "Здравствуйте!" in elena.screen.text

    for traces in (str(elena.id), "Елизавета", "7777-елена", "а не 2025"):
        assert await tables_with(stage, traces) == [], traces
    assert await crowd.rows(stage, "SELECT id FROM people WHERE subject = :s", s=who.subject) == []
    assert await tables_with(stage, who.subject) == ["erasures.subject", "evidence.subject"]
    assert await crowd.rows(stage, "SELECT id, kind, unit_path FROM evidence ORDER BY id") == evidence
    await elena.click("Даю согласие")
    assert "Шаг 2 из 5" in elena.screen.text
    assert (await stage.viewer(elena)).subject != who.subject, (
        "nothing ties the stranger to the person before"
    )


async def tables_with(stage: Stage, value: str) -> list[str]:
    """Every column of every table that holds the value."""
    async with stage.work().reading() as session:
        connection = await session.connection()
        tables = await connection.run_sync(lambda sync: inspect(sync).get_table_names())
    found = []
    for table in tables:
        for row in await crowd.rows(stage, f"SELECT * FROM {table}"):
            held = [name for name, cell in row._mapping.items() if value in _text(cell)]
            found += [f"{table}.{name}" for name in held if f"{table}.{name}" not in found]
    return sorted(found)


def _text(cell: object) -> str:
    if isinstance(cell, (dict, list)):
        return json.dumps(cell, ensure_ascii=False)
    if isinstance(cell, str):
        return cell.encode().decode("unicode_escape") if "\\u" in cell else cell
    return str(cell) if isinstance(cell, int) else ""


async def test_a_withdrawn_person_may_delete_at_once_and_a_guest_has_nothing_to_delete(stage: Stage) -> None:
    elena = await stage.teacher()
    await elena.send("/privacy")
    await elena.click("Отозвать согласие")
    await elena.click("Да, отозвать согласие")
    await elena.click("Удалить данные сейчас")
    await elena.click("Да, удалить всё")
    assert await crowd.rows(stage, "SELECT id FROM people") == []
    guest = stage.person("Вера")
    await guest.send("/privacy")
    assert guest.screen.button_texts == ["Назад"]
