"""Expertise: a methodist asks experts, they judge blind, the methodist decides, the author answers."""

from datetime import timedelta

from domain.access import Role
from services import invitations, practice_reviews
from simulator.client import Person
from tests.flows import crowd, practice_bank
from tests.flows.practice_bank import review, send, sent
from tests.stage import Stage

COMMENT = "Шаги понятны, хочется повторить. Покажите, сколько было учеников."


async def experts_with_phones(stage: Stage) -> tuple[Person, Person]:
    """Two experts of the region, from other schools than the author's."""
    one, two = await stage.teacher("Инна", "Z1-S7"), await stage.teacher("Юрий", "Z2-S12")
    await one.start(await expert_link(stage))
    await two.start(await expert_link(stage))
    return one, two


async def judge(expert: Person, mark: int) -> None:
    """By the expert's own taps, from the list to the end."""
    await expert.send("/review")
    await expert.click("1")
    await expert.click("Ставить отметки")
    for _ in range(6):
        await expert.click(str(mark))
    await expert.send(COMMENT)
    await expert.click("Отправить рецензию")
    assert "Рецензия отправлена" in expert.screen.text


async def test_a_practice_goes_from_the_author_through_experts_into_the_bank(stage: Stage) -> None:
    inna, yury = await experts_with_phones(stage)
    elena = await stage.teacher()
    number = await sent(stage, await stage.viewer(elena))
    olga = await stage.with_role(Role.METHODIST, "Z1")
    await olga.send("/menu")
    assert "Практик ждут Вашего решения: 1" in olga.screen.text
    await crowd.work(olga, "Как методист", "Практики на решение")
    assert "новая" in olga.screen.text
    await olga.click("1")
    assert "Опубликовать" not in olga.screen.button_texts
    await olga.click("Назначить эксперта: 2")
    assert "Назначены 2 эксперта" in olga.screen.text

    await stage.deliver_messages()
    assert "на рецензию прислали практику" in inna.screen.text
    before = len(inna.screens)
    await inna.click("Открыть рецензию")
    assert "Срок: 30 ноября" in inna.screen.text, "five working days after Monday the 23rd"
    await inna.click("Читать")
    assert "Автор скрыт" in inna.screen.text
    shown = " ".join(one.text for one in inna.screens[before:])
    assert "Елена" not in shown
    assert "Школа № 12" not in shown
    await inna.click("К рецензии")
    await inna.click("Ставить отметки")
    assert "1 из 6. Актуальность" in inna.screen.text
    assert "Затруднение не названо" in inna.screen.text
    await inna.click("3")
    await inna.click("К рецензии")
    assert "Отправить рецензию" not in inna.screen.button_texts
    assert "Отметок: 1 из 6" in inna.screen.text
    await inna.click("Отметки")
    for _ in range(5):
        await inna.click("2")
    await inna.send("Коротко")
    assert "От 20 до 1000 знаков" in inna.screen.text
    await inna.send(COMMENT)
    await inna.click("Отправить рецензию")
    await judge(yury, 3)

    await stage.deliver_messages()
    assert "Рецензии на практику" in olga.screen.text
    await olga.click("Открыть")
    assert "Подходит для банка" in olga.screen.text
    assert "Средний балл 15,5" in olga.screen.text
    await olga.click("Слова экспертов")
    assert "хочется повторить" in olga.screen.text
    await olga.click("Назад")
    await olga.click("Опубликовать")
    await stage.deliver_messages()
    assert "опубликована в банке" in elena.screen.text
    await elena.click("Открыть")
    assert "Баллы экспертов: 13, 18 из 18" in elena.screen.text
    await elena.click("Что сказали эксперты")
    assert "Эксперт 1" in elena.screen.text
    assert not {"Инна", "Юрий"} & set(elena.screen.text.split())
    vera = await stage.teacher("Вера")
    await vera.start(f"bp_{number}")
    assert "Билет на выход" in vera.screen.text


