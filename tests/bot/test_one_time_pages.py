"""Pages with names: opened once, within 15 minutes, by nobody who guesses, shares, previews or is late."""

import re
from collections.abc import AsyncIterator
from io import BytesIO

import httpx
import pytest
from docx import Document
from openpyxl import load_workbook

from bot.config import load
from bot.polling import Poller
from bot.web import pages
from db.session import Database
from domain.access import Role
from files.tables import read_table
from services import invitations, onetime, route_papers
from services.people_import import import_people
from simulator.client import Person
from tests.conftest import NOW
from tests.flows import crowd
from tests.stage import Stage
from tests.ui.reading import printed

PEOPLE = """person_code;unit_code;full_name;position;birth_year;work_start
УП-1;Z1-S12;Ветлугина Елена Викторовна;Учитель;1985;2008
УП-2;Z1-S12;Горелов <b>Пётр</b> Ильич;Учитель;1996;2024
УП-3;Z2-S12;Далёкая Анна Олеговна;Учитель;1990;2015
"""
ADDRESS = "https://opora.example.org"


@pytest.fixture
async def stage(database: Database) -> AsyncIterator[Stage]:
    opened = await Stage(database, NOW, web_url=ADDRESS + "/", web_port=8443).open()
    report, _ = await import_people(opened.work(), read_table(PEOPLE.encode(), "people.csv"))
    assert report.ok, report.problems
    yield opened
    await opened.close()


@pytest.fixture
async def web(stage: Stage) -> AsyncIterator[httpx.AsyncClient]:
    routes = pages(stage.app, Poller(stage.app.bot, stage.app.intake))
    async with httpx.AsyncClient(transport=httpx.ASGITransport(routes), base_url=ADDRESS) as client:
        yield client


async def deputy_of(stage: Stage) -> Person:
    deputy = await stage.with_role(Role.DEPUTY, "Z1-S12")
    await crowd.confirm_everybody(stage, await crowd.boss(stage))
    return deputy


async def link(deputy: Person, what: str = "Список педагогов") -> str:
    await deputy.send("/school")
    if "Списки с именами" not in deputy.screen.button_texts:
        await deputy.click("Люди и организации")
    await deputy.click("Списки с именами")
    await deputy.click(what)
    found = re.search(rf"{ADDRESS}/o/\S+", deputy.screen.text)
    assert found, deputy.screen.text
    return found[0]


async def test_a_list_with_names_opens_once_and_never_in_the_chat(
    stage: Stage, web: httpx.AsyncClient
) -> None:
    deputy = await deputy_of(stage)
    address = await link(deputy)
    cover = await web.get(address)
    assert cover.status_code == 200
    assert "Ветлугина" not in cover.text
    opened = await web.post(address)
    assert opened.status_code == 200
    assert "Ветлугина Елена Викторовна" in opened.text
    assert "Горелов &lt;b&gt;Пётр&lt;/b&gt; Ильич" in opened.text, "what people are called is no markup"
    assert "Далёкая" not in opened.text, "another school"
    assert "Ветлугина" not in "".join(one.text for one in deputy.screens)
    for again in (await web.get(address), await web.post(address)):
        assert again.status_code == 404


async def test_looking_uses_nothing_up_and_says_nothing(stage: Stage, web: httpx.AsyncClient) -> None:
    address = await link(await deputy_of(stage))
    for _ in range(3):
        assert (await web.head(address)).content == b""
        assert (
            await web.get(address, headers={"User-Agent": "TelegramBot (like TwitterBot)"})
        ).status_code == 200
    for method in ("PUT", "DELETE", "PATCH", "OPTIONS"):
        assert (await web.request(method, address)).status_code == 405
    assert (await web.post(address)).status_code == 200


async def test_unknown_used_and_expired_links_are_answered_alike(
    stage: Stage, web: httpx.AsyncClient
) -> None:
    deputy = await deputy_of(stage)
    used, expired = await link(deputy), await link(deputy)
    await web.post(used)
    stage.clock.forward(minutes=15)
    secret = expired.rpartition("/")[2]
    guesses = [
        used,
        expired,
        f"{ADDRESS}/o/x",
        f"{ADDRESS}/o/{'A' * 32}",
        expired.replace(secret, secret.swapcase()),
    ]
    answers = [await web.request(method, one) for one in guesses for method in ("GET", "POST")]
    assert {one.status_code for one in answers} == {404}
    assert len({one.text for one in answers}) == 1
    assert len({tuple(sorted(one.headers.items())) for one in answers}) == 1


