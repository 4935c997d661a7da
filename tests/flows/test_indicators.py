"""The indicators in the chat: headcounts, figures, parts, months, table, targets; and a whole circle."""

from io import BytesIO

from openpyxl import load_workbook

from domain.access import Role
from services import indicators
from simulator.client import Person
from tests.flows import crowd
from tests.stage import Stage

STALE = "Эта кнопка устарела"
UNKNOWN = "Этого здесь нет"


async def figures(stage: Stage, unit: str, indicator: str = "I1") -> tuple[int, int | None]:
    found = await indicators.count(stage.work(), stage.clock.now.date())
    return next(
        (one.numerator, one.denominator)
        for one in found.values
        if (one.unit, one.indicator.value) == (unit, indicator)
    )


async def day_code(olga: Person, school: str) -> str:
    await olga.send("/menu")
    await crowd.work(olga, "Как методист", "Коды дня")
    await olga.click("Открыть код")
    await olga.send(school)
    await olga.click(f"1. Школа № {school}")
    return olga.screen.text.split()[1]


async def test_a_circle_moves_the_first_indicator_by_one_and_deletion_changes_nothing(stage: Stage) -> None:
    await crowd.headcounts(stage, "Z1-S12;2026;10;2;1", "Z1-S7;2026;5;0;1")
    olga = await stage.with_role(Role.METHODIST, "Z1")
    elena = await stage.teacher()
    code = await day_code(olga, "12")
    await elena.send("/diagnostics")
    await elena.click("Независимая (код дня)")
    await elena.send(code)
    await elena.click("Начать: вопрос 1")
    await stage.take_diagnostic(elena, weak={"KM2"})
    await elena.click("Подобрать курсы")
    await elena.click("1")
    await elena.click("Подать заявку")
    stage.clock.forward(days=20)
    await elena.click("Внести удостоверение")
    await elena.send("0123-45")
    await elena.click("Сегодня")
    await elena.click("36 ч")
    await elena.click("Отправить на проверку")
    assert await figures(stage, "Z1-S12") == (0, 10), "the certificate is not confirmed"
    await olga.send("/moderation")
    await olga.click("Подтвердить все: 1")
    assert await figures(stage, "Z1-S12") == (0, 10), "nobody has confirmed where she works"

    await olga.send("/menu")
    await crowd.work(olga, "Как методист", "Новые у нас")
    await olga.click(next(one for one in olga.screen.button_texts if one.startswith("Подтвердить всех")))
    for unit, below in (("Z1-S12", 10), ("Z1", 15), ("Z", 15), ("RU", 15)):
        assert await figures(stage, unit) == (1, below)
    assert await figures(stage, "Z1-S7") == (0, 5)

    await elena.send("/privacy")
    await elena.click("Удалить мои данные")
    await elena.click(next(one for one in elena.screen.button_texts if one.startswith("Да")))
    assert await crowd.rows(stage, "SELECT id FROM erasures")
    assert await figures(stage, "Z1-S12") == (1, 10)


async def test_somebody_whose_place_is_refused_counts_nowhere(stage: Stage) -> None:
    elena = await stage.teacher()
    await elena.click("Начать диагностику")
    await elena.click("Начать")
    await elena.click("Начать: вопрос 1")
    await stage.take_diagnostic(elena, weak=set())
    rows = await crowd.rows(stage, "SELECT provisional FROM evidence")
    assert [bool(row.provisional) for row in rows] == [True]


async def test_a_deputy_says_the_headcounts_are_right_or_types_them(stage: Stage) -> None:
    await crowd.headcounts(stage, "Z1-S12;2026;10;2;1", "Z2-S12;2026;7;1;1")
    vera = await stage.with_role(Role.DEPUTY, "Z1-S12", "Вера")
    await vera.send("/menu")
    assert "Численность ждёт подтверждения: 1" in vera.screen.text
    await crowd.work(vera, "Как заместитель", "Численность")
    assert "Педагогических работников: 10" in vera.screen.text
    assert "Они верны?" in vera.screen.text
    confirming = vera.screen.button("Верно")["callback_data"]
    await vera.click("Верно")
    assert "Спасибо, численность подтверждена" in vera.screen.text
    await vera.forge(confirming)
    assert STALE in vera.last_alert

    await vera.click("Исправить")
    await vera.send("двенадцать")
    assert "Напишите число цифрами" in vera.screen.text
    await vera.send("12")
    assert "шаг 2 из 3" in vera.screen.text
    stage.clock.forward(days=3)
    await vera.send("/menu")
    await crowd.work(vera, "Как заместитель", "Численность")
    await vera.click("Исправить")
    assert "Сейчас: 12" in vera.screen.text, "what was typed is kept"
    await vera.send("12")
    await vera.send("40")
    await vera.send("1")
    await vera.click("Записать")
    assert "Молодых педагогов больше, чем всех" in vera.screen.text
    assert (await figures(stage, "Z1-S12"))[1] == 10, "nothing counts until it is written"
    await vera.click("Ввести заново")
    for number in ("12", "3", "1"):
        await vera.send(number)
    await vera.click("Записать")
    assert "Исправлено Вашей организацией" in vera.screen.text
    assert (await figures(stage, "Z1-S12"))[1] == 12
    foreign = await crowd.rows(stage, "SELECT id FROM units WHERE code = 'Z2-S12'")
    await vera.forge(f"headcounts.one:{foreign[0].id}")
    assert STALE in vera.last_alert


