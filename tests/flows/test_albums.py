"""An album: each part is stored by its own update, one receipt comes after the last."""

import asyncio

from bot.albums import Albums
from db.session import Database
from services import albums
from simulator.client import Person
from tests.conftest import NOW
from tests.flows import crowd
from tests.stage import Stage

SHEETS = [(f"лист-{number}.pdf", b"%PDF-1.4") for number in range(1, 5)]


def said_by_bot(person: Person) -> list[dict]:
    return [one for one in person.chat if one.from_bot]


async def at_the_certificate(stage: Stage) -> Person:
    """A teacher who has written what a certificate needs; where names are let through, a file may follow."""
    elena = await stage.teacher()
    await elena.start("p_1")
    for button in ("Подать заявку", "Внести удостоверение"):
        await elena.click(button)
    for words in ("0123-45", "15.11.2026", "36"):
        await elena.send(words)
    return elena


async def all_receipts_settled(stage: Stage) -> None:
    """A receipt is seen a moment before it is crossed out: it is confirmed after its effect."""
    async with asyncio.timeout(20):
        while await albums.waiting(stage.work()):
            await asyncio.sleep(0.05)


async def test_four_files_at_once_get_one_receipt(database: Database) -> None:
    stage = await Stage(database, NOW, names_in_chat=True).open()
    elena = await at_the_certificate(stage)
    assert "Можно приложить фото или файл" in elena.screen.text
    before = len(said_by_bot(elena))
    await elena.album(SHEETS)
    await elena.wait_for("Принято файлов: 4.")
    assert len(said_by_bot(elena)) == before + 1, "four files and one answer"
    await all_receipts_settled(stage)
    await elena.click("Отправить на проверку")
    assert "Отправлено на проверку" in elena.screen.text
    await stage.close()


async def test_files_that_are_not_taken_are_refused_once(stage: Stage) -> None:
    elena = await at_the_certificate(stage)
    await elena.album(SHEETS)
    await elena.wait_for("Не принято файлов: 4. Файлы с документами здесь не принимаются.")
    assert len([one for one in elena.screens if "Не принято" in one.text]) == 1


async def test_files_that_nobody_asked_for_are_met_by_one_line(stage: Stage) -> None:
    elena = await stage.teacher()
    await elena.send("/menu")
    await elena.album(SHEETS[:2])
    await elena.wait_for("Не принято файлов: 2. На этом шаге файлы не нужны.")
    assert "Меню" in elena.screen.button_texts


async def test_a_receipt_owed_by_a_stopped_process_is_given_by_the_next(stage: Stage) -> None:
    elena = await stage.teacher()
    await elena.send("/menu")
    for update_id in (70, 71, 71):
        await albums.add_part(stage.work(), elena.id, update_id)
    await stage.app.albums.restore()
    await elena.wait_for("Принято файлов: 2.")
    await all_receipts_settled(stage)


async def test_a_receipt_that_could_not_be_sent_is_sent_again(stage: Stage) -> None:
    given: list[int] = []

    async def say(address: int, receipt: albums.Receipt) -> None:
        given.append(receipt.taken)
        if len(given) == 1:
            raise OSError

    await albums.add_part(stage.work(), 7, 70)
    desk = Albums(stage.app.tasks, stage.work, say, quiet=0)
    desk.expect(7)
    async with asyncio.timeout(20):
        while await albums.waiting(stage.work()):
            await asyncio.sleep(0.05)
    assert given == [1, 1]


async def test_a_large_file_is_refused_kindly(stage: Stage) -> None:
    elena = await at_the_certificate(stage)
    await elena.upload(b"0" * (21 * 1024 * 1024), "скан.pdf")
    assert "Файл больше 20 МБ" in elena.screen.text
    assert "пришлите ссылку" in elena.screen.text


async def test_a_deleted_person_leaves_no_parts(stage: Stage) -> None:
    elena = await stage.teacher()
    await albums.add_part(stage.work(), elena.id, 70)
    await elena.send("/privacy")
    for button in ("Удалить мои данные", "Да, удалить всё"):
        await elena.click(button)
    assert await crowd.rows(stage, "SELECT address FROM album_parts") == []
