"""«Вопрос методисту»: asked, answered, judged; risen when nobody answers; minded while somebody is away."""

from db.repositories import evidence as evidence_rows
from domain.access import Role
from domain.evidence import EvidenceKind
from services.places import Location
from simulator.client import Person, Screen
from tests.flows import crowd
from tests.stage import Stage

ASKED = "Как оценивать групповую работу?"


async def asked(stage: Stage, text: str = ASKED) -> Person:
    elena = await stage.teacher()
    await elena.send("/ask")
    await elena.send(text)
    return elena


async def at_the_question(olga: Person, number: int = 1) -> None:
    await olga.send("/menu")
    await crowd.work(olga, "Как методист", "Вопросы педагогов")
    await olga.click(str(number))


def reactions(person: Person, message_id: int) -> list[dict]:
    return next(one for one in person.chat if one.message_id == message_id).body.get("_reactions", [])


async def test_a_question_is_asked_answered_followed_up_and_judged(stage: Stage) -> None:
    olga = await stage.with_role(Role.METHODIST, "Z1")
    elena = await stage.teacher()
    await elena.send("/ask")
    assert "Напишите вопрос одним сообщением" in elena.screen.text
    await elena.send(ASKED)
    assert "Вопрос № 1 от 23 ноября: ответ до 25 ноября" in elena.screen.text
    assert ASKED in elena.screen.text

    await stage.deliver_messages()
    assert olga.screen.text == "Новый вопрос педагога, № 1. Ответ ждут до 25 ноября 2026."
    await olga.click("Открыть вопрос")
    assert "Елена В., Школа № 12" in olga.screen.text
    answer = await olga.send("Дайте каждому роль и критерий.")
    assert "Ответ отправлен" in olga.screen.text
    await stage.deliver_messages()
    assert elena.screen.text == "Ответ методиста, вопрос № 1\nДайте каждому роль и критерий."
    assert reactions(olga, answer) == [{"by": "bot", "emoji": "👌"}]

    await elena.click("Ответить")
    assert "есть ответ" in elena.screen.text
    followed = await elena.send("А если роль одна на двоих?")
    assert "ответ до 25 ноября" in elena.screen.text
    await stage.deliver_messages()
    assert olga.screen.text == "Елена В., вопрос № 1\nА если роль одна на двоих?"
    assert reactions(elena, followed) == [{"by": "bot", "emoji": "👌"}]
    await olga.send("Тогда критерий общий.", reply_to=olga.screen.message_id)
    await stage.deliver_messages()
    assert elena.screen.body["reply_to_message"]["message_id"] == followed

    await elena.click("Ответить")
    await elena.click("Помогло, закрыть")
    assert "Вопрос закрыт: ответ помог" in elena.screen.text
    await elena.send("/menu")
    assert "Есть ответ" not in elena.screen.text, "what is judged waits no more"


async def test_unknown_words_are_kept_and_sent_on(stage: Stage) -> None:
    olga = await stage.with_role(Role.METHODIST, "Z1")
    elena = await stage.teacher()
    await elena.send(ASKED)
    assert f"«{ASKED}»" in elena.screen.text
    assert elena.screen.button_texts == ["Отправить методисту", "Меню", "Помощь"]
    await elena.click("Отправить методисту")
    assert "Вопрос № 1" in elena.screen.text
    await at_the_question(olga)
    assert ASKED in olga.screen.text
    await elena.send("/whatever")
    assert elena.screen.button_texts == ["Вопрос методисту", "Меню", "Помощь"], "they were sent: kept no more"


async def test_an_album_is_one_question_and_its_files_are_shown(stage: Stage) -> None:
    olga = await stage.with_role(Role.METHODIST, "Z1")
    elena = await stage.teacher()
    await elena.send("/ask")
    await elena.album([(f"{n}.jpg", b"photo") for n in range(3)], "photo", caption=ASKED)
    await elena.wait_for("Принято файлов: 3")
    assert "Файлов: 3" in elena.screen.text
    await at_the_question(olga)
    await olga.click("Показать файлы: 3")
    assert [one.kind for one in olga.screens[-4:]] == ["photo", "photo", "photo", None]
    assert "Вопрос № 1, файл 3 из 3" in olga.screens[-2].caption


