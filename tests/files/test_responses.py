"""Matrices of responses in the ways R, spreadsheets and Moodle reports write them."""

import io

import pytest
import xlsxwriter

from files.errors import FileProblem
from files.responses import Responses, read_responses

PLAIN = Responses(("Q1", "Q2"), (("1", "0"), ("", "1"), ("0", "0")))


@pytest.mark.parametrize(
    "text",
    [
        "Q1,Q2\n1,0\n,1\n0,0\n",
        "Q1;Q2\r\n1;0\r\nNA;1\r\n0;0\r\n",
        '"Q1","Q2"\n1,0\nNA,1\n0,0',
        '"","Q1","Q2"\n"1",1,0\n"2",NA,1\n"3",0,0\n',
        "Q1 Q2\n1 1 0\n2 NA 1\n3 0 0\n",
        "id,Q1,Q2\n7,1,0\n8,,1\n9,0,0\n",
        "код;Q1;Q2\nП-1;1;0\nП-2;;1\nП-3;0;0\n",
        "Q1\tQ2\nTRUE\tFALSE\n\tTRUE\nFALSE\tFALSE\n",
        "Q1,Q2\n1.0,0.0\nNaN,1.0\n0.0,0.0\n",
        "Q1,Q2\n1,0\n.,1\n0,0\n,\n\n",
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1251", "utf-16"])
def test_the_same_matrix_in_many_ways(text: str, encoding: str) -> None:
    assert read_responses(text.encode(encoding)) == PLAIN


def test_a_workbook_is_read_as_well() -> None:
    file = io.BytesIO()
    with xlsxwriter.Workbook(file) as book:
        sheet = book.add_worksheet()
        for row, cells in enumerate([["Q1", "Q2"], [1, 0], [None, 1], [0, 0]]):
            sheet.write_row(row, 0, cells)
    assert read_responses(file.getvalue()) == PLAIN


def test_without_a_header_columns_get_names() -> None:
    found = read_responses(b"1,0,1\n0,0,1\n1,1,1\n")
    assert (found.items, len(found.answers)) == (("V1", "V2", "V3"), 3)
    assert read_responses(b"A,B,A\nA,B,C\nB,B,A\n", key="A,B,A").items == ("V1", "V2", "V3")


@pytest.mark.parametrize("key", ["A,B", "a, b", "A;B", "A B", "AB"])
def test_choices_come_with_a_key(key: str) -> None:
    found = read_responses(b"id,Q1,Q2\n1,a,B\n2,C,\n3,A,D\n", key=key)
    assert found == Responses(("Q1", "Q2"), (("A", "B"), ("C", ""), ("A", "D")), ("A", "B"))


def test_patterns_may_come_with_frequencies() -> None:
    found = read_responses(b"Item.1,Item.2,freq\n0,0,3\n0,1,0\n1,1,2\n")
    assert found.items == ("Item.1", "Item.2")
    assert found.answers == (("0", "0"),) * 3 + (("1", "1"),) * 2


def test_a_column_names_groups_and_others_are_left_out() -> None:
    text = "Q1,Q2,пол,балл\n1,0,ж,12\n0,1,м,15\n1,1,ж,\n".encode()
    found = read_responses(text, group="Пол", omit=["балл"])
    assert (found.items, found.groups) == (("Q1", "Q2"), ("Ж", "М", "Ж"))


@pytest.mark.parametrize(
    ("text", "options", "words"),
    [
        ("", {}, "Файл пустой"),
        ("Q1,Q2\n", {}, "нет ни одной строки"),
        ("Q1,Q2\n1,0\n1\n", {}, "Строка 3"),
        ("Q1,Q2\n1,0\n1,A\n", {}, "«Q2»: «A»"),
        ("Q1,Q1\nA,B\n", {"key": "A,B"}, "дважды"),
        ("Q1,Q2\nA,B\nC,D\n", {"key": "A,B,C"}, "В ключе ответов: 3, а заданий в файле: 2"),
        ("Q1,Q2\nA,B\n", {"key": " , "}, "Ключ пуст"),
        ("Q1,Q2\n1,0\n", {"group": "пол"}, "Столбца «пол» нет"),
        ('Q1,Q2\n1,"0\n', {}, "кавычка"),
    ],
)
def test_what_is_wrong_is_said_with_its_place(text: str, options: dict, words: str) -> None:
    with pytest.raises(FileProblem, match=words):
        read_responses(text.encode(), **options)