async def test_a_link_lives_to_the_last_second_of_its_quarter(stage: Stage, web: httpx.AsyncClient) -> None:
    address = await link(await deputy_of(stage))
    stage.clock.forward(minutes=14, seconds=59)
    assert (await web.get(address)).status_code == 200
    stage.clock.forward(seconds=1)
    assert (await web.post(address)).status_code == 404


async def test_the_secret_is_long_and_only_its_hash_is_kept(stage: Stage) -> None:
    deputy = await deputy_of(stage)
    secrets = {(await link(deputy)).rpartition("/")[2] for _ in range(5)}
    assert len(secrets) == 5
    assert min(map(len, secrets)) >= 22, "22 characters of 6 bits are 128 bits and more"
    kept = str([tuple(row) for row in await crowd.rows(stage, "SELECT * FROM one_time_pages")])
    assert not [one for one in secrets if one in kept]


async def test_two_at_once_open_it_for_one(stage: Stage, web: httpx.AsyncClient) -> None:
    import asyncio

    address = await link(await deputy_of(stage))
    answers = await asyncio.gather(*(web.post(address) for _ in range(4)))
    assert sorted(one.status_code for one in answers) == [200, 404, 404, 404]


async def test_a_role_taken_away_closes_links_that_were_made(stage: Stage, web: httpx.AsyncClient) -> None:
    deputy = await deputy_of(stage)
    address = await link(deputy)
    await crowd.change(stage, "UPDATE role_grants SET revoked_at = '2026-11-23' WHERE role = 'deputy'")
    assert (await web.post(address)).status_code == 404


async def test_somebody_deleted_takes_their_links_along(stage: Stage, web: httpx.AsyncClient) -> None:
    deputy = await deputy_of(stage)
    address = await link(deputy)
    for step in ("/privacy", "Удалить мои данные", "Да, удалить всё"):
        await (deputy.send(step) if step.startswith("/") else deputy.click(step))
    assert (await web.get(address)).status_code == 404
    admin = await stage.with_role(Role.ADMIN, "RU", "Павел")
    await admin.send("/menu")
    await admin.click("Как администратор")
    await admin.click("Управление")
    await admin.click("Журнал списков")
    assert "Список педагогов. удалённый человек, Школа № 12, не открыт" in admin.screen.text


async def test_nothing_of_a_page_stays_anywhere(stage: Stage, web: httpx.AsyncClient) -> None:
    address = await link(await deputy_of(stage))
    for answer in (await web.get(address), await web.post(address), await web.get(address)):
        assert "no-store" in answer.headers["cache-control"]
        assert answer.headers["referrer-policy"] == "no-referrer"
        assert answer.headers["x-content-type-options"] == "nosniff"
        policy = answer.headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "frame-ancestors 'none'" in policy
        assert "<script" not in answer.text
        assert "http" not in answer.text.replace("<!doctype html>", ""), "nothing comes from elsewhere"


async def test_the_log_tells_who_asked_for_what(stage: Stage, web: httpx.AsyncClient) -> None:
    deputy = await deputy_of(stage)
    await web.post(await link(deputy))
    await link(deputy, "Личные ссылки для входа")
    admin = await stage.with_role(Role.ADMIN, "RU", "Павел")
    await admin.send("/menu")
    await admin.click("Как администратор")
    await admin.click("Управление")
    await admin.click("Журнал списков")
    assert "Личные ссылки для входа. Ольга В., Школа № 12, не открыт" in admin.screen.text
    assert "Список педагогов. Ольга В., Школа № 12, открыт" in admin.screen.text
    elsewhere = await stage.with_role(Role.COORDINATOR, "Z2", "Ирина")
    await elsewhere.send("/menu")
    await elsewhere.click("Как координатор")
    await elsewhere.click("Управление")
    await elsewhere.click("Журнал списков")
    assert "ещё никто не просил" in elsewhere.screen.text


async def test_personal_links_come_in_a_file_and_older_ones_stop(
    stage: Stage, web: httpx.AsyncClient
) -> None:
    deputy = await deputy_of(stage)
    first = await sheet(web, await link(deputy, "Личные ссылки для входа"))
    second = await sheet(web, await link(deputy, "Личные ссылки для входа"))
    assert [row[0] for row in second] == ["Ветлугина Елена Викторовна", "Горелов <b>Пётр</b> Ильич"]
    old, new = (rows[0][3].partition("start=")[2] for rows in (first, second))
    assert await invitations.peek(stage.work(), old) is None
    elena = stage.person("Лена")
    await elena.start(new)
    await elena.click("Даю согласие")
    assert "Регистрация закончена" in elena.screen.text
    third = await sheet(web, await link(deputy, "Личные ссылки для входа"))
    assert [row[0] for row in third] == ["Горелов <b>Пётр</b> Ильич"]
    table = await sheet(web, await link(deputy, "Список в XLSX"))
    assert ["Ветлугина Елена Викторовна", "Учитель", "Школа № 12", "да"] in table


