"""A diagnostic on paper: printed, entered without a look at key or score, claimed by its owner alone."""

import json
import re

import pytest

from domain.access import Role
from services import paper
from simulator.client import Person
from tests.flows import crowd
from tests.stage import Stage
from tests.ui.reading import pages, printed


async def at_the_forms(deputy: Person) -> Person:
    await deputy.send("/menu")
    await deputy.click("Как заместитель")
    await crowd.enter(deputy, "Кто прошёл")
    await deputy.click("Бланки на бумаге")
    return deputy


async def printed_form(stage: Stage, deputy: Person) -> tuple[str, str, str]:
    """Number, code of the slip and all text of a form for a teacher."""
    await at_the_forms(deputy)
    await deputy.click("Напечатать бланк")
    await deputy.click("Учитель")
    file = next(one for one in reversed(deputy.screens) if one.file_name)
    pdf = await deputy.download(file)
    text = printed(pdf)
    assert pages(pdf) >= 2
    number = re.findall(r"\d{5}-\d\d", file.file_name)[0]
    code = re.search(rf"{number}([А-Я0-9]{{10}})Кодсработает", text)
    assert code, text[-600:]
    return number, code[1], text


async def key_of(stage: Stage, number: str) -> str:
    """The right letters of a form."""
    found = await crowd.rows(
        stage,
        "SELECT a.option_order, i.options FROM paper_forms f "
        "JOIN attempt_items a ON a.attempt_id = f.attempt_id "
        "JOIN items i ON i.id = a.item_id WHERE f.number = :number ORDER BY a.position",
        number=number,
    )
    letters = ""
    for order, options in found:
        order, options = (json.loads(one) if isinstance(one, str) else one for one in (order, options))
        letters += "АБВГДЕ"[next(i for i, at in enumerate(order) if options[at].get("key"))]
    return letters


async def enter(deputy: Person, number: str, letters: str, born: str = "1996, 09.2019") -> None:
    await at_the_forms(deputy)
    await deputy.click("Внести ответы")
    await deputy.send(number)
    await deputy.click("Новый человек")
    await deputy.send(born)
    await deputy.send(letters)
    await deputy.click("Всё верно, записать")


async def evidence(stage: Stage) -> list:
    return await crowd.rows(stage, "SELECT kind, source, mode, subject FROM evidence ORDER BY id")


async def test_a_form_is_printed_entered_and_claimed(stage: Stage) -> None:
    deputy = await stage.with_role(Role.DEPUTY, "Z1-S12")
    number, code, text = await printed_form(stage, deputy)
    assert "Фамилиюнигденепишите" in text
    assert "невидиттолько" not in text
    letters = await key_of(stage, number)
    assert len(letters) == 20
    await at_the_forms(deputy)
    assert "Напечатано: 1, внесено: 0" in deputy.screen.text
    await deputy.click("Внести ответы")
    await deputy.send("00001-96")
    assert "Такого бланка в этой организации нет" in deputy.screen.text
    await deputy.send(number.replace("-", ""))
    await deputy.click("Новый человек")
    for wrong in ("1975", "1975, 09.1980", "75, 09.1998", "2030, 2031"):
        await deputy.send(wrong)
        assert "через запятую" in deputy.screen.text
    await deputy.send("1996, 09.2019")
    await deputy.send(letters[:-1])
    assert "Нужно 20 знаков, получилось 19" in deputy.screen.text
    await deputy.send("Ё" + letters[1:])
    assert "Вопрос 1: ответа «Ё» в нём нет" in deputy.screen.text
    await deputy.send(letters.lower())
    assert "сверьте с листом" in deputy.screen.text
    assert letters[:5] in deputy.screen.text
    before = len(deputy.screens)
    await deputy.click("Всё верно, записать")
    assert f"Бланк № {number} внесён" in deputy.screen.text
    said = "".join(one.text for one in deputy.screens[before:])
    assert not re.search(r"из 5|верных: |зона роста:", said), "neither key nor score"
    assert [(row.kind, row.source, row.mode) for row in await evidence(stage)] == [
        ("diagnostic", "paper", "self")
    ]

    owner = await stage.teacher("Вера")
    await owner.send("/menu")
    await owner.click("Все разделы")
    await owner.click("Результат с бумаги")
    await owner.send(f"{number} {code}")
    assert "Результат теперь Ваш" in owner.screen.text
    assert "5 из 5" in owner.screen.text
    found = await evidence(stage)
    assert [row.kind for row in found] == ["diagnostic", "correction", "diagnostic"]
    assert found[2].source == "paper"
    assert found[2].subject == (await stage.viewer(owner)).subject
    assert await crowd.rows(stage, "SELECT id FROM people WHERE chat_name LIKE 'Бланк%'") == []
    await owner.send("/menu")
    await owner.click("Все разделы")
    await owner.click("Результат с бумаги")
    await owner.send(f"{number} {code}")
    assert "не сошлись" in owner.screen.text, "once"


async def test_used_and_void_numbers_are_refused(stage: Stage) -> None:
    deputy = await stage.with_role(Role.DEPUTY, "Z1-S12")
    used, _, _ = await printed_form(stage, deputy)
    void, _, _ = await printed_form(stage, deputy)
    await enter(deputy, used, "-" * 20)
    await deputy.click("Не внесённые бланки")
    await deputy.click("1")
    await deputy.click("Аннулировать")
    await deputy.click("Да, аннулировать")
    assert "внесено: 1, аннулировано: 1" in deputy.screen.text
    await deputy.click("Внести ответы")
    await deputy.send(used)
    assert "уже внесены" in deputy.screen.text
    await deputy.send(void)
    assert "аннулирован" in deputy.screen.text


