"""One-time links: a personal code, a role, a new phone; each works once and says so when it doesn't."""

from datetime import timedelta

from domain.access import Role
from files.tables import read_table
from services import invitations
from services.people_import import import_people
from simulator.client import Person
from tests.flows import crowd
from tests.stage import Stage

PEOPLE = """person_code;unit_code;full_name;position;subjects;birth_date;work_start;roles
УП-1;Z1-S12;Ветлугина Елена Викторовна;Учитель;Математика;14.03.1985;01.09.2008;
УП-2;Z1-S12;Рощин Дмитрий Олегович;Заместитель директора;;02.05.1979;01.09.2001;заместитель
УП-3;Z1-S12;Новая Анна Олеговна;;;;;
"""


async def personal_links(stage: Stage) -> dict[str, str]:
    report, links = await import_people(stage.work(), read_table(PEOPLE.encode(), "people.csv"))
    assert report.ok, report.problems
    return {one.person_code: one.payload for one in links}


async def test_a_personal_code_fills_the_whole_registration(stage: Stage) -> None:
    links = await personal_links(stage)
    elena = stage.person("Лена")
    await elena.start(links["УП-1"])
    assert "анкета уже заполнена" in elena.screen.text
    await elena.click("Прочитать согласие")
    await elena.click("Даю согласие")
    assert "Регистрация закончена" in elena.screen.text
    assert "уже подтвердила" in elena.screen.text
    await elena.click("Меню")
    assert "Елена В." in elena.screen.text
    assert "Школа № 12" in elena.screen.text
    assert "Ветлугина" not in "".join(one.text for one in elena.screens)
    who = await stage.viewer(elena)
    assert (who.position, who.subjects, who.membership) == ("teacher", ("math",), "confirmed")


async def test_a_personal_code_works_once_and_not_for_somebody_registered(stage: Stage) -> None:
    links = await personal_links(stage)
    elena, other = stage.person("Лена"), stage.person("Вера")
    vera = await stage.teacher("Вера")
    await vera.start(links["УП-1"])
    assert "уже зарегистрирован педагог" in vera.screen.text
    await elena.start(links["УП-1"])
    await elena.click("Даю согласие")
    await other.start(links["УП-1"])
    assert "Ссылка уже не действует" in other.screen.text
    await other.click("Даю согласие")
    assert "Шаг 2 из 5" in other.screen.text, "registration without the link goes on"


async def test_a_personal_code_brings_a_role_and_asks_only_what_is_missing(stage: Stage) -> None:
    links = await personal_links(stage)
    dmitry, anna = stage.person("Дима"), stage.person("Анна")
    await dmitry.start(links["УП-2"])
    await dmitry.click("Даю согласие")
    await dmitry.click("Меню")
    assert "Как заместитель" in dmitry.screen.button_texts
    assert "school" in dmitry.commands
    await anna.start(links["УП-3"])
    await anna.click("Даю согласие")
    assert "Шаг 3 из 5" in anna.screen.text
    assert "Школа № 12" in anna.screen.text


async def test_a_personal_code_takes_the_place_of_a_registration_begun_without_it(stage: Stage) -> None:
    links = await personal_links(stage)
    elena = stage.person("Лена")
    await elena.start()
    await elena.click("Даю согласие")
    await elena.click("Полевой район")
    await elena.start(links["УП-1"])
    assert "Регистрация закончена" in elena.screen.text
    assert len(await crowd.rows(stage, "SELECT id FROM people")) == 3, "the draft is gone"


async def test_a_role_link_works_once(stage: Stage) -> None:
    elena, second = await stage.teacher("Елена"), await stage.teacher("Вера")
    link = await invitations.invite_by_operator(stage.work(), Role.METHODIST, "Z1", timedelta(days=7))
    await elena.start(link)
    assert "У Вас новая роль «Методист»: Приозёрный район" in elena.screen.text
    assert "Как методист" in elena.screen.button_texts
    assert {"school", "moderation", "people"} <= set(elena.commands)
    for somebody in (elena, second):
        await somebody.start(link)
        assert "Ссылка не действует" in somebody.screen.text
    assert "Как методист" not in second.screen.button_texts


async def test_a_role_link_expires(stage: Stage) -> None:
    elena = await stage.teacher()
    link = await invitations.invite_by_operator(stage.work(), Role.METHODIST, "Z1", timedelta(days=7))
    stage.clock.forward(days=7)
    await elena.start(link)
    assert "Ссылка не действует" in elena.screen.text
    await elena.start("inv_" + "A" * 32)
    assert "Ссылка не действует" in elena.screen.text, "an invented one is answered alike"


async def test_a_newcomer_gets_the_role_after_registration(stage: Stage) -> None:
    link = await invitations.invite_by_operator(stage.work(), Role.DEPUTY, "Z1-S7", timedelta(days=7))
    anna = stage.person("Анна")
    await anna.start(link)
    assert "Вашу ссылку откроем после регистрации" in anna.screen.text
    await anna.click("Даю согласие")
    await anna.send(await crowd.join_code(stage, "Z1-S7"))
    for answer in ("Воспитатель", "1990", "2015", "Всё верно"):
        await (anna.click(answer) if answer in anna.screen.button_texts else anna.send(answer))
    await anna.click("Открыть мою ссылку")
    assert "Как заместитель" in anna.screen.button_texts