async def test_every_kind_of_message_and_none_of_the_others(stage: Stage) -> None:
    olga = await stage.with_role(Role.METHODIST, "Z1")
    elena = await asked(stage)
    await at_the_question(olga)
    for kind in ("photo", "document", "voice", "video", "audio"):
        await olga.upload(b"bytes", "file.bin", kind, caption="Смотрите")
        await stage.deliver_messages()
        assert (elena.screen.kind, elena.screen.caption) == (
            kind,
            "Ответ методиста, вопрос № 1\nСмотрите",
        )
    long = "щ" * 1000
    await olga.upload(b"bytes", "file.pdf", caption=long)
    await stage.deliver_messages()
    assert [one.kind for one in elena.screens[-2:]] == ["document", None]
    assert elena.screen.text.endswith(long), "words too long for a caption follow their file"
    await olga.send("х" * 4096)
    await stage.deliver_messages()
    assert elena.screen.text == "х" * 4096, "no room for a line above: the words alone"


async def test_nobody_answers_in_time(stage: Stage) -> None:
    olga = await stage.with_role(Role.METHODIST, "Z1")
    irina = await stage.with_role(Role.COORDINATOR, "Z", "Ирина")
    elena = await asked(stage)
    stage.clock.forward(days=2, hours=2)
    await stage.schedule.run_all()
    await stage.deliver_messages()
    assert "Открыть вопрос" not in irina.screen.button_texts, "the term is not over"
    stage.clock.forward(hours=8)
    await stage.schedule.run_all()
    await stage.schedule.run_all()
    stage.clock.forward(hours=14)
    await stage.deliver_messages()
    assert "На вопрос № 1 не ответили в срок" in irina.screen.text
    assert (
        "Ваш вопрос № 1 передан методисту уровнем выше. Ответ придёт до 30 ноября 2026." in elena.screen.text
    )
    await olga.send("/menu")
    await crowd.work(olga, "Как методист", "Вопросы педагогов")
    assert "Неотвеченных вопросов нет" in olga.screen.text
    await irina.click("Открыть вопрос")
    await irina.click("Передать выше")
    assert "Выше методистов нет" in irina.screen.text
    await irina.send("Отвечаю за всю область.")
    await stage.deliver_messages()
    assert "Отвечаю за всю область." in elena.screen.text


async def test_a_substitute_minds_the_queue(stage: Stage) -> None:
    olga = await stage.with_role(Role.METHODIST, "Z1")
    vera = await stage.with_role(Role.METHODIST, "Z1", "Вера")
    await stage.with_role(Role.METHODIST, "Z2", "Нина")
    await olga.send("/menu")
    await crowd.work(olga, "Как методист", "На время отпуска")
    assert "1. Вера В." in olga.screen.text
    assert "Нина В." not in olga.screen.text
    await olga.click("1")
    await olga.send("01.12.2020")
    assert "не раньше сегодняшнего" in olga.screen.text
    await olga.send("30.11.2026")
    assert "Вместо Вас: Вера В." in olga.screen.text
    await stage.deliver_messages()
    assert "просит Вас отвечать на вопросы педагогов до 30 ноября 2026" in vera.screen.text
    await asked(stage)
    before = len(olga.screens)
    await stage.deliver_messages()
    assert "Новый вопрос педагога" in vera.screen.text
    assert len(olga.screens) == before, "she is on leave"