async def test_what_comes_back_is_corrected_and_sent_as_a_new_version(stage: Stage) -> None:
    elena = await stage.teacher()
    who = await stage.viewer(elena)
    number = await sent(stage, who)
    experts = [await stage.viewer(one) for one in await experts_with_phones(stage)]
    olga = await stage.with_role(Role.METHODIST, "Z1")
    await practice_bank.judged(stage, number, await stage.viewer(olga), experts, 1, 1)
    await olga.send("/moderation")
    await olga.send("/menu")
    await crowd.work(olga, "Как методист", "Практики на решение")
    assert "не прошла" in olga.screen.text
    await olga.click("1")
    assert "Опубликовать" not in olga.screen.button_texts
    await olga.click("Вернуть")
    await olga.send("Мало")
    assert "от 10 до 1000 знаков" in olga.screen.text
    await olga.send("Покажите, с чем Вы сравнивали результат.")
    assert "Вернули автору" in olga.screen.text
    await stage.deliver_messages()
    await elena.click("Открыть")
    assert "с чем Вы сравнивали" in elena.screen.text
    await elena.click("Исправить и отправить")
    await elena.click("Исправить")
    await elena.click("Результаты")
    await elena.send("5 класс, 24 ученика, сравнили с прошлым годом: ошибок втрое меньше.")
    await elena.click("Подпись и отправка")
    await elena.click("Дальше")
    await elena.click("Согласен(на), отправить")
    assert "Версия 2" in elena.screen.text
    shown = await practice_reviews.on_desk(stage.work(), await stage.viewer(olga), number)
    assert (shown.reviews, shown.needed) == ((), 2), "a new version has reviews of its own"
    await practice_bank.judged(stage, number, await stage.viewer(olga), experts, 2, 2)
    shown = await practice_reviews.on_desk(stage.work(), await stage.viewer(olga), number)
    assert shown.outcome.average == 12


async def test_a_rejected_practice_stays_with_its_author(stage: Stage) -> None:
    elena = await stage.teacher()
    number = await sent(stage, await stage.viewer(elena))
    olga = await stage.with_role(Role.METHODIST, "Z1")
    await olga.send("/menu")
    await crowd.work(olga, "Как методист", "Практики на решение")
    await olga.click("1")
    await olga.click("Отклонить")
    await olga.send("Это не практика, а объявление о конкурсе.")
    await stage.deliver_messages()
    assert "объявление о конкурсе" in elena.screen.text
    await elena.click("Открыть")
    assert "Исправить и отправить" not in elena.screen.button_texts
    assert await crowd.rows(stage, "SELECT * FROM practice_words WHERE rowid = :n", n=number) == []


async def test_marks_too_far_apart_bring_a_third_expert(stage: Stage) -> None:
    number = await sent(stage, await crowd.somebody(stage))
    olga = await crowd.boss(stage, Role.METHODIST, "Z1")
    schools = ("Z1-S7", "Z2-S12", "Z1-K5")
    experts = [await practice_bank.expert_from(stage, school) for school in schools]
    await practice_bank.judged(stage, number, olga, experts[:2], 3, 1)
    shown = await practice_reviews.on_desk(stage.work(), olga, number)
    assert [one.state for one in shown.reviews] == ["done", "done", "assigned"]
    await review(stage, experts[2], 3)
    shown = await practice_reviews.on_desk(stage.work(), olga, number)
    assert (shown.outcome.verdict, shown.outcome.average) == ("fit", 18)


async def test_an_expert_may_decline_and_the_next_one_is_asked(stage: Stage) -> None:
    inna, yury = await experts_with_phones(stage)
    spare = await practice_bank.expert_from(stage, "Z1-K5", "Запасной Э.")
    number = await sent(stage, await crowd.somebody(stage))
    olga = await crowd.boss(stage, Role.METHODIST, "Z1")
    shown = await practice_reviews.on_desk(stage.work(), olga, number)
    await practice_reviews.assign_proposed(stage.work(), olga, number, shown.description.revision)
    await inna.send("/review")
    await inna.click("1")
    await inna.click("Отказаться")
    declining = inna.screen.button("Узнаю автора")["callback_data"]
    await inna.click("Узнаю автора")
    assert "прочитает другой эксперт" in inna.screen.text
    await inna.forge(declining)
    assert "кнопка устарела" in inna.last_alert
    assert [one.title for one in await practice_reviews.mine(stage.work(), spare)]
    await yury.send("/review")
    await yury.click("1")
    await yury.click("Отказаться")
    await yury.send("Болею до конца месяца, не успею.")
    await stage.deliver_messages()
    told = await crowd.rows(stage, "SELECT kind FROM outbox WHERE person_id = :p", p=olga.id)
    assert [row.kind for row in told] == ["review_nobody"]


