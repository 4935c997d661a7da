"""A methodist sends a file of questions; a colleague approves each; the bank goes out as a file."""

import json

from domain.access import Role
from files.questions import parse_questions
from simulator.client import Person
from tests.flows import crowd
from tests.stage import Stage

GIFT = """// [id:q1] [tag:competency:KM2]
С чего начать урок?{=С цели#Цель ведёт. ~С оценок#Оценка подводит итог.####Цель задаёт остальное.}

// [id:q2]
Соедините{=Цель -> начало =Итог -> конец}
"""


async def sent(stage: Stage, text: str = GIFT, name: str = "bank.gift") -> Person:
    olga = await stage.with_role(Role.METHODIST, "Z1")
    await olga.send("/menu")
    await olga.click("Как методист")
    await to_items(olga)
    await olga.upload(text.encode(), name)
    return olga


async def to_items(person: Person) -> None:
    if "Задания из файла" not in person.screen.button_texts:
        await person.click("Документы и новости")
    await person.click("Задания из файла")


async def states(stage: Stage) -> dict[tuple[str, int], str]:
    found = await crowd.rows(
        stage, "SELECT code, version, state FROM items WHERE bank LIKE 'own-%' ORDER BY code, version"
    )
    return {(one.code, one.version): one.state for one in found}


async def test_a_file_is_shown_first_and_then_waits_for_a_colleague(stage: Stage) -> None:
    olga = await sent(stage)
    assert "Вопросов: 2. Новых 2" in olga.screen.text
    assert await states(stage) == {}
    await olga.send("ТАКОЙ НЕТ")
    assert "Такой компетенции в рамке нет" in olga.screen.text
    await olga.send("KM3")
    await olga.click("Загрузить")
    assert "Ждут утверждения коллегой" in olga.screen.text
    assert set((await states(stage)).values()) == {"draft"}
    await olga.send("/menu")
    assert "Черновиков заданий" not in olga.screen.text, "nobody approves their own"

    vera = await stage.with_role(Role.EXPERT, "Z1", "Вера")
    await vera.send("/menu")
    assert "Черновиков заданий на проверку: 2" in vera.screen.text
    await vera.click("Как эксперт")
    await vera.click("Черновики заданий")
    assert "С чего начать урок? (один верный)" in vera.screen.text
    await vera.click("1")
    assert "А. С цели (ключ)" in vera.screen.text
    approve = vera.screen.button("Утвердить")["callback_data"]
    await vera.click("Утвердить")
    assert "теперь его задают" in vera.screen.text
    await vera.forge(approve)
    await vera.click("1")
    assert "Цель → начало" in vera.screen.text
    await vera.click("Отклонить")
    assert "проверять нечего" in vera.screen.text
    assert await states(stage) == {("q1", 1): "live", ("q2", 1): "refused"}


async def test_a_file_that_waits_is_in_the_senders_own_data(stage: Stage) -> None:
    olga = await sent(stage)
    await olga.send("/privacy")
    await olga.click("Получить мои данные")
    files = {one.file_name: await olga.download(one) for one in olga.screens if one.file_name}
    (waiting,) = json.loads(files["moi-dannye.json"])["question_files"]
    assert waiting["name"].endswith(".gift")
    assert "reference" not in waiting


async def test_a_changed_item_waits_beside_the_live_one(stage: Stage) -> None:
    olga = await sent(stage)
    await olga.send("KM3")
    await olga.click("Загрузить")
    vera = await stage.with_role(Role.COORDINATOR, "Z", "Вера")
    await approve_all(vera)
    await to_items_anew(olga)
    await olga.upload(GIFT.replace("С чего начать урок?", "С чего начинают урок?").encode(), "bank.gift")
    await olga.send("KM3")
    assert "изменённых 1, прежних 1" in olga.screen.text
    await olga.click("Загрузить")
    assert await states(stage) == {("q1", 1): "live", ("q1", 2): "draft", ("q2", 1): "live"}
    await approve_all(vera)
    assert await states(stage) == {("q1", 1): "retired", ("q1", 2): "live", ("q2", 1): "live"}


async def to_items_anew(person: Person) -> None:
    await person.send("/menu")
    await person.click("Как методист")
    await to_items(person)


async def approve_all(person: Person) -> None:
    await person.send("/menu")
    await person.click("Как координатор")
    await person.click("Ждут решения")
    await person.click("Черновики заданий")
    while "1" in person.screen.button_texts:
        await person.click("1")
        await person.click("Утвердить")


async def test_errors_are_told_by_line_and_nothing_is_loaded(stage: Stage) -> None:
    olga = await sent(stage, "// [tag:competency:XX1]\nКогда?{=да ~нет}\n\nБез ответа{~а ~б}\n")
    assert "Строка 2: вопрос «Когда?»: компетенции «XX1» нет в рамке" in olga.screen.text
    assert "Загрузить" not in olga.screen.button_texts
    await olga.click("Не загружать")
    assert "Файл не загружен" in olga.screen.text
    await olga.upload(b"\x00\x01 not questions", "what.bin")
    assert "Файл не прочитан" in olga.screen.text
    assert await states(stage) == {}


async def test_the_bank_goes_out_as_a_file(stage: Stage) -> None:
    olga = await sent(stage)
    await olga.send("KM3")
    await olga.click("Загрузить")
    await olga.click("Выгрузить GIFT")
    data = await olga.download(olga.screens[-2])
    assert {one.id for one in parse_questions(data, "out.gift").questions} == {"q1", "q2"}
    await olga.click("Выгрузить XLSX")
    data = await olga.download(olga.screens[-2])
    assert {one.id for one in parse_questions(data, "out.xlsx").questions} == {"q1", "q2"}


async def test_another_branch_sees_no_draft(stage: Stage) -> None:
    olga = await sent(stage)
    await olga.send("KM3")
    await olga.click("Загрузить")
    stranger = await stage.with_role(Role.EXPERT, "Z2", "Пётр")
    await stranger.send("/menu")
    assert "Черновиков" not in stranger.screen.text
    ids = await crowd.rows(stage, "SELECT id FROM items WHERE bank LIKE 'own-%'")
    await stranger.forge(f"drafts.draft:{ids[0].id}")
    assert "С чего начать" not in stranger.screen.text
