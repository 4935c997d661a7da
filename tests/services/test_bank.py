"""The banks of content/ in the database: idempotent, and answers keep the question they were given to."""

import pytest
import yaml

from db.models import Attempt, AttemptItem, Item
from db.repositories import diagnostics as rows
from services import content
from services.bank import load_banks
from tests.conftest import NOW


@pytest.fixture
def bank_file(tmp_path, monkeypatch):
    """A bank of two questions that a test may rewrite."""
    (tmp_path / "content" / "banks").mkdir(parents=True)
    path = tmp_path / "content" / "banks" / "try.yaml"
    monkeypatch.setattr(content, "banks", lambda: [path])
    return path


def question(code="KM1-01", **changes):
    return {
        "code": code,
        "competency": "KM1",
        "kind": "single",
        "function": "A/01.6",
        "difficulty": 0.5,
        "stem": "С чего начать урок?",
        "options": [{"text": "С цели", "key": True, "note": "Да."}, {"text": "С оценок", "note": "Нет."}],
        "explanation": "Цель ведёт урок.",
    } | changes


def write(path, *items):
    path.write_text(yaml.safe_dump({"bank": "try", "items": list(items)}, allow_unicode=True))


async def items(work):
    async with work.reading() as session:
        return {(item.code, item.version): item for item in await rows.items_of_bank(session, "try")}


async def place_in_an_attempt(work, item_id):
    async with work.writing() as session:
        attempt = Attempt(
            form="KM1", window="self:2026-11", mode="self", seed=1, length=1, position=1, revision=0,
            started_at=NOW, deadline_at=NOW, timed_out=False,
        )  # fmt: skip
        session.add(attempt)
        await session.flush()
        placed = AttemptItem(
            attempt_id=attempt.id, position=1, item_id=item_id, competency="KM1", order=[1, 0]
        )
        session.add(placed)


async def test_the_shipped_banks_load_and_a_second_load_changes_nothing(work):
    first = await load_banks(work)
    assert (first.problems, first.changed, first.gone) == ([], 0, 0)
    assert first.new == first.rows >= 60
    second = await load_banks(work)
    assert (second.new, second.changed, second.same, second.gone) == (0, 0, first.rows, 0)


async def test_every_shipped_competency_has_the_five_items_a_form_needs(work):
    await load_banks(work)
    async with work.reading() as session:
        counts = await rows.live_counts(session)
    assert len(counts) >= 12
    assert min(counts.values()) >= 5


async def test_an_item_is_stored_with_its_notes_and_its_key(work, bank_file):
    write(bank_file, question())
    await load_banks(work)
    stored = (await items(work))["KM1-01", 1]
    assert stored.options == [
        {"text": "С цели", "note": "Да.", "key": True},
        {"text": "С оценок", "note": "Нет.", "key": False},
    ]
    assert (stored.labour_function, stored.difficulty, stored.state) == ("A/01.6", 0.5, "live")


async def test_an_item_nobody_has_met_is_edited_in_place(work, bank_file):
    write(bank_file, question())
    await load_banks(work)
    write(bank_file, question(stem="С чего начинается урок?"))
    assert (await load_banks(work)).changed == 1
    stored = await items(work)
    assert list(stored) == [("KM1-01", 1)]
    assert stored["KM1-01", 1].stem == "С чего начинается урок?"


async def test_an_item_in_an_attempt_stays_and_its_next_version_goes_live(work, bank_file):
    write(bank_file, question())
    await load_banks(work)
    await place_in_an_attempt(work, (await items(work))["KM1-01", 1].id)
    write(bank_file, question(stem="С чего начинается урок?"))
    report = await load_banks(work)
    assert (report.new, report.changed) == (0, 1)
    stored = await items(work)
    assert [(one.stem, one.state) for one in stored.values()] == [
        ("С чего начать урок?", "retired"),
        ("С чего начинается урок?", "live"),
    ]
    assert (await load_banks(work)).same == 1


async def test_an_item_gone_from_the_file_is_retired_and_comes_back_with_it(work, bank_file):
    write(bank_file, question(), question("KM1-02"))
    await load_banks(work)
    write(bank_file, question())
    assert (await load_banks(work)).gone == 1
    assert (await items(work))["KM1-02", 1].state == "retired"
    assert (await load_banks(work)).gone == 0
    write(bank_file, question(), question("KM1-02"))
    assert (await load_banks(work)).changed == 1
    assert (await items(work))["KM1-02", 1].state == "live"


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"competency": "XX9"}, "компетенции «XX9» нет в рамке"),
        ({"options": [{"text": "Один"}, {"text": "Два"}]}, "вариантов 2, верных 0"),
        ({"difficulty": 7}, "между 0 и 1"),
        ({"kind": "essay"}, "«essay» не поддерживается"),
        ({"stem": None}, "должен быть заполнен"),
        ({"hint": "?"}, "неизвестное поле hint"),
        ({"accept": ["да"]}, "не бывает поля accept"),
        ({"kind": "number", "options": None, "answer": {"value": "много"}}, "не бывает поля options"),
        ({"code": "KM1-01"}, "уже был выше"),
    ],
)
async def test_a_wrong_item_is_named_and_nothing_is_loaded(work, bank_file, changes, words):
    write(bank_file, question(), question(**({"code": "KM1-02"} | changes)))
    report = await load_banks(work)
    assert [problem.row for problem in report.problems] == [2]
    assert "try.yaml" in report.problems[0].message
    assert words in report.problems[0].message
    assert await items(work) == {}


async def test_banks_that_people_imported_are_left_alone(work, bank_file):
    async with work.writing() as session:
        session.add(Item(bank="ours", code="a", competency="KM1", kind="single", stem="?", options=[]))
    write(bank_file, question())
    assert (await load_banks(work)).gone == 0
    async with work.reading() as session:
        assert [item.state for item in await rows.items_of_bank(session, "ours")] == ["live"]
