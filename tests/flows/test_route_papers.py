"""The route on paper, in the calendar, in the export; what becomes of it when people leave."""

from io import BytesIO

from docx import Document
from icalendar import Calendar

from db.session import Database
from domain.access import Role
from files.tables import read_table
from services import privacy, route_desk, route_facts, route_steps, routes
from services.people_import import import_people
from simulator.client import Person
from tests.conftest import NOW
from tests.flows import crowd
from tests.flows.test_privacy import tables_with
from tests.flows.test_route import PLAN, open_step, routed
from tests.stage import Stage
from tests.ui.reading import pages, printed, squeezed

MARK = "Сороконожка"


async def file_of(person: Person, name: str) -> bytes:
    found = next(one for one in reversed(person.screens) if (one.file_name or "").endswith(name))
    return await person.download(found)


async def test_pdf_and_docx_have_the_usual_sections_and_no_name(stage: Stage) -> None:
    elena = await routed(stage)
    await elena.click("Для печати")
    assert "Фамилии впишите от руки" in elena.screen.text
    await elena.click("PDF для подписи")
    text = printed(await file_of(elena, ".pdf"))
    sections = (
        "Сведения о педагоге", "Основание", "Профиль дефицитов", "Цель и задачи", "План мероприятий",
        "Рефлексия", "Итоговая диагностика", "Согласование", "Форма предъявления", "Отметка",
        "расшифровка подписи",
    )  # fmt: skip
    assert [one for one in sections if squeezed(one) not in text] == []
    assert "Власова" not in text
    assert pages(await file_of(elena, ".pdf")) >= 2
    await elena.click("DOCX")
    paper = Document(BytesIO(await file_of(elena, ".docx")))
    words = "\n".join(one.text for one in paper.paragraphs)
    assert [one for one in sections[:8] if one not in words] == []
    (_, plan) = paper.tables
    assert [cell.text for cell in plan.rows[0].cells][1:3] == ["Дефицит", "Мероприятие"]
    steps = await crowd.rows(stage, "SELECT title FROM route_steps ORDER BY due_on, id")
    assert [row.cells[2].text for row in plan.rows[1:]] == [one.title for one in steps]


async def test_terms_go_into_the_calendar(stage: Stage) -> None:
    elena = await routed(stage)
    await elena.click("Сроки в календарь")
    calendar = Calendar.from_ical(await file_of(elena, ".ics"))
    steps = await crowd.rows(stage, "SELECT title, due_on FROM route_steps ORDER BY due_on, id")
    events = calendar.walk("VEVENT")
    assert [str(one["summary"]) for one in events] == [f"Срок: {one.title}" for one in steps]
    assert [one["dtstart"].dt.isoformat() for one in events] == [str(one.due_on) for one in steps]
    assert len({str(one["uid"]) for one in events}) == len(steps)


async def test_the_export_has_the_route_and_a_deletion_takes_it(stage: Stage) -> None:
    deputy = await stage.with_role(Role.DEPUTY, "Z1-S12")
    elena = await routed(stage)
    await open_step(stage, elena, "own")
    await elena.click("Выполнено")
    await elena.send(f"{MARK}: {PLAN}")
    await elena.send("/route")
    await elena.click("Согласовать")
    await elena.click("1")
    await stage.deliver_messages()
    await deputy.click("Открыть маршрут")
    await deputy.click("Написать заметку")
    await deputy.send(f"{MARK} на трёх листках.")
    found = await privacy.export(stage.work(), await stage.viewer(elena), with_names=False)
    assert found["routes"][0]["notes"] == [f"{MARK} на трёх листках."]
    assert [one["proofs"] for one in found["route_steps"] if one["proofs"]] == [[f"{MARK}: {PLAN}"]]
    await elena.send("/privacy")
    await elena.click("Удалить мои данные")
    await elena.click("Да, удалить всё")
    left = {table for table in await tables_with(stage, MARK) if table.startswith("route")}
    assert left == set()
    assert await crowd.rows(stage, "SELECT id FROM routes") == []


