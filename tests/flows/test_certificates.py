"""From a certificate to its confirmation: wrong input, other hours, a refusal, a page that changed."""

import pytest

from db.session import Database
from domain.access import Role
from simulator.client import Person
from tests.conftest import NOW
from tests.flows import crowd
from tests.stage import Stage


async def enrolled(stage: Stage) -> Person:
    elena = await stage.teacher()
    await elena.start("p_1")
    await elena.click("Подать заявку")
    return elena


async def written(elena: Person, number: str = "0123-45", hours: str = "36 ч") -> Person:
    await elena.click("Внести удостоверение")
    await elena.send(number)
    await elena.click("Сегодня")
    await (elena.click(hours) if hours in elena.screen.button_texts else elena.send(hours))
    return elena


async def test_wrong_input_is_asked_again_with_an_example(stage: Stage) -> None:
    elena = await enrolled(stage)
    await elena.click("Внести удостоверение")
    assert "Фамилию не пишите" in elena.screen.text
    for wrong in ("без номера", "1" * 61):
        await elena.send(wrong)
        assert "Напишите номер, как в документе" in elena.screen.text
    await elena.send("ПК № 0123-45")
    for wrong, answer in (
        ("завтра", "Напишите дату так: 15.11.2026"),
        ("31.11.2026", "Напишите дату так"),
        ("24.11.2026", "не позже сегодняшнего дня"),
        ("01.01.2014", "не раньше 2015 года"),
    ):
        await elena.send(wrong)
        assert answer in elena.screen.text
    await elena.send("15.11.2026 г.")
    for wrong in ("много", "0", "-36", "36,5", "99999"):
        await elena.send(wrong)
        assert "Напишите число часов" in elena.screen.text
    await elena.send("24")
    assert "Удостоверение № ПК № 0123-45 от 15 ноября 2026, 24 ч" in elena.screen.text
    await elena.click("Исправить")
    assert "Оставить ПК № 0123-45" in elena.screen.button_texts
    await elena.click("Оставить ПК № 0123-45")
    assert "Сейчас указано: 15 ноября 2026" in elena.screen.text
    await elena.click("Оставить")
    assert {"Оставить 24 ч", "36 ч"} <= set(elena.screen.button_texts)
    await elena.click("36 ч")
    assert "от 15 ноября 2026, 36 ч" in elena.screen.text


async def test_files_with_names_are_not_taken_and_nothing_is_stored(stage: Stage) -> None:
    elena = await written(await enrolled(stage))
    assert "Файл не нужен" in elena.screen.text
    await elena.upload(b"\xff\xd8\xff", "удостоверение.jpg", kind="photo")
    assert "Файлы с документами здесь не принимаются" in elena.screen.text
    await elena.upload(b"%PDF-1.4", "удостоверение.pdf")
    assert "Файлы с документами здесь не принимаются" in elena.screen.text
    found = await crowd.rows(stage, "SELECT certificate_file FROM enrolments")
    assert [row.certificate_file for row in found] == [None]
    await elena.click("Отправить на проверку")
    assert "Отправлено на проверку" in elena.screen.text


async def test_where_names_are_let_through_a_file_is_taken_and_shown(database: Database) -> None:
    stage = await Stage(database, NOW, names_in_chat=True).open()
    elena = await written(await enrolled(stage))
    assert "Можно приложить фото или файл" in elena.screen.text
    for name, kind in (("лист.pdf", "document"), ("лист.jpg", "photo")):
        await elena.upload(b"%PDF-1.4" if kind == "document" else b"\xff\xd8\xff", name, kind=kind)
        assert "Файл приложен" in elena.screen.text
    await elena.click("Отправить на проверку")
    olga = await stage.with_role(Role.METHODIST, "Z1")
    await olga.send("/moderation")
    await olga.click("1")
    await olga.click("Показать файл")
    assert [one.caption for one in olga.screens if one.kind == "photo"] == ["Удостоверение № 0123-45"]
    await olga.click("Подтвердить")
    assert "Подтверждено: 1" in olga.screen.text
    await elena.send("/privacy")
    assert "Основание: Приказ № 7 от 01.09.2026 (учебный пример)" in elena.screen.text
    assert "Записано 23 ноября 2026: директор" in elena.screen.text
    await stage.close()