async def sheet(web: httpx.AsyncClient, address: str) -> list[list[str]]:
    answer = await web.post(address)
    assert answer.status_code == 200
    assert "attachment" in answer.headers["content-disposition"]
    return [list(row) for row in list(load_workbook(BytesIO(answer.content)).active.values)[1:]]


async def test_a_foreign_organisation_is_unknown_and_a_teacher_has_no_lists(stage: Stage) -> None:
    deputy = await deputy_of(stage)
    await link(deputy)
    elsewhere = (await crowd.rows(stage, "SELECT id FROM units WHERE code = 'Z2-S12'"))[0].id
    await deputy.forge(f"links.make:roster:{elsewhere}")
    assert "устарела" in deputy.last_alert
    elena = await stage.teacher()
    await elena.send("/menu")
    await elena.forge(f"links.make:roster:{elsewhere}")
    assert elena.last_alert
    assert len(await crowd.rows(stage, "SELECT id FROM one_time_pages")) == 1


async def test_without_an_address_the_button_says_what_to_set(database: Database) -> None:
    stage = await Stage(database, NOW).open()
    deputy = await deputy_of(stage)
    await deputy.send("/school")
    await crowd.enter(deputy, "Списки с именами")
    await deputy.click("Список педагогов")
    assert "WEB_URL и WEB_PORT" in deputy.screen.text
    assert await crowd.rows(stage, "SELECT id FROM one_time_pages") == []
    await stage.close()


@pytest.mark.parametrize(
    ("url", "port", "expected"),
    [
        ("https://a.ru/", 1, "https://a.ru"),
        ("https://a.ru/opora", 1, "https://a.ru/opora"),
        ("http://127.0.0.1:9", 1, "http://127.0.0.1:9"),
        ("http://a.ru", 1, ""),
        ("https://a.ru", None, ""),
        ("", 1, ""),
    ],
)
def test_names_go_over_a_closed_line_alone(
    url: str, port: int | None, expected: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("WEB_PORT", raising=False)
    assert load(_env_file=None, web_url=url, web_port=port).pages_url == expected


async def test_ones_own_route_has_the_name_by_a_link_alone(stage: Stage, web: httpx.AsyncClient) -> None:
    named = PEOPLE.splitlines()[0] + "\nУП-9;Z1-S12;Жаворонкова Инна Олеговна;Учитель;1985;2008\n"
    report, (link_in,) = await import_people(stage.work(), read_table(named.encode(), "people.csv"))
    assert report.ok, report.problems
    inna = stage.person("Инна")
    await inna.start(link_in.payload)
    await inna.click("Даю согласие")
    await inna.send("/route")
    await inna.click("Составить самому")
    await inna.click("Для печати")
    await inna.click("PDF для подписи")
    in_chat = next(one for one in reversed(inna.screens) if one.file_name)
    assert "Жаворонкова" not in printed(await inna.download(in_chat))
    for words, kind in (("PDF с фамилией", "pdf"), ("DOCX с фамилией", "docx")):
        await inna.click(words)
        found = re.search(rf"{ADDRESS}/o/\S+", inna.screen.text)
        assert found, inna.screen.text
        opened = await web.post(found[0])
        assert opened.status_code == 200
        assert opened.headers["content-disposition"].endswith(f".{kind}")
        if kind == "pdf":
            assert "ЖаворонковаИннаОлеговна" in printed(opened.content)
        else:
            paper = "\n".join(one.text for one in Document(BytesIO(opened.content)).paragraphs)
            assert "Жаворонкова Инна Олеговна" in paper
        assert (await web.post(found[0])).status_code == 404
    elena = await stage.teacher()
    await elena.send("/route")
    await elena.click("Составить самому")
    await elena.click("Для печати")
    await elena.forge("rpaper.linked_pdf:1")
    assert elena.last_alert
    who = await stage.viewer(elena)
    assert who.unit is not None
    secret = await onetime.make(stage.work(), who, route_papers.ROUTE_PDF, who.unit.id, 1)
    assert (await web.post(f"{ADDRESS}/o/{secret}")).status_code == 404, "somebody else's route"
