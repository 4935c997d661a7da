"""Documents and «Ознакомлен(а)»: shipped, imported, added in the chat; who has not read; the sheet."""

from collections.abc import AsyncIterator
from io import BytesIO

import httpx
import pytest
from openpyxl import load_workbook

from bot.polling import Poller
from bot.web import pages
from db.session import Database
from domain.access import Role
from domain.errors import NotFound
from files.tables import read_table
from services import norm_import, norms
from services.people_import import import_people
from simulator.client import Person
from tests.bot.test_one_time_pages import ADDRESS
from tests.conftest import NOW
from tests.flows import crowd
from tests.stage import Stage

PEOPLE = """person_code;unit_code;full_name;position;birth_year;work_start
УП-1;Z1-S12;Ветлугина Елена Викторовна;Учитель;1985;2008
"""
NORMS = """код;название;номер;дата;кратко;код территории;заменяет;версия
РЕГ-1;Положение о методической службе;15-р;01.02.2026;О службе региона, кратко для педагога.;Z;;
РАЙОН-1;План методической работы;7;03.09.2026;План работы района на учебный год.;Z1;;
ДРУГОЙ;План другого района;9;03.09.2026;План работы другого района на год.;Z2;;
"""


@pytest.fixture
async def stage(database: Database) -> AsyncIterator[Stage]:
    opened = await Stage(database, NOW, web_url=ADDRESS, web_port=8443).open()
    await norm_import.load_shipped(opened.work())
    yield opened
    await opened.close()


async def import_file(stage: Stage, text: str) -> norm_import.ImportReport:
    return await norm_import.import_norms(stage.work(), read_table(text.encode(), "norms.csv"))


async def at_the_documents(person: Person) -> Person:
    await person.send("/menu")
    await person.click("Все разделы")
    await person.click("Документы")
    return person


async def test_a_teacher_reads_and_says_so(stage: Stage) -> None:
    assert (await import_file(stage, NORMS)).ok
    elena = await stage.teacher()
    await elena.send("/menu")
    assert "Ждут Вас: 7 документов для ознакомления" in elena.screen.text
    await at_the_documents(elena)
    assert "Р-174 от 16.12.2020" in elena.screen.text
    assert "Р-76" not in elena.screen.text, "replaced: offered no more"
    await elena.click("Дальше")
    assert "7 от 03.09.2026. План методической работы" in elena.screen.text
    assert "другого района" not in elena.screen.text
    await elena.click("2")
    assert "муниципальный" in elena.screen.text
    assert "не заменяет подписи" in elena.screen.text
    await elena.click("Ознакомлен(а)")
    assert "Вы ознакомились 23 ноября 2026, версия 1" in elena.screen.text
    assert "Ознакомлен(а)" not in elena.screen.button_texts
    await elena.send("/menu")
    assert "Ждут Вас: 6 документов" in elena.screen.text


async def test_a_newer_version_is_to_be_read_anew(stage: Stage) -> None:
    await import_file(stage, NORMS)
    elena = await at_the_documents(await stage.teacher())
    await elena.click("Дальше")
    await elena.click("2")
    newer = NORMS.splitlines()[0] + "\nРАЙОН-1;План методической работы;7;10.11.2026;План изменился.;Z1;;2\n"
    report = await import_file(stage, newer)
    assert (report.new, report.changed) == (1, 0), report.problems
    await elena.click("Ознакомлен(а)")
    assert "Этот документ заменён" in elena.screen.text, "the button of the version before"
    assert "Заменён: 7" in elena.screen.text
    await elena.click("Открыть новый документ")
    await elena.click("Ознакомлен(а)")
    assert "версия 2" in elena.screen.text
    kept = await crowd.rows(stage, "SELECT n.version FROM acquaintances a JOIN norms n ON n.id = a.norm_id")
    assert [row.version for row in kept] == [2]
    assert (await import_file(stage, newer)).same == 1


async def test_a_file_is_refused_by_row(stage: Stage) -> None:
    wrong = NORMS + "X;;1;32.01.2026;кратко;Нигде;НЕТ;0\nРЕГ-1;Дважды;1;01.01.2026;О чём-то важном.;;;\n"
    report = await import_file(stage, wrong)
    found = {(one.row, one.column) for one in report.problems}
    assert {(5, "название"), (5, "дата"), (5, "версия"), (6, "код")} <= found
    orphan = NORMS + "Y;Название документа;1;01.01.2026;О чём-то важном.;Нигде;НЕТ;\n"
    found = {(one.row, one.column) for one in (await import_file(stage, orphan)).problems}
    assert found == {(5, "код территории"), (5, "заменяет")}
    assert len(await crowd.rows(stage, "SELECT id FROM norms WHERE unit_id IS NOT NULL")) == 0


async def test_loading_what_ships_twice_changes_nothing(stage: Stage) -> None:
    before = await crowd.rows(stage, "SELECT * FROM norms ORDER BY id")
    report = await norm_import.load_shipped(stage.work())
    assert (report.new, report.changed) == (0, 0)
    assert await crowd.rows(stage, "SELECT * FROM norms ORDER BY id") == before
    replaced = await crowd.rows(
        stage,
        "SELECT o.number, n.number AS by_number FROM norms o JOIN norms n ON n.id = o.replaced_by_id",
    )
    assert [tuple(row) for row in replaced] == [("Р-76", "Р-174")]