async def test_cancel_keeps_what_was_written_of_a_certificate(stage: Stage) -> None:
    elena = await enrolled(stage)
    await elena.click("Внести удостоверение")
    await elena.send("0123-45")
    await elena.send("/cancel")
    assert "сохранено" in elena.screen.text
    await elena.click("Все разделы")
    await elena.click("Мои программы")
    await elena.click("1")
    await elena.click("Внести удостоверение")
    await elena.click("Оставить 0123-45")
    assert "Дата удостоверения" in elena.screen.text


async def test_other_hours_are_shown_to_whoever_confirms(stage: Stage) -> None:
    elena = await written(await enrolled(stage), hours="24")
    await elena.click("Отправить на проверку")
    olga = await stage.with_role(Role.METHODIST, "Z1")
    await olga.send("/moderation")
    assert "24 ч вместо 36" in olga.screen.text
    await olga.click("1")
    assert "24 ч (в программе 36 ч)" in olga.screen.text
    await olga.click("Подтвердить")
    assert "Подтверждено: 1" in olga.screen.text
    assert "Ничего не ждёт подтверждения" in olga.screen.text


REASONS = {
    "Номер не найден": "Номер удостоверения не найден. Проверьте его по документу.",
    "Часы не совпадают": "Часы не совпадают с программой. Проверьте их по документу.",
    "Дата неверна": "Дата выдачи неверна. Проверьте её по документу.",
    "Другая программа": "Удостоверение выдано по другой программе.",
}


@pytest.mark.parametrize("button", REASONS)
async def test_a_refusal_by_a_button_comes_with_its_reason(stage: Stage, button: str) -> None:
    elena = await written(await enrolled(stage))
    await elena.click("Отправить на проверку")
    olga = await stage.with_role(Role.METHODIST, "Z1")
    await olga.send("/moderation")
    await olga.click("1")
    await olga.click("Вернуть с причиной")
    await olga.click(button)
    assert "Педагог увидит причину" in olga.screen.text
    await stage.deliver_messages()
    assert REASONS[button] in elena.screen.text


async def test_a_refusal_in_own_words_is_corrected_and_sent_again(stage: Stage) -> None:
    elena = await written(await enrolled(stage))
    await elena.click("Отправить на проверку")
    deputy = await stage.with_role(Role.DEPUTY, "Z1-S12")
    await deputy.send("/moderation")
    await deputy.click("1")
    await deputy.click("Вернуть с причиной")
    await deputy.send("Нет")
    assert "от 5 до 300 знаков" in deputy.screen.text
    await deputy.send("Проверьте <последнюю> цифру & год")
    assert "Возвращено" in deputy.screen.text
    await stage.deliver_messages()
    assert "Причина: Проверьте <последнюю> цифру & год" in elena.screen.text
    await elena.send("/menu")
    assert "1 удостоверение вернули с замечанием" in elena.screen.text
    await elena.click("Все разделы")
    await elena.click("Мои программы")
    assert "удостоверение вернули" in elena.screen.text
    await elena.click("1")
    await elena.click("Внести удостоверение")
    await elena.send("0123-46")
    await elena.click("Оставить")
    await elena.click("36 ч")
    await elena.click("Отправить на проверку")
    await deputy.send("/moderation")
    await deputy.click("1")
    assert "№ 0123-46" in deputy.screen.text
    await deputy.click("Подтвердить")
    await stage.deliver_messages()
    await elena.click("Открыть")
    assert "Удостоверение подтверждено" in elena.screen.text
    assert "Исправить" not in elena.screen.button_texts