async def test_an_organisation_tells_what_nobody_imported(stage: Stage) -> None:
    vera = await stage.with_role(Role.HEAD, "Z1-S12", "Вера")
    await vera.send("/menu")
    await crowd.work(vera, "Как руководитель", "Численность")
    assert "Данных пока нет" in vera.screen.text
    await vera.click("Указать")
    await vera.send("20")
    assert await figures(stage, "Z1-S12") == (0, None), "a draft is not told yet"
    await vera.send("0")
    await vera.send("1")
    await vera.click("Записать")
    assert await figures(stage, "Z1-S12") == (0, 20)
    assert await figures(stage, "Z1-S12", "I4") == (0, 0)


async def test_a_methodist_reads_figures_parts_months_and_the_table(stage: Stage) -> None:
    await crowd.headcounts(stage, "Z1-S12;2026;10;2;1")
    olga = await stage.with_role(Role.METHODIST, "Z1")
    await olga.send("/indicators")
    assert "Показатели ещё не посчитаны" in olga.screen.text
    await stage.schedule.run_all()
    await olga.send("/indicators")
    board = olga.screen.text
    assert "Приозёрный район, 2026" in board
    assert "Данные на 23 ноября 2026. Численность: 1 из 3" in board
    assert "1. Обучение по итогам диагностики: 0 из 10, 0\u00a0%" in board
    assert "2б. Из них на 70 % и более: скрыто" in board
    assert "Целевой срок истёк, текущая цель не задана: 1, 2а, 2б, 3, 4." in board

    await olga.click("Кто не указал данные")
    assert "Численность на 2026 год не указана: 2" in olga.screen.text
    assert olga.screen.text.index("Детский сад № 5") < olga.screen.text.index("Школа № 7")
    await olga.click("Назад")
    await olga.click("По школам")
    assert "это не рейтинг" in olga.screen.text
    assert "2. Школа № 12: 0 из 10" in olga.screen.text
    assert "1. Детский сад № 5 «Радуга»: 0, численность не указана" in olga.screen.text
    await olga.click("Показатель 4")
    assert "Молодые педагоги с поддержкой" in olga.screen.text
    await olga.click("2")
    assert "Школа № 12, 2026" in olga.screen.text
    assert "Цели" in olga.screen.button_texts

    await olga.send("/indicators")
    await olga.click("Таблица XLSX")
    book = load_workbook(BytesIO(await olga.download(next(one for one in olga.screens[::-1] if one.file))))
    header, first, *rest = book["Показатели"].values
    named = dict(zip(header, first, strict=True))
    assert (named["Код"], named["Числитель"], named["Знаменатель"]) == ("Z1", 0, 10)
    assert len(rest) + 1 == 5 * 4, "the district and its three organisations"
    passport = dict(row[:2] for row in book["Паспорт"].values)
    assert passport["Период"] == "с 01.01.2026 по 23.11.2026 включительно"
    assert passport["Организации, указавшие численность"] == "1 из 3"

    await olga.click("По месяцам")
    assert "10.2026: 0" in olga.screen.text
    await olga.click("Картинкой")
    pictures = [one for one in olga.screens if one.kind == "photo"]
    assert (await olga.download(pictures[-1])).startswith(b"\x89PNG")
    assert "10.2026: 0" in olga.screen.text, "the figures stand beside the picture"


async def test_a_target_is_set_for_the_branch_and_a_foreign_unit_is_unknown(stage: Stage) -> None:
    await crowd.headcounts(stage, "Z1-S12;2026;10;2;1")
    await stage.schedule.run_all()
    olga = await stage.with_role(Role.METHODIST, "Z1")
    await olga.send("/indicators")
    await olga.click("Цели")
    assert "30\u00a0% к 2024 году, срок истёк" in olga.screen.text
    await olga.click("1")
    for wrong in ("много", "130 2027", "35 2020"):
        await olga.send(wrong)
        assert "например" in olga.screen.text
    await olga.send("35 % к 2027")
    assert "35\u00a0% к 2027 году" in olga.screen.text
    await olga.click("Назад")
    assert "0 из 10, 0\u00a0% (цель 35\u00a0%)" in olga.screen.text
    assert "текущая цель не задана: 2а, 2б, 3, 4." in olga.screen.text
    other = await crowd.rows(stage, "SELECT id FROM units WHERE code = 'Z2'")
    await olga.forge(f"indicators.board:{other[0].id}")
    assert STALE in olga.last_alert

    head = await stage.with_role(Role.HEAD, "Z1-S12", "Вера")
    await head.send("/indicators")
    assert "Школа № 12, 2026" in head.screen.text
    assert "цель 35" in head.screen.text, "set above, it holds below"
    assert "Цели" not in head.screen.button_texts
    teacher = await stage.teacher("Зоя")
    await teacher.send("/indicators")
    assert "недоступно" in teacher.screen.text


async def test_the_night_recounts_the_month_that_is_over_and_keeps_it(stage: Stage) -> None:
    await stage.schedule.run_all()
    await stage.schedule.run_all()
    kept = await crowd.rows(stage, "SELECT kind, as_of, version FROM indicator_snapshots ORDER BY as_of")
    assert [(row.kind, str(row.as_of), row.version) for row in kept] == [
        ("month", "2026-10-31", 1),
        ("day", "2026-11-23", 1),
    ]
    stage.clock.forward(days=7)
    await stage.schedule.run_all()
    stage.clock.forward(days=1)
    await stage.schedule.run_all()
    kept = await crowd.rows(
        stage, "SELECT kind, as_of, version FROM indicator_snapshots ORDER BY as_of, version"
    )
    assert [(row.kind, str(row.as_of), row.version) for row in kept] == [
        ("month", "2026-10-31", 1),
        ("month", "2026-11-30", 1),
        ("month", "2026-11-30", 2),
        ("day", "2026-12-01", 1),
    ]