async def test_a_tutor_who_leaves_takes_the_words_along_and_the_route_stays(stage: Stage) -> None:
    deputy = await stage.with_role(Role.DEPUTY, "Z1-S12")
    elena = await routed(stage)
    await elena.click("Согласовать")
    await elena.click("1")
    who = await stage.viewer(deputy)
    await route_desk.add_note(stage.work(), who, 1, f"{MARK} на трёх листках.")
    await deputy.send("/privacy")
    await deputy.click("Удалить мои данные")
    await deputy.click("Да, удалить всё")
    assert await crowd.rows(stage, "SELECT id FROM route_notes") == []
    found = await routes.current(stage.work(), await stage.viewer(elena))
    assert found is not None
    assert (found.state, found.tutor) == ("draft", "")


async def test_a_meeting_and_an_applied_practice_close_their_steps(stage: Stage) -> None:
    elena = await routed(stage)
    who = await stage.viewer(elena)
    offers = dict(await route_steps.offers(stage.work(), who))
    mentor = await route_steps.take(
        stage.work(), who, next(key for key in offers if key.startswith("mentor"))
    )
    async with stage.work().writing() as session:
        await route_facts.met(session, stage.work(), who.id, "KD")
        await route_facts.closed(session, stage.work(), who.id, route_steps.Activity.PRACTICE, 999)
    assert (await route_steps.get(stage.work(), who, mentor)).view.done_on is None, "another topic"
    async with stage.work().writing() as session:
        await route_facts.met(session, stage.work(), who.id, "KM")
    closed = (await route_steps.get(stage.work(), who, mentor)).view
    assert closed.closed_by == "fact"


async def test_the_municipality_has_a_template_of_its_own(stage: Stage) -> None:
    olga = await stage.with_role(Role.METHODIST, "Z1")
    await olga.send("/menu")
    await crowd.work(olga, "Как методист", "Шаблон маршрута")
    assert "Приозёрный район" in olga.screen.text
    assert "Своих шагов в шаблоне нет" in olga.screen.text
    await olga.click("Цель")
    await olga.send("Учиться")
    assert "от 10 до 500 знаков" in olga.screen.text
    await olga.send("Учиться друг у друга и пробовать новое на уроках.")
    await olga.click("Добавить шаг")
    await olga.click("Мероприятие")
    await olga.click("Для всех")
    await olga.send("Выступить на методическом дне района")
    assert "Шаг в шаблоне" in olga.screen.text
    await olga.click("Чем подтвердить")
    await olga.send("Тезисы и один слайд")
    assert "Чем подтвердить: Тезисы и один слайд" in olga.screen.text
    elena = await routed(stage)
    await elena.click("Цель и срок")
    assert "Учиться друг у друга" in elena.screen.text
    steps = await crowd.rows(stage, "SELECT title, proof FROM route_steps")
    assert ("Выступить на методическом дне района", "Тезисы и один слайд") in [tuple(one) for one in steps]


async def test_where_names_may_be_in_the_chat_the_paper_has_one(database: Database) -> None:
    stage = await Stage(database, NOW, names_in_chat=True).open()
    people = "person_code;unit_code;full_name;position;birth_year;work_start\n"
    people += "УП-9;Z1-S12;Жаворонкова Инна Олеговна;Учитель;1985;2008\n"
    report, (link_in,) = await import_people(stage.work(), read_table(people.encode(), "people.csv"))
    assert report.ok, report.problems
    inna = stage.person("Инна")
    await inna.start(link_in.payload)
    await inna.click("Даю согласие")
    await inna.send("/route")
    await inna.click("Составить самому")
    await inna.click("Для печати")
    assert "В файле стоит Ваша фамилия" in inna.screen.text
    await inna.click("PDF для подписи")
    assert "ЖаворонковаИннаОлеговна" in printed(await file_of(inna, ".pdf"))
    await stage.close()
