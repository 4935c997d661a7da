"""A bank goes out as GIFT and as a table and comes back the same, item by item."""

from dataclasses import replace

import pytest

from db.repositories import diagnostics as rows
from files.questions import parse_questions
from files.tables import read_table
from services import content
from services.bank import plan_for
from services.bank_files import read_bank
from services.question_export import COLUMNS, export, items_of
from services.question_import import import_questions
from tests import banks
from ui.documents.tables import Sheet, workbook

SHIPPED = [*(path for path in content.banks()), banks.TINY]


async def stored(work, path):  # type: ignore[no-untyped-def]
    """The items of a file under the name of somebody's own bank."""
    items = list(read_bank(path).items.values())
    async with work.writing() as session:
        await (await plan_for(session, "mine", items, retire_missing=False)).write(session)
    return items


async def as_file(work, kind):  # type: ignore[no-untyped-def]
    found = await export(work, "mine")
    if kind == "gift":
        return parse_questions(found.gift, "mine.gift")
    data = workbook([Sheet("Задания", COLUMNS, found.table)])
    assert read_table(data, "mine.xlsx").rows
    return parse_questions(data, "mine.xlsx")


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize("kind", ["gift", "xlsx"])
@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
async def test_what_goes_out_comes_back_the_same(work, path, kind) -> None:
    written = await stored(work, path)
    file = await as_file(work, kind)
    assert file.refused == []
    report = await import_questions(work, file, "again")
    assert (report.problems, report.new) == ([], len(written))
    async with work.reading() as session:
        again = {item.code: item for item in await rows.items_of_bank(session, "again")}
        before = {item.code: item for item in await rows.items_of_bank(session, "mine")}
    names = [name for name in written[0].columns() if name != "code"]
    for code, item in before.items():
        assert {name: getattr(again[code], name) for name in names} == {
            name: getattr(item, name) for name in names
        }


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_a_second_import_of_what_went_out_changes_nothing(work) -> None:
    await stored(work, banks.TINY)
    for kind in ("gift", "xlsx"):
        report = await import_questions(work, await as_file(work, kind), "mine")
        assert (report.new, report.changed, report.same) == (0, 0, 7)


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_titles_categories_and_tags_of_a_file_are_kept(work) -> None:
    text = (
        "$CATEGORY: $course$/top/Методика\n\n// [id:a] [tag:competency:KM2] [tag:весна]\n"
        "::Название::Когда?{=да ~нет}\n"
    )
    await import_questions(work, parse_questions(text.encode(), "bank.gift"), "mine")
    (item,) = await items_of(work, "mine")
    assert item.beside == {"title": "Название", "category": "Методика", "tags": ["весна"]}
    for kind in ("gift", "xlsx"):
        assert (await import_questions(work, await as_file(work, kind), "mine")).same == 1


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_an_edited_stem_wins_and_the_rest_stays(work) -> None:
    (first, *_) = await stored(work, banks.TINY)
    file = await as_file(work, "xlsx")
    changed = [replace(one, stem="Когда сбор?") if one.id == first.code else one for one in file.questions]
    report = await import_questions(work, replace(file, questions=changed), "mine")
    assert (report.changed, report.same) == (1, 6)
    item = next(one for one in await items_of(work, "mine") if one.code == first.code)
    assert (item.stem, item.stimulus) == ("Когда сбор?", first.stimulus)