async def test_a_methodist_invites_a_deputy_from_the_chat(stage: Stage) -> None:
    olga = await stage.with_role(Role.METHODIST, "Z1")
    vera = await stage.teacher("Вера")
    await olga.send("/people")
    await olga.click("Пригласить на роль")
    await olga.send("Нигде")
    assert "ничего нет" in olga.screen.text
    await olga.send("12")
    assert "Школа № 12, Приозёрный район" in olga.screen.text
    assert "Полевой" not in olga.screen.text, "another district is out of reach"
    await olga.click("1. Школа № 12")
    assert "Методист" not in olga.screen.button_texts, "a methodist makes no methodists"
    await olga.click("Заместитель")
    assert "Заместитель: до какого дня?" in olga.screen.text
    await olga.click("Без срока")
    link = olga.screen.text.partition("start=")[2].split()[0]
    await vera.start(link)
    assert "У Вас новая роль «Заместитель»: Школа № 12" in vera.screen.text


async def test_a_role_for_the_time_of_a_leave_ends_with_it(stage: Stage) -> None:
    olga = await stage.with_role(Role.METHODIST, "Z1")
    vera = await stage.teacher("Вера")
    await olga.send("/people")
    await olga.click("Пригласить на роль")
    await olga.send("12")
    await olga.click("1. Школа № 12")
    await olga.click("Заместитель")
    await olga.send("01.11.2026")
    assert "не раньше сегодняшнего" in olga.screen.text
    await olga.click("Декабрь")
    await olga.click("31")
    assert "Роль «Заместитель» до 31 декабря 2026" in olga.screen.text
    link = olga.screen.text.partition("start=")[2].split()[0]
    await vera.start(link)
    await olga.send("/people")
    assert "Вера В., Школа № 12, до 31 декабря 2026" in olga.screen.text
    await vera.send("/school")
    assert "Люди и организации" in vera.screen.button_texts
    stage.clock.forward(days=39)
    await vera.send("/school")
    assert "Это действие Вам недоступно" in vera.screen.text
    again = await invitations.invite_by_operator(stage.work(), Role.DEPUTY, "Z1-S12", timedelta(days=1))
    await vera.start(again)
    await vera.send("/school")
    assert "Люди и организации" in vera.screen.button_texts, "the same role given anew lasts on"


async def new_phone(deputy: Person, number: str = "1") -> str:
    """The deputy makes the link for the person under a number of the roster."""
    await deputy.send("/school")
    await crowd.enter(deputy, "Кто прошёл")
    await deputy.click(next(one for one in deputy.screen.button_texts if one.startswith("Все")))
    await deputy.click(number)
    await deputy.click("Код для нового телефона")
    assert "войдёт с новой учётной записи" in deputy.screen.text
    await deputy.click("Создать ссылку")
    return deputy.screen.text.partition("start=")[2].split()[0]


async def test_a_new_phone_keeps_the_history_and_the_old_one_is_a_stranger(stage: Stage) -> None:
    old = await stage.teacher("Елена")
    await crowd.confirm_everybody(stage, await crowd.boss(stage))
    deputy = await stage.with_role(Role.DEPUTY, "Z1-S12")
    await old.send("/menu")
    payload = await new_phone(deputy)
    new = stage.person("Елена")
    await new.start(payload)
    assert "переносит Вашу историю" in new.screen.text
    before = await stage.viewer(old)
    await new.click("Перенести сюда")
    assert "Ваша история теперь на этой учётной записи" in new.screen.text
    assert (await stage.viewer(new)).id == before.id
    await old.click("Диагностика")
    assert old.last_alert == "Это действие Вам недоступно."
    assert "Здравствуйте!" in old.screen.text
    another = stage.person("Вера")
    await another.start(payload)
    assert "Ссылка уже не действует" in another.screen.text


async def test_a_new_phone_link_of_somebody_else_is_not_taken_by_mistake(stage: Stage) -> None:
    await stage.teacher("Елена")
    await crowd.confirm_everybody(stage, await crowd.boss(stage))
    deputy = await stage.with_role(Role.DEPUTY, "Z1-S12")
    vera = await stage.teacher("Вера")
    payload = await new_phone(deputy)
    await vera.start(payload)
    assert "уже зарегистрирован педагог" in vera.screen.text
    guest = stage.person("Анна")
    await guest.start(payload)
    await guest.click("Это не моя ссылка")
    await guest.click("Даю согласие")
    assert "Шаг 2 из 5" in guest.screen.text
    await guest.start(payload)
    assert "Ваша история теперь на этой учётной записи" in guest.screen.text, (
        "an unfinished registration gives way"
    )


async def test_a_newer_link_for_a_phone_replaces_the_older_one_and_lives_a_day(stage: Stage) -> None:
    await stage.teacher("Елена")
    await crowd.confirm_everybody(stage, await crowd.boss(stage))
    deputy = await stage.with_role(Role.DEPUTY, "Z1-S12")
    first, second = await new_phone(deputy), await new_phone(deputy)
    phone = stage.person("Елена")
    await phone.start(first)
    assert "Ссылка уже не действует" in phone.screen.text
    stage.clock.forward(hours=24)
    await phone.start(second)
    assert "Ссылка уже не действует" in phone.screen.text


async def test_a_broken_link_is_like_no_link(stage: Stage) -> None:
    guest, elena = stage.person("Вера"), await stage.teacher()
    for payload in ("zzz", "u_zz", "p_999", "p_", "u_d0b0"):
        await guest.start(payload)
        assert "Здравствуйте!" in guest.screen.text
        await elena.start(payload)
        assert elena.screen.button_texts[0] == "Диагностика"
