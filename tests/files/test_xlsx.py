import datetime as dt
import io
import struct
import zipfile

import openpyxl
import pytest

from files import archive
from files.annotate import annotated_copy
from files.errors import FileProblem, RowProblem
from files.tables import read_table
from tests.files.builders import xlsx, xlsx_with_sheet


def cells(table):
    return [tuple(row.cells.values()) for row in table.rows]


def test_cells_come_as_a_person_sees_them():
    data = xlsx(
        ["код", "доля", "дата", "да", "телефон"],
        [7, 0.1 + 0.2, dt.date(2025, 1, 31), True, 79161234567],
        ["007", 1.5, dt.datetime.fromisoformat("2025-01-31 10:30"), False, 1e15],
    )
    assert cells(read_table(data, "x.xlsx")) == [
        ("7", "0.3", "2025-01-31", "ИСТИНА", "79161234567"),
        ("007", "1.5", "2025-01-31 10:30:00", "ЛОЖЬ", "1000000000000000"),
    ]


def test_the_content_decides_not_the_extension():
    assert read_table(xlsx(["a"], ["1"]), "units.csv").columns == ("a",)
    assert read_table(b"a;b\n1;2\n", "units.xlsx").columns == ("a", "b")


def test_an_error_of_excel_is_not_taken_for_an_empty_cell():
    book = openpyxl.Workbook()
    for row in (["код", "цена"], [1, "#N/A"], [2, 5]):
        book.active.append(row)
    buffer = io.BytesIO()
    book.save(buffer)
    table = read_table(buffer.getvalue(), "x.xlsx")
    assert cells(table) == [("2", "5")]
    assert (table.problems[0].row, table.problems[0].message[:20]) == (2, "в ячейке B2 ошибка E")


def test_rows_keep_the_numbers_of_the_sheet():
    table = read_table(xlsx([], ["код"], [], [1], ["", ""], [2]), "x.xlsx")
    assert [row.number for row in table.rows] == [4, 6]


def test_the_first_sheet_with_cells_is_read_or_the_named_one():
    data = xlsx(sheets={"Пустой": [], "Школы": [["код"], [1]], "Люди": [["имя"], ["Анна"]]})
    assert read_table(data, "x.xlsx").columns == ("код",)
    assert read_table(data, "x.xlsx", sheet="Люди").columns == ("имя",)
    with pytest.raises(FileProblem, match=r"нет листа «Прочее».*Школы"):
        read_table(data, "x.xlsx", sheet="Прочее")


def test_an_empty_workbook_is_refused():
    with pytest.raises(FileProblem, match="ни одного заполненного листа"):
        read_table(xlsx([]), "x.xlsx")


def test_a_bomb_is_refused_before_parsing(monkeypatch):
    monkeypatch.setattr("files.xlsx_rows.CalamineWorkbook", None)
    bomb = xlsx_with_sheet("<row><c><v>1</v></c></row>" * 1_500_000)
    assert len(bomb) < 150_000
    with pytest.raises(FileProblem, match="сжат в сотни раз"):
        read_table(bomb, "x.xlsx")


def test_a_bomb_that_lies_about_its_size_is_refused(monkeypatch):
    monkeypatch.setattr("files.xlsx_rows.CalamineWorkbook", None)
    bomb = bytearray(xlsx_with_sheet("<row><c><v>1</v></c></row>" * 1_500_000))
    with zipfile.ZipFile(io.BytesIO(bomb)) as book:
        size = struct.pack("<I", book.getinfo("xl/worksheets/sheet1.xml").file_size)
    while size in bomb:
        at = bomb.index(size)
        bomb[at : at + 4] = struct.pack("<I", 5000)
    with pytest.raises(FileProblem, match="объявленный размер"):
        read_table(bytes(bomb), "x.xlsx")


@pytest.mark.parametrize(
    "far",
    [
        '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>',
        '<row r="1"><c foo=">" \n r = \'XFD1\'><v>1</v></c></row><row r="1048576"><c><v>1</v></c></row>',
        '<x:row><x:c r="A99999"/><x:c r="XFD2"/></x:row>',
    ],
)
def test_a_far_lonely_cell_does_not_allocate_the_sheet(far, monkeypatch):
    monkeypatch.setattr("files.xlsx_rows.CalamineWorkbook", None)
    with pytest.raises(FileProblem, match="слишком далеко"):
        read_table(xlsx_with_sheet('<row r="1"><c r="A1"><v>1</v></c></row>' + far), "x.xlsx")