async def write_norm(olga: Person, number: str, title: str = "Положение о наставничестве") -> None:
    await olga.send(title)
    await olga.send(number)
    await olga.click("1")
    await olga.send("Документ о том, как в районе помогают молодым педагогам.")
    await olga.click("Без ссылки")


async def at_the_papers(olga: Person) -> None:
    await olga.send("/menu")
    await olga.click(next(one for one in olga.screen.button_texts if one.startswith("Как ")))
    if "Документы и новости" in olga.screen.button_texts:
        await olga.click("Документы и новости")


async def test_a_methodist_adds_replaces_and_withdraws_a_document(stage: Stage) -> None:
    olga = await stage.with_role(Role.METHODIST, "Z1")
    elena, far = await stage.teacher(), await stage.teacher("Анна", "Z2-S12")
    await at_the_papers(olga)
    await olga.click("Документы территории")
    await olga.click("Добавить документ")
    assert "Полевой" not in olga.screen.text, "another district"
    await olga.click(next(one for one in olga.screen.button_texts if "Приозёрный" in one))
    await olga.send("нет")
    assert "от 5 до 300 знаков" in olga.screen.text
    await olga.send("Положение о <b>наставничестве</b>")
    await olga.send("/cancel")
    assert "сохранено" in olga.screen.text
    await olga.send("/menu")
    assert "Ждёт Вас: черновик документа" in olga.screen.text
    await at_the_papers(olga)
    await olga.click("Документы территории")
    await olga.click("Черновик")
    assert "Номер" in olga.screen.text, "it goes on where it stopped"
    await olga.send("215-р")
    await olga.send("24.11.2026")
    assert "не в будущем" in olga.screen.text
    await olga.click("1")
    await olga.send("кратко")
    assert "от 20 до 350 знаков" in olga.screen.text
    await olga.send("Документ о том, как в районе помогают молодым педагогам.")
    await olga.send("просто текст")
    assert "https://" in olga.screen.text
    await olga.click("Без ссылки")
    assert "№ 215-р от 1 ноября 2026, Приозёрный район" in olga.screen.text
    await olga.click("Опубликовать")
    assert "Положение о <b>наставничестве</b>" in olga.screen.text

    await at_the_documents(elena)
    await elena.click("Дальше")
    assert "215-р" in elena.screen.text
    await at_the_documents(far)
    assert "215-р" not in "".join(one.text for one in far.screens)

    await olga.click("1")
    await olga.click("Заменить новым")
    await write_norm(olga, "300-р")
    assert "Заменит: 215-р" in olga.screen.text
    await olga.click("Опубликовать")
    numbers = await crowd.rows(
        stage, "SELECT number FROM norms WHERE unit_id IS NOT NULL AND replaced_by_id IS NULL"
    )
    assert [row.number for row in numbers] == ["300-р"]
    await olga.click("1")
    await olga.click("Снять с ознакомления")
    assert "300-р" in olga.screen.text
    await olga.click("Да, снять")
    assert "Документов пока нет" in olga.screen.text


async def test_a_draft_is_dropped_by_hand_or_after_thirty_days(stage: Stage) -> None:
    olga = await stage.with_role(Role.METHODIST, "Z1-S12")
    for way in ("by hand", "by time"):
        await at_the_papers(olga)
        await olga.click("Документы территории")
        await olga.click("Добавить документ")
        assert "Название документа" in olga.screen.text
        if way == "by hand":
            await at_the_papers(olga)
            await olga.click("Документы территории")
            await olga.click("Удалить черн.")
            assert "Черновик удалён" in olga.screen.text
        else:
            stage.clock.forward(days=31)
            await stage.schedule.run_all()
            await olga.send("Положение о методической службе")
            assert "Этого здесь нет" in olga.screen.text
    assert await crowd.rows(stage, "SELECT person_id FROM norm_drafts") == []


async def test_two_replace_the_same_document_and_the_second_is_told(stage: Stage) -> None:
    await import_file(stage, NORMS)
    olga = await stage.with_role(Role.METHODIST, "Z1")
    vera = await stage.with_role(Role.METHODIST, "Z1", "Вера")
    for person in (olga, vera):
        await at_the_papers(person)
        await person.click("Документы территории")
        await person.click("1")
        await person.click("Заменить новым")
        await write_norm(person, "8")
    await olga.click("Опубликовать")
    await vera.click("Опубликовать")
    assert "Этого здесь нет" in vera.screen.text
    assert len(await crowd.rows(stage, "SELECT id FROM norms WHERE number = '8'")) == 1


async def school(stage: Stage) -> Person:
    """A deputy, a teacher known by the full name, two more; everybody is confirmed."""
    await import_people(stage.work(), read_table(PEOPLE.encode(), "people.csv"))
    deputy = await stage.with_role(Role.DEPUTY, "Z1-S12")
    await crowd.somebody(stage, "Анна К.")
    await crowd.confirm_everybody(stage, await crowd.boss(stage))
    return deputy