async def test_what_was_not_shown_is_not_recorded(stage: Stage) -> None:
    """Two deputies at one form: the second look of one is stale after the other's correction."""
    olga = await stage.with_role(Role.DEPUTY, "Z1-S12")
    vera = await stage.with_role(Role.DEPUTY, "Z1-S12", "Вера")
    number, _, _ = await printed_form(stage, olga)
    for person in (olga, vera):
        await at_the_forms(person)
        await person.click("Внести ответы")
        await person.send(number)
        await person.click("Новый человек")
        await person.send("1975, 09.1998")
    await olga.send("А" * 20)
    await vera.send("Б" * 20)
    await olga.click("Всё верно, записать")
    assert "ответы исправили" in olga.screen.text
    assert "ББББ" in olga.screen.text, "the fresh second look"
    await vera.click("Всё верно, записать")
    await olga.click("Всё верно, записать")
    assert "уже внесены" in olga.screen.text
    assert len(await evidence(stage)) == 1


async def test_the_code_fits_its_owner_alone(stage: Stage) -> None:
    deputy = await stage.with_role(Role.DEPUTY, "Z1-S12")
    number, code, _ = await printed_form(stage, deputy)
    await enter(deputy, number, "-" * 20)
    older = await crowd.somebody(stage, "Пётр С.")
    teacher = await stage.viewer(await stage.teacher("Вера"))
    who = await stage.viewer(deputy)
    for viewer, typed in (
        (who, f"{number} {code}"),
        (older, f"{number} {code}"),
        (teacher, f"{number} АААААААААА"),
        (teacher, "00077-77 " + code),
        (teacher, "нет"),
    ):
        with pytest.raises(paper.PaperCodeIsWrong):
            await paper.claim(stage.work(), viewer, typed)
    tries = await crowd.rows(stage, "SELECT tries FROM paper_forms")
    assert [row.tries for row in tries] == [3], "whoever entered it, another year, a wrong code"
    for _ in range(2):
        with pytest.raises(paper.PaperCodeIsWrong):
            await paper.claim(stage.work(), teacher, f"{number} АААААААААА")
    with pytest.raises(paper.PaperCodeIsWrong):
        await paper.claim(stage.work(), teacher, f"{number} {code}")
    kept = str([tuple(row) for row in await crowd.rows(stage, "SELECT * FROM paper_forms")])
    assert code not in kept


async def test_a_second_form_goes_to_the_same_record_and_the_record_can_be_deleted(stage: Stage) -> None:
    deputy = await stage.with_role(Role.DEPUTY, "Z1-S12")
    first, _, _ = await printed_form(stage, deputy)
    second, _, _ = await printed_form(stage, deputy)
    await enter(deputy, first, "-" * 20)
    await deputy.click("Внести ответы")
    await deputy.send(second)
    assert f"Бланк {first}, учитель, 1996 года рождения" in deputy.screen.text
    await deputy.click("1")
    await deputy.send("А" * 20)
    await deputy.click("Всё верно, записать")
    subjects = {row.subject for row in await evidence(stage)}
    assert len(subjects) == 1
    await deputy.click("Удалить запись")
    await deputy.send("12345")
    assert "Такого бланка" in deputy.screen.text
    await deputy.send(second)
    await deputy.click("Да, удалить")
    assert "Запись удалена. Акт № 1" in deputy.screen.text
    assert await crowd.rows(stage, "SELECT id FROM people WHERE chat_name LIKE 'Бланк%'") == []
    left = await crowd.rows(stage, "SELECT birth_year, letters, person_id FROM paper_forms")
    assert {tuple(row) for row in left} == {(None, "", None)}
    owners = await crowd.rows(stage, "SELECT person_id FROM attempts")
    assert {row.person_id for row in owners} == {None}
    assert len(await evidence(stage)) == 2, "facts stay, nameless"


async def test_a_form_of_another_school_is_unknown(stage: Stage) -> None:
    deputy = await stage.with_role(Role.DEPUTY, "Z1-S12")
    far = await stage.with_role(Role.DEPUTY, "Z2-S12", "Анна")
    number, _, _ = await printed_form(stage, deputy)
    await at_the_forms(far)
    await far.click("Внести ответы")
    await far.send(number)
    assert "Такого бланка в этой организации нет" in far.screen.text


async def test_a_form_waits_as_long_as_a_year_and_cancel_keeps_what_was_typed(stage: Stage) -> None:
    deputy = await stage.with_role(Role.DEPUTY, "Z1-S12")
    number, _, _ = await printed_form(stage, deputy)
    await at_the_forms(deputy)
    await deputy.click("Внести ответы")
    await deputy.send(number)
    await deputy.click("Новый человек")
    await deputy.send("1975, 09.1998")
    await deputy.send("А" * 20)
    await deputy.send("/cancel")
    stage.clock.forward(days=400)
    await stage.schedule.run_all()
    await at_the_forms(deputy)
    await deputy.click("Не внесённые бланки")
    await deputy.click("1")
    await deputy.click("Внести ответы")
    await deputy.click("Новый человек")
    await deputy.send("1975, 09.1998")
    await deputy.click("Оставить")
    assert "ААААА ААААА" in deputy.screen.text
    await deputy.click("Всё верно, записать")
    assert [row.source for row in await evidence(stage)] == ["paper"]
