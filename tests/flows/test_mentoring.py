"""Mentor, mentee and deputy: from a request to an order, a meeting that counts, and goodbye."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from db.repositories import evidence as evidence_rows
from domain.access import Role
from domain.evidence import EvidenceKind
from services import invitations
from simulator.client import Person
from tests.flows import crowd
from tests.flows.test_questions import reactions, stand_on
from tests.stage import Stage

HARD = "Не успеваю дать обратную связь всему классу."


async def mentor(stage: Stage, name: str = "Ирина", unit: str = "Z1", school: str = "Z1-S7") -> Person:
    """Somebody who came by a link, agreed and chose a topic."""
    person = await stage.teacher(name, school)

    await person.start(
        await invitations.invite_by_operator(stage.work(), Role.MENTOR, unit, timedelta(days=7))
    )
    await person.send("/requests")
    assert "дайте согласие и выберите темы" in person.screen.text
    await person.click("Моя анкета")
    await person.click("Дать согласие")
    assert "СОГЛАСИЕ НАСТАВНИКА" in person.screen.text
    await person.click("Согласен(на)")
    await person.click("Темы")
    await person.click("Методические")
    await person.click("Назад")
    assert "методические вопросы" in person.screen.text
    return person


async def ask(person: Person, form: str = "Как получится") -> None:
    await person.send("/mentor")
    await person.click("Попросить наставника")
    await person.click("Методические")
    await person.send(HARD)
    await person.click(form)


async def paired(stage: Stage) -> tuple[Person, Person]:
    irina = await mentor(stage)
    elena = await stage.teacher()
    await ask(elena)
    await stage.deliver_messages()
    await irina.click("Открыть запрос")
    await irina.click("Помогу")
    await stage.deliver_messages()
    return elena, irina


async def till(stage: Stage, day: int, hour: int, month: int = 11) -> None:
    """Goes on by hours to a moment in Omsk; everything due happens on the way."""
    end = datetime(2026, month, day, hour, tzinfo=ZoneInfo("Asia/Omsk"))
    while stage.clock.now < end:
        stage.clock.forward(hours=1)
        await stage.schedule.run_all()
        await stage.deliver_messages()


async def test_three_people_from_a_request_to_a_support_that_counts(stage: Stage) -> None:
    irina = await mentor(stage)
    deputy = await stage.with_role(Role.DEPUTY, "Z1-S12")
    elena = await stage.teacher()
    await elena.send("/mentor")
    assert "Начать можно сразу, как консультацию" in elena.screen.text
    await ask(elena)
    assert "Запрос № 1 принят." in elena.screen.text
    assert "Наставник ответит до 25 ноября" in elena.screen.text

    await stage.deliver_messages()
    assert "Педагог просит помощи наставника, запрос № 1" in irina.screen.text
    await irina.click("Открыть запрос")
    assert HARD in irina.screen.text
    assert "Почему Вы: Ваша тема, тот же предмет, тот же район, есть свободное место" in irina.screen.text
    assert "Елена" not in irina.screen.text
    assert "Молодой педагог, предметы: математика" in irina.screen.text
    await irina.click("Помогу")
    assert "Пока консультация" in irina.screen.text

    await stage.deliver_messages()
    assert "Наставник по запросу № 1 согласился помочь" in elena.screen.text
    await elena.click("Открыть разговор")
    mine = await elena.send("Здравствуйте!")
    await stage.deliver_messages()
    assert irina.screen.text == "Ваш подопечный, пара № 1\nЗдравствуйте!"
    assert reactions(elena, mine) == [{"by": "bot", "emoji": "👌"}]
    await irina.send("Добрый день!", reply_to=irina.screen.message_id)
    await stage.deliver_messages()
    assert elena.screen.text == "Ваш наставник, пара № 1\nДобрый день!"
    assert elena.screen.body["reply_to_message"]["message_id"] == mine

    await elena.click("Ответить")
    await elena.click("Встречи")
    await elena.click("Предложить встречу")
    await elena.send("26.11.2026")
    await elena.send("15:30")
    assert "Встреча 26 ноября, 15:30 (Омск)" in elena.screen.text
    await stage.deliver_messages()
    await irina.click("Открыть встречу")
    await irina.click("Подходит")
    assert "Накануне напомним обоим" in irina.screen.text
    await till(stage, 25, 16)
    assert "Напоминаем о встрече: 26 ноября" in elena.screen.text
    assert "Напоминаем о встрече: 26 ноября" in irina.screen.text
    await elena.click("Открыть встречу")
    assert "Встреча состоялась" not in elena.screen.button_texts, "it is still ahead"
    await till(stage, 26, 17)
    await elena.send("/menu")
    await elena.click("Наставник")
    await elena.click("Мой наставник, пара № 1")
    await elena.click("Встречи")
    await elena.click("1")
    await elena.click("Встреча состоялась")
    assert "Ждём подтверждения" in elena.screen.text
    assert "Да, состоялась" not in elena.screen.button_texts
    await stage.deliver_messages()
    await irina.click("Открыть встречу")
    await irina.click("Да, состоялась")
    assert "подтвердили оба" in irina.screen.text
    assert await support_of(stage, elena) == [], "a consultation until there is an order"

    await deputy.send("/menu")
    await crowd.work(deputy, "Как заместитель", "Приказы о наставничестве")
    assert "Елена В. и Ирина В." in deputy.screen.text
    await deputy.click("1")
    await deputy.click("Согласие: PDF для подписи")
    assert (await deputy.download(deputy.screens[-2])).startswith(b"%PDF")
    await deputy.click("Программа: PDF")
    await deputy.click("Внести приказ")
    await deputy.send("без номера")
    assert "например 145-о" in deputy.screen.text
    await deputy.send("145-о")
    await deputy.send("24.11.2026")
    assert "Приказ № 145-о от 24 ноября 2026" in deputy.screen.text
    who = await stage.viewer(deputy)
    assert await support_of(stage, elena) == [("mentoring", "2026-11-26", who.subject)]
    await stage.deliver_messages()
    assert "теперь это наставничество" in elena.screen.text


async def support_of(stage: Stage, person: Person) -> list[tuple[str | None, str, str | None]]:
    who = await stage.viewer(person)
    async with stage.work().reading() as session:
        rows = await evidence_rows.of_subject(session, who.subject)
    return [
        (row.form, row.happened_on.isoformat(), row.confirmed_by)
        for row in rows
        if row.kind == EvidenceKind.SUPPORT
    ]


async def test_a_mentor_who_is_silent_or_declines_makes_room_for_the_next(stage: Stage) -> None:
    irina = await mentor(stage)
    vera = await mentor(stage, "Вера")
    olga = await stage.with_role(Role.METHODIST, "Z1")
    elena = await stage.teacher()
    await ask(elena)
    await till(stage, 26, 9)
    assert "Срок ответа на запрос № 1 прошёл" in irina.screen.text
    await irina.click("Открыть запрос")
    assert "уже у другого наставника" in irina.screen.text
    assert "Педагог просит помощи" in vera.screen.text
    await vera.click("Открыть запрос")
    await vera.click("Не смогу")
    await vera.send("Нет")
    assert "от 5 до 300 знаков" in vera.screen.text
    await vera.click("Сейчас нет времени")
    assert "передан следующему" in vera.screen.text
    await stage.deliver_messages()
    assert "На запрос № 1 не нашлось наставника" in olga.screen.text
    assert "Подбираем вместе с методистом" in elena.screen.text
    await olga.click("Подобрать наставника")
    assert HARD in olga.screen.text
    assert "1. Ирина В., Школа № 7: Ваша тема" in olga.screen.text
    assert "Вера В." not in olga.screen.text, "she has declined"
    await olga.click("1")
    await stage.deliver_messages()
    await irina.click("Открыть запрос")
    await irina.click("Помогу")
    await stage.deliver_messages()
    assert "согласился помочь" in elena.screen.text


async def test_a_term_does_not_run_in_the_summer(stage: Stage) -> None:
    await mentor(stage)
    elena = await stage.teacher()
    await till_summer(stage)
    await ask(elena)
    assert "Наставник ответит до 2 сентября" in elena.screen.text


async def till_summer(stage: Stage) -> None:
    stage.clock.now = datetime(2027, 7, 5, 12, tzinfo=ZoneInfo("Asia/Omsk"))


async def test_a_request_is_cancelled_and_a_late_mentor_finds_nothing(stage: Stage) -> None:
    irina = await mentor(stage)
    elena = await stage.teacher()
    await ask(elena)
    await stage.deliver_messages()
    await irina.click("Открыть запрос")
    await elena.click("Отменить запрос")
    await elena.click("Да, отменить")
    assert "Запрос № 1 отменён" in elena.screen.text
    await irina.click("Помогу")
    assert "уже у другого наставника или отменён" in irina.screen.text
    await ask(elena)
    assert "Запрос № 2 принят" in elena.screen.text


async def test_contacts_open_when_both_agree_and_not_before(stage: Stage) -> None:
    elena, irina = await paired(stage)
    await elena.click("Открыть разговор")
    await elena.click("Контакт")
    await elena.click("Открыть, если оба согласны")
    assert "Ждём согласия собеседника" in elena.screen.text
    await elena.click("Назад")
    await elena.send("Это я")
    await stage.deliver_messages()
    assert irina.screen.text.startswith("Ваш подопечный, пара № 1"), "one is not both"
    asked = next(one for one in irina.screens if "готов открыть имя" in one.text)
    await irina.click("Открыть", asked.message_id)
    await irina.click("Контакт")
    assert "Елена" not in irina.screen.text
    await irina.click("Открыть, если оба согласны")
    assert "Елена В." in irina.screen.text
    assert [one["user"]["id"] for one in irina.screen.body["entities"] if "user" in one] == [elena.id]
    await stage.deliver_messages()
    await elena.click("Открыть")
    await elena.send("Теперь по имени")
    await stage.deliver_messages()
    assert irina.screen.text.startswith("Елена В., пара № 1")


async def test_a_pair_is_closed_with_feedback_of_both_and_another_mentor_is_found(stage: Stage) -> None:
    elena, irina = await paired(stage)
    vera = await mentor(stage, "Вера")
    await elena.click("Открыть разговор")
    await elena.click("Завершить")
    assert "Завершить пару № 1?" in elena.screen.text
    await elena.click("Помогла частично")
    await elena.send("Спасибо, но хочу очных встреч.")
    assert "Отзыв сохранён" in elena.screen.text
    await elena.send("Ещё слово")
    assert "Разговор закрыт" in elena.screen.text
    await stage.deliver_messages()
    await irina.click("Открыть разговор")
    await irina.click("Оставить отзыв")
    await irina.click("Помогла")
    assert "добавить несколько слов" in irina.screen.text
    assert "Спасибо, но" not in irina.screen.text
    await elena.click("Другой наставник")
    assert "Запрос № 2 принят" in elena.screen.text
    await stage.deliver_messages()
    assert "запрос № 2" in vera.screen.text
    assert "запрос № 2" not in irina.screen.text, "not the same mentor again"


async def test_a_full_or_paused_mentor_is_not_asked(stage: Stage) -> None:
    irina = await mentor(stage)
    await irina.click("Сколько подопечных")
    await irina.click("1")
    elena = await stage.teacher()
    await ask(elena)
    await stage.deliver_messages()
    await irina.click("Открыть запрос")
    await irina.click("Помогу")
    anna = await stage.teacher("Анна")
    await ask(anna)
    assert "Свободного наставника пока нет" in anna.screen.text
    vera = await mentor(stage, "Вера")
    await vera.click("Пауза")
    await vera.click("Без срока")
    assert "Запросы на паузе" in vera.screen.text
    boris = await stage.teacher("Борис")
    await ask(boris)
    assert "Свободного наставника пока нет" in boris.screen.text
    await vera.click("Снять паузу")
    assert "Запросы приходят" in vera.screen.text


async def test_a_foreign_pair_meeting_and_offer_are_like_unknown_ones(stage: Stage) -> None:
    elena, _ = await paired(stage)
    await elena.click("Открыть разговор")
    await elena.click("Встречи")
    await elena.click("Предложить встречу")
    await elena.send("26.11.2026")
    await elena.click("15:00")
    stranger = await mentor(stage, "Нина", "Z2", "Z2-S12")
    for screen in ("pair.view", "pair.meeting", "mentor.offer"):
        texts = set()
        for number in ("1", "999"):
            await stranger.send("/menu")
            await stand_on(stage, stranger, screen, number)
            await stranger.send("Чужое слово")
            texts.add(stranger.screen.text.split("\n")[0])
        assert len(texts) == 1, screen
    nina = await stage.with_role(Role.DEPUTY, "Z2-S12", "Зоя")
    await nina.send("/menu")
    await crowd.work(nina, "Как заместитель", "Приказы о наставничестве")
    assert "сейчас нет" in nina.screen.text
    for screen in ("orders.one", "orders.number"):
        await stand_on(stage, nina, screen, "1")
        await nina.send("145-о")
    assert [row.order_no for row in await crowd.rows(stage, "SELECT order_no FROM mentor_pairs")] == [None]
    await stage.deliver_messages()
    assert not any("Чужое слово" in one.text for one in elena.screens)


async def test_a_stale_button_agrees_to_nothing(stage: Stage) -> None:
    elena, irina = await paired(stage)
    await elena.click("Открыть разговор")
    await elena.click("Встречи")
    await elena.click("Предложить встречу")
    await elena.send("26.11.2026")
    await elena.click("15:00")
    await stage.deliver_messages()
    await irina.click("Открыть встречу")
    await elena.click("Отменить встречу")
    await irina.click("Подходит")
    assert "Не состоялась" in irina.screen.text
    await elena.click("Назад")
    await elena.click("Предложить встречу")
    await elena.send("01.09.2026")
    await elena.send("10:00")
    assert "на будущее" in elena.screen.text


async def test_other_support_of_a_young_teacher_is_confirmed_by_the_deputy(stage: Stage) -> None:
    deputy = await stage.with_role(Role.DEPUTY, "Z1-S12")
    elena = await stage.teacher()
    await deputy.send("/menu")
    await crowd.work(deputy, "Как заместитель", "Молодые педагоги")
    assert "Елена В., Школа № 12: поддержки нет" in deputy.screen.text
    await deputy.click("1")
    await deputy.click("Отметить поддержку")
    await deputy.click("Конкурс")
    await deputy.send("30.11.2026")
    assert "не позже сегодняшнего дня" in deputy.screen.text
    await deputy.send("20.11.2026")
    assert "конкурс, 20 ноября" in deputy.screen.text
    who = await stage.viewer(deputy)
    assert await support_of(stage, elena) == [("contest", "2026-11-20", who.subject)]
    await deputy.click("Отметить поддержку")
    await deputy.click("Конкурс")
    await deputy.send("20.11.2026")
    assert len(await support_of(stage, elena)) == 1, "the same fact is one fact"