async def test_a_page_that_changed_confirms_nothing_and_is_shown_anew(stage: Stage) -> None:
    elena = await written(await enrolled(stage))
    await elena.click("Отправить на проверку")
    await crowd.certificate(stage, await crowd.somebody(stage, "Вера К."))
    olga = await stage.with_role(Role.METHODIST, "Z1")
    await olga.send("/moderation")
    await elena.click("Исправить")
    assert "отправьте удостоверение на проверку снова" in elena.screen.text
    await elena.send("9999-99")
    await olga.click("Подтвердить все: 2")
    assert "Ничего не подтверждено" in olga.screen.text
    assert "Удостоверений на подтверждение: 1" in olga.screen.text
    await elena.click("Сегодня")
    await elena.click("36 ч")
    await elena.click("Отправить на проверку")
    await olga.click("Подтвердить все: 1")
    assert "Ничего не подтверждено" in olga.screen.text
    states = await crowd.rows(stage, "SELECT state FROM enrolments ORDER BY id")
    assert [row.state for row in states] == ["submitted", "submitted"]
    await olga.click("Подтвердить все: 2")
    assert "Подтверждено: 2" in olga.screen.text


async def test_a_certificate_changed_while_it_is_looked_at_is_not_decided(stage: Stage) -> None:
    elena = await written(await enrolled(stage))
    await elena.click("Отправить на проверку")
    olga = await stage.with_role(Role.METHODIST, "Z1")
    await olga.send("/moderation")
    await olga.click("1")
    await elena.click("Исправить")
    await elena.send("9999-99")
    await olga.click("Подтвердить")
    assert "Ничего не подтверждено" in olga.screen.text
    await elena.click("Оставить")
    await elena.click("36 ч")
    await elena.click("Отправить на проверку")
    await olga.send("/moderation")
    await olga.click("1")
    await olga.click("Вернуть с причиной")
    await elena.click("Исправить")
    await elena.send("8888-88")
    await olga.click("Дата неверна")
    assert "Ничего не подтверждено" in olga.screen.text
    states = await crowd.rows(stage, "SELECT state, certificate_no FROM enrolments")
    assert [tuple(row) for row in states] == [("applied", "8888-88")]


async def test_nobody_confirms_their_own(stage: Stage) -> None:
    olga = await stage.with_role(Role.METHODIST, "Z1")
    await crowd.certificate(stage, await stage.viewer(olga))
    await olga.send("/moderation")
    assert "Ничего не ждёт подтверждения" in olga.screen.text
    vera = await stage.with_role(Role.METHODIST, "Z1", "Вера")
    await vera.send("/moderation")
    assert "Ольга В." in vera.screen.text
    await vera.click("Подтвердить все: 1")
    confirmed = await crowd.rows(stage, "SELECT subject, confirmed_by FROM evidence WHERE kind = 'completed'")
    assert confirmed[0].subject != confirmed[0].confirmed_by


async def test_another_district_sees_nothing(stage: Stage) -> None:
    await crowd.certificate(stage, await crowd.somebody(stage, "Вера К."))
    stranger = await stage.with_role(Role.METHODIST, "Z2")
    await stranger.send("/moderation")
    assert "Ничего не ждёт подтверждения" in stranger.screen.text


async def test_a_long_queue_is_confirmed_page_by_page(stage: Stage) -> None:
    for letter in "АБВГДЕЖЗ":
        await crowd.certificate(stage, await crowd.somebody(stage, f"Вера {letter}."))
    olga = await stage.with_role(Role.METHODIST, "Z1")
    await olga.send("/menu")
    assert "Удостоверений на подтверждение: 8" in olga.screen.text
    await olga.send("/moderation")
    await olga.click("Дальше")
    assert "Страница 2 из 2" in olga.screen.text
    await olga.click("Подтвердить все: 2")
    assert "Удостоверений на подтверждение: 6" in olga.screen.text
    assert "Вера А." in olga.screen.text