def test_a_cell_outside_any_sheet_is_refused():
    with pytest.raises(FileProblem, match="вне листа"):
        read_table(xlsx_with_sheet('<row r="9999999"><c r="A9999999"><v>1</v></c></row>'), "x.xlsx")


def test_a_tag_that_never_ends_is_refused():
    with pytest.raises(FileProblem, match="не кончается"):
        read_table(xlsx_with_sheet("<c " + "ab" * 1_500_000 + str(list(range(50_000)))), "x.xlsx")


def test_an_entity_in_a_sheet_stays_unexpanded():
    entity = '<!DOCTYPE x [<!ENTITY a "' + "a" * 1000 + '">]>'
    data = xlsx_with_sheet(
        "", **{"xl/worksheets/sheet1.xml": entity + "<worksheet><sheetData>&a;</sheetData></worksheet>"}
    )
    with pytest.raises(FileProblem):
        read_table(data, "x.xlsx")


def test_a_truncated_archive_is_explained():
    with pytest.raises(FileProblem, match="повреждён"):
        read_table(xlsx(["a"], ["1"])[:-200], "x.xlsx")


def test_a_damaged_byte_is_explained():
    data = bytearray(xlsx(["a"], *[[f"значение {at}"] for at in range(500)]))
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        at = book.getinfo("xl/sharedStrings.xml").header_offset + 200
    data[at] ^= 0xFF
    with pytest.raises(FileProblem, match="повреждён"):
        read_table(bytes(data), "x.xlsx")


def test_an_encrypted_archive_is_refused():
    data = bytearray(xlsx(["a"], ["1"]))
    at = data.index(b"PK\x01\x02")
    data[at + 8] |= 1
    with pytest.raises(FileProblem, match="паролем"):
        read_table(bytes(data), "x.xlsx")


def test_too_many_entries_are_refused():
    parts = {f"xl/media/{at}.txt": "x" for at in range(archive.MAX_ENTRIES)}
    with pytest.raises(FileProblem, match="файлов"):
        read_table(xlsx_with_sheet("", **parts), "x.xlsx")


def test_an_upload_over_the_limit_is_refused_unread():
    with pytest.raises(FileProblem, match="20 МБ"):
        read_table(b"PK" + bytes(archive.MAX_UPLOAD), "x.xlsx")


@pytest.mark.parametrize(
    ("part", "reason"),
    [
        ("word/document.xml", "Word"),
        ("mimetype", "ODS"),
        ("xl/workbook.bin", "XLSB"),
        ("readme.txt", "архив"),
    ],
)
def test_other_zipped_formats_are_named(part, reason):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as target:
        target.writestr(part, "x")
    with pytest.raises(FileProblem, match=reason):
        read_table(buffer.getvalue(), "x.xlsx")


def test_the_annotated_copy_says_what_to_correct_and_holds_no_formula():
    table = read_table('код;название\n1;=1+1\n2;"ООО "Р"";x\n3;@sum\n'.encode(), "x.csv")
    copy = annotated_copy(
        table, [RowProblem(2, "код", "такой код уже есть"), RowProblem(2, None, "нет адреса")]
    )
    sheet = openpyxl.load_workbook(io.BytesIO(copy)).active
    rows = list(sheet.iter_rows(values_only=True))
    assert rows[0] == ("код", "название", "Что исправить")
    assert rows[1] == ("1", "=1+1", "код: такой код уже есть; нет адреса")
    assert "кавычки" in rows[2][2]
    assert rows[3] == ("3", "@sum", None)
    assert {cell.data_type for row in sheet.iter_rows() for cell in row if cell.value is not None} == {"s"}


def test_a_corrected_copy_is_read_again():
    first = annotated_copy(read_table("код\nx\n".encode(), "x.csv"), [RowProblem(2, "код", "не число")])
    again = read_table(first, "x.xlsx")
    assert again.rows[0].cells["код"] == "x"
    sheet = openpyxl.load_workbook(io.BytesIO(annotated_copy(again))).active
    assert [cell.value for cell in sheet[1]] == ["код", "Что исправить"]