async def test_the_asker_cancels_and_a_stale_button_judges_nothing(stage: Stage) -> None:
    olga = await stage.with_role(Role.METHODIST, "Z1")
    elena = await asked(stage)
    await elena.click("Отменить вопрос")
    assert "Отменить вопрос № 1?" in elena.screen.text
    await at_the_question(olga)
    await olga.send("Уже отвечаю.")
    await elena.click("Да, отменить")
    assert "устарела" not in elena.screen.text
    await stage.deliver_messages()
    await elena.click("Ответить")
    assert "есть ответ" in elena.screen.text, "the answer came first: nothing was cancelled"
    await elena.forge("ask.rate:1:0:3")
    assert "устарела" in elena.last_alert
    await elena.send("Ещё вопрос")
    await elena.click("Отменить вопрос")
    await elena.click("Да, отменить")
    assert "Вопрос № 1 отменён" in elena.screen.text
    await olga.send("Дополняю", reply_to=olga.screen.message_id)
    assert "закрыт" in olga.screen.text


async def test_a_foreign_question_is_like_an_unknown_one(stage: Stage) -> None:
    foreign = await stage.with_role(Role.METHODIST, "Z2", "Нина")
    await stage.with_role(Role.METHODIST, "Z1")
    await asked(stage)
    other = await stage.teacher("Анна")
    for person, screen in ((other, "ask.view"), (foreign, "questions.one")):
        texts = set()
        for number in ("1", "999"):
            await person.send("/menu")
            await stand_on(stage, person, screen, number)
            await person.send("Чужие слова")
            texts.add(person.screen.text)
        assert len(texts) == 1
        assert "Этого здесь нет" in texts.pop()
    await stage.deliver_messages()
    assert not any("Чужие слова" in one.text for one in everybody(other, foreign))


def everybody(*people: Person) -> list[Screen]:
    return [one for person in people for one in person.screens]


async def stand_on(stage: Stage, person: Person, screen: str, *arguments: str) -> None:
    """The person's place is a screen they were never shown."""
    where = Location(screen, arguments, person.screen.message_id)
    await stage.app.road.places.save(stage.work(), person.id, where)


async def test_ready_answers_are_added_used_and_deleted(stage: Stage) -> None:
    olga = await stage.with_role(Role.METHODIST, "Z1")
    elena = await asked(stage)
    await stage.deliver_messages()
    await at_the_question(olga)
    await olga.click("Готовый ответ")
    assert "Пока нет ни одного" in olga.screen.text
    await olga.send("Коротко")
    assert "от 10 до 2000 знаков" in olga.screen.text
    await olga.send("Посмотрите методичку о формирующем оценивании.")
    await olga.click("1")
    await olga.click("Отправить этот ответ")
    assert "Ответ отправлен" in olga.screen.text
    await stage.deliver_messages()
    assert "Посмотрите методичку" in elena.screen.text
    await olga.click("Назад")
    await olga.click("Готовые ответы")
    await olga.click("1")
    await olga.click("Удалить из списка")
    assert "Пока нет ни одного" in olga.screen.text


async def test_a_consultation_of_a_young_teacher_is_support_once(stage: Stage) -> None:
    olga = await stage.with_role(Role.METHODIST, "Z1")
    elena = await asked(stage)
    await at_the_question(olga)
    assert "Отметить консультацию" not in olga.screen.button_texts, "there is no answer yet"
    await olga.send("Ответ по существу.")
    await olga.click("Отметить консультацию")
    assert "Отмечено: консультация методиста" in olga.screen.text
    assert "Отметить консультацию" not in olga.screen.button_texts
    who, methodist = await stage.viewer(elena), await stage.viewer(olga)
    async with stage.work().reading() as session:
        rows = await evidence_rows.of_subject(session, who.subject)
    assert [(row.kind, row.form, row.confirmed_by) for row in rows] == [
        (EvidenceKind.SUPPORT, "consultation", methodist.subject)
    ]


async def test_a_methodist_never_answers_their_own(stage: Stage) -> None:
    olga = await stage.with_role(Role.METHODIST, "Z1")
    await olga.send("/ask")
    await olga.send(ASKED)
    await olga.send("/menu")
    await crowd.work(olga, "Как методист", "Вопросы педагогов")
    assert "Неотвеченных вопросов нет" in olga.screen.text