async def at_the_acquaintance(deputy: Person) -> Person:
    await at_the_papers(deputy)
    await deputy.click("Ознакомление с нормами")
    return deputy


async def test_who_has_not_read_is_told_by_position_and_chat_name(stage: Stage) -> None:
    deputy = await school(stage)
    elena = await stage.teacher()
    await crowd.confirm_everybody(stage, await crowd.boss(stage))
    await at_the_documents(elena)
    await elena.click("1")
    await elena.click("Ознакомлен(а)")
    await at_the_acquaintance(deputy)
    assert "1 из 5" in deputy.screen.text
    number = next(one for one in deputy.screen.text.splitlines() if "1 из 5" in one).partition(".")[0]
    await deputy.click(number)
    assert "Не ознакомились: 4" in deputy.screen.text
    assert "Елена В., учитель, Школа № 12" in deputy.screen.text, "the imported one has not"
    assert "Ветлугина" not in deputy.screen.text
    await deputy.click("Назад")
    await deputy.click("Напомнить: 4")
    assert "За последние семь дней" not in deputy.screen.text
    await deputy.click("Напомнить: 4")
    assert "За последние семь дней" in deputy.screen.text


async def test_a_reminder_is_not_sent_to_who_has_read_by_then(stage: Stage) -> None:
    await crowd.change(stage, "DELETE FROM acquaintances")
    await crowd.change(
        stage, "UPDATE norms SET withdrawn_at = published_at WHERE number NOT IN ('Р-174', 'Р-76')"
    )
    deputy = await school(stage)
    elena, vera = await stage.teacher(), await stage.teacher("Вера")
    await crowd.confirm_everybody(stage, await crowd.boss(stage))
    await at_the_acquaintance(deputy)
    await deputy.click(next(one for one in deputy.screen.button_texts if one.startswith("Напомнить")))
    await at_the_documents(elena)
    await elena.click("1")
    await elena.click("Ознакомлен(а)")
    stage.clock.forward(hours=25)
    await stage.deliver_messages()
    assert (asked(elena), asked(vera)) == (False, True)
    await vera.click("Открыть документы")
    assert "Р-174" in vera.screen.text
    stage.clock.forward(days=7)
    await at_the_acquaintance(deputy)
    await deputy.click(next(one for one in deputy.screen.button_texts if one.startswith("Напомнить")))
    assert "За последние семь дней" not in deputy.screen.text


def asked(person: Person) -> bool:
    return any("просят ознакомиться" in one.text for one in person.screens)


async def test_the_sheet_has_names_and_opens_on_the_page_alone(stage: Stage) -> None:
    deputy = await school(stage)
    await at_the_acquaintance(deputy)
    await deputy.click("1")
    await deputy.click("Лист для подписи")
    routes = pages(stage.app, Poller(stage.app.bot, stage.app.intake))
    async with httpx.AsyncClient(transport=httpx.ASGITransport(routes), base_url=ADDRESS) as web:
        await deputy.click("PDF для подписи")
        pdf = await web.post(f"/o/{deputy.screen.text.partition('/o/')[2].split()[0]}")
        await deputy.click("Лист в XLSX")
        table = await web.post(f"/o/{deputy.screen.text.partition('/o/')[2].split()[0]}")
    assert pdf.content.startswith(b"%PDF")
    assert pdf.headers["content-type"] == "application/pdf"
    book = load_workbook(BytesIO(table.content))
    rows = [list(row) for row in book["Лист ознакомления"].values]
    assert rows[0] == ["№", "ФИО", "Должность", "Отметка в боте", "Дата", "Подпись"]
    assert "Ветлугина Елена Викторовна" in [row[1] for row in rows]
    assert dict(list(book["Паспорт"].values)[1:])["Организация"] == "Школа № 12"
    assert "Ветлугина" not in "".join(one.text for one in deputy.screens)


async def test_marks_are_in_the_export_and_go_with_the_person(stage: Stage) -> None:
    elena = await at_the_documents(await stage.teacher())
    await elena.click("1")
    await elena.click("Ознакомлен(а)")
    await elena.click("Назад")
    await elena.send("/privacy")
    await elena.click("Получить мои данные")
    export = next(one for one in elena.screens if one.file_name == "moi-dannye.json")
    assert '"acquaintances"' in (await elena.download(export)).decode()
    await elena.click("Удалить мои данные")
    await elena.click("Да, удалить всё")
    assert await crowd.rows(stage, "SELECT * FROM acquaintances") == []


async def test_a_document_of_another_district_is_unknown(stage: Stage) -> None:
    await import_file(stage, NORMS)
    far = (await crowd.rows(stage, "SELECT id FROM norms WHERE code = 'ДРУГОЙ'"))[0].id
    who = await stage.viewer(await stage.teacher())
    for act in (norms.get, norms.acquaint):
        for norm_id in (far, 999_999):
            with pytest.raises(NotFound):
                await act(stage.work(), who, norm_id)