async def test_an_overdue_review_goes_to_another_expert(stage: Stage) -> None:
    inna, yury = await experts_with_phones(stage)
    number = await sent(stage, await crowd.somebody(stage))
    olga = await crowd.boss(stage, Role.METHODIST, "Z1")
    shown = await practice_reviews.on_desk(stage.work(), olga, number)
    await practice_reviews.assign_proposed(stage.work(), olga, number, shown.description.revision)
    await stage.deliver_messages()
    await inna.click("Открыть рецензию")
    await inna.click("Ставить отметки")
    stage.clock.forward(days=6, hours=1)  # Sunday: the day before the term, in the afternoon at the latest
    await stage.schedule.run_all()
    stage.clock.forward(days=1)
    await stage.schedule.run_all()
    await stage.deliver_messages()
    assert "нужна до 30 ноября" in yury.screen.text
    await judge(yury, 2)
    spare = await practice_bank.expert_from(stage, "Z1-K5", "Запасной Э.")
    stage.clock.forward(hours=17)
    await stage.schedule.run_all()
    await stage.deliver_messages()
    assert "передали другому эксперту" in inna.screen.text
    assert len(await practice_reviews.mine(stage.work(), spare)) == 1
    await inna.send("/review")
    assert "ничего нет" in inna.screen.text
    states = await crowd.rows(stage, "SELECT state FROM practice_reviews ORDER BY id")
    assert sorted(row.state for row in states) == ["assigned", "done", "missed"]


async def test_with_nobody_to_ask_the_late_review_is_still_taken(stage: Stage) -> None:
    number = await sent(stage, await crowd.somebody(stage))
    olga = await crowd.boss(stage, Role.METHODIST, "Z1")
    experts = [await practice_bank.expert_from(stage, school) for school in ("Z1-S7", "Z2-S12")]
    shown = await practice_reviews.on_desk(stage.work(), olga, number)
    await practice_reviews.assign_proposed(stage.work(), olga, number, shown.description.revision)
    stage.clock.forward(days=9)
    await stage.schedule.run_all()
    await stage.schedule.run_all()
    told = await crowd.rows(stage, "SELECT kind FROM outbox WHERE person_id = :p", p=olga.id)
    assert [row.kind for row in told] == ["review_nobody", "review_nobody"], "once for each of the two"
    for expert in experts:
        await review(stage, expert, 3)
    shown = await practice_reviews.on_desk(stage.work(), olga, number)
    assert shown.outcome.verdict == "fit"


async def test_the_methodist_changes_the_proposal(stage: Stage) -> None:
    await sent(stage, await crowd.somebody(stage))
    for name, school in (("Первый Э.", "Z1-S7"), ("Второй Э.", "Z2-S12"), ("Третий Э.", "Z1-K5")):
        await practice_bank.expert_from(stage, school, name)
    await practice_bank.expert_from(stage, "Z1-S12", "Свой Э.")
    await practice_bank.expert_from(stage, "Z2-S12", "Чужой Э.", branch="Z2")
    olga = await stage.with_role(Role.METHODIST, "Z1")
    await olga.send("/menu")
    await crowd.work(olga, "Как методист", "Практики на решение")
    await olga.click("1")
    await olga.click("Эксперты")
    assert "Третий" in olga.screen.text
    assert "Свой" not in olga.screen.text, "of the author's own school"
    assert "Чужой" not in olga.screen.text, "an expert of another district"
    stale = olga.screen.button("Назначить 3")["callback_data"]
    await olga.click("Назначить 3")
    assert "Уже читают:\n1. Третий Э., Детский сад № 5 «Радуга»" in olga.screen.text
    await olga.forge(stale)
    assert "кнопка устарела" in olga.last_alert
    await olga.click("Снять эксперта 1")
    assert "Эксперт снят" in olga.screen.text
    await olga.click("Назначить 1")
    await olga.click("Назначить 1")
    assert "Назначить 1" not in olga.screen.button_texts, "two are enough"


async def test_nobody_judges_or_publishes_their_own(stage: Stage) -> None:
    olga = await stage.with_role(Role.METHODIST, "Z1")
    await olga.start(await expert_link(stage))
    number = await sent(stage, await stage.viewer(olga))
    await olga.send("/menu")
    assert "Практик ждут" not in olga.screen.text
    await olga.forge(f"desk.one:{number}")
    own = await answer(olga, "desk.one", number)
    assert own == await answer(olga, "desk.one", 999_999)
    boss = await crowd.boss(stage, Role.METHODIST, "Z1")
    free = await practice_reviews.experts(stage.work(), boss, number)
    assert (await stage.viewer(olga)).id not in {one.person_id for one in free}


async def expert_link(stage: Stage) -> str:
    return await invitations.invite_by_operator(stage.work(), Role.EXPERT, "Z", timedelta(days=1))


async def answer(person: Person, page: str, number: int) -> tuple[str, str]:
    await person.send("/menu")
    await person.forge(f"{page}:{number}")
    return person.last_alert, person.screen.text


async def test_a_foreign_review_and_a_foreign_branch_do_not_exist(stage: Stage) -> None:
    inna, _ = await experts_with_phones(stage)
    number = await sent(stage, await crowd.somebody(stage))
    boss = await crowd.boss(stage, Role.METHODIST, "Z1")
    shown = await practice_reviews.on_desk(stage.work(), boss, number)
    await practice_reviews.assign_proposed(stage.work(), boss, number, shown.description.revision)
    stranger = await stage.with_role(Role.EXPERT, "Z", "Чужая")
    viewer = await stage.viewer(stranger)
    mine = (await practice_reviews.mine(stage.work(), await stage.viewer(inna)))[0].id
    refusals = []
    for wanted in (mine, 999_999):
        for act in (
            practice_reviews.get(stage.work(), viewer, wanted),
            practice_reviews.mark(stage.work(), viewer, wanted, "norms", 3),
            practice_reviews.comment(stage.work(), viewer, wanted, COMMENT),
            practice_reviews.finish(stage.work(), viewer, wanted, 0),
            practice_reviews.decline(stage.work(), viewer, wanted, 0, "Не мой предмет"),
        ):
            refusals.append(await refusal_of(act))
    assert set(refusals) == {"NotFound"}
    other = await stage.viewer(await stage.with_role(Role.METHODIST, "Z2", "Соседка"))
    assert (await practice_reviews.waiting(stage.work(), other)).total == 0
    for wanted in (number, 999_999):
        assert await refusal_of(practice_reviews.on_desk(stage.work(), other, wanted)) == "NotFound"


async def refusal_of(act) -> str:  # type: ignore[no-untyped-def]
    try:
        await act
    except Exception as refused:
        return type(refused).__name__
    return "nothing"


async def test_a_practice_taken_back_leaves_the_experts_in_peace(stage: Stage) -> None:
    inna, _ = await experts_with_phones(stage)
    elena = await stage.teacher()
    number = await sent(stage, await stage.viewer(elena))
    boss = await crowd.boss(stage, Role.METHODIST, "Z1")
    shown = await practice_reviews.on_desk(stage.work(), boss, number)
    await practice_reviews.assign_proposed(stage.work(), boss, number, shown.description.revision)
    await inna.send("/review")
    await inna.click("1")
    await inna.click("Ставить отметки")
    await elena.send("/practices")
    await elena.click("Мои практики")
    await elena.click("1")
    await elena.click("Отозвать")
    await elena.click("Да, забрать практику")
    await inna.click("2")
    assert "уже не нужна" in inna.screen.text
    await stage.deliver_messages()
    assert "автор забрал" in inna.screen.text
    await send(stage, await stage.viewer(elena), number)
    states = await crowd.rows(stage, "SELECT state FROM practice_reviews")
    assert {row.state for row in states} == {"dropped"}
