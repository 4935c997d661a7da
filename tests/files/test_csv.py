import pytest
from hypothesis import given
from hypothesis import strategies as st

from files.errors import FileProblem
from files.tables import read_table

SAMPLE = "код;название\n77;Школа «Ёлка» № 5\n"


def cells(table):
    return [tuple(row.cells.values()) for row in table.rows]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1251"])
def test_the_same_table_is_read_in_every_encoding_offices_send(encoding):
    table = read_table(SAMPLE.encode(encoding), "units.csv")
    assert table.columns == ("код", "название")
    assert cells(table) == [("77", "Школа «Ёлка» № 5")]


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_the_delimiter_is_found_in_the_header(delimiter):
    data = f"code{delimiter}name\n1{delimiter}Школа\n".encode()
    assert cells(read_table(data, "units.csv")) == [("1", "Школа")]


def test_a_delimiter_inside_quotes_of_the_header_is_not_counted():
    table = read_table(b'"a, b, c";"d"\n1;2\n', "x.csv")
    assert table.columns == ("a, b, c", "d")


def test_excels_own_delimiter_line_is_obeyed_and_counted_as_a_row():
    table = read_table("sep=,\nкод,название\n1,Школа\n".encode(), "x.csv")
    assert [row.number for row in table.rows] == [3]
    assert cells(table) == [("1", "Школа")]


def test_a_quoted_cell_may_hold_delimiters_quotes_and_line_feeds():
    table = read_table(b'a;b\r\n"x;y";"say ""hi""\r\nbye"\r\n', "x.csv")
    assert cells(table) == [("x;y", 'say "hi"\nbye')]


def test_cells_are_stripped_and_freed_of_marks_nobody_sees():
    table = read_table("a;b\n\u00a0 1\u00a0000 ;\u202eэ\u200bто\x07\n".encode(), "x.csv")
    assert cells(table) == [("1 000", "это")]


def test_letters_written_in_two_parts_are_composed():
    assert cells(read_table("a\nи\u0306од\n".encode(), "x.csv")) == [("йод",)]


def test_unescaped_quotes_are_explained_by_row_and_shift_nothing_below():
    data = 'код;название;год\n1;"ООО "Ромашка"";2020\n2;"Школа";2021\n3;"нет конца;1\n4;Лицей;2022\n'.encode()
    table = read_table(data, "x.csv")
    assert cells(table) == [("2", "Школа", "2021"), ("4", "Лицей", "2022")]
    assert [problem.row for problem in table.problems] == [2, 4]
    assert "кавычки" in table.problems[0].message
    assert table.broken[0].cells["код"] == '1;"ООО "Ромашка"";2020'


def test_quotes_inside_an_unquoted_cell_are_plain_text():
    assert cells(read_table('код;название\n1;ООО "Ромашка"\n'.encode(), "x.csv")) == [("1", 'ООО "Ромашка"')]


def test_rows_with_too_many_or_too_few_cells_are_explained_by_row():
    table = read_table(b"a;b;c\n1;2\n1;2;3;4\n1;2;3;;\n\n5;;\n", "x.csv")
    assert [problem.row for problem in table.problems] == [2, 3]
    assert "2 ячейки, а столбцов в заголовке 3" in table.problems[0].message
    assert "4 ячейки" in table.problems[1].message
    assert [row.number for row in table.rows] == [4, 6]


def test_a_row_is_refused_when_it_fills_a_column_without_a_header():
    table = read_table(b"a;;c\n1;;3\n1;2;3\n", "x.csv")
    assert table.columns == ("a", "c")
    assert "столбец 2" in table.problems[0].message


def test_a_repeated_header_is_refused():
    with pytest.raises(FileProblem, match="дважды"):
        read_table("Код;код \n1;2\n".encode(), "x.csv")


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "пустой"),
        (b"\n\n ; \n", "ни одной заполненной строки"),
        (b"%PDF-1.7 ...", "PDF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "паролем"),
        (b"a;b\n1;\x00\n", "двоичные"),
        ("код;название\n1;школа лицей гимназия\n".encode("cp866"), "Кодировка"),
        ("код;название\n".encode() + b"1;\xd0\xd0\n" + "2;школа лицей гимназия\n".encode(), "Строка 2"),
    ],
)
def test_what_is_not_a_table_is_refused_with_a_reason(data, reason):
    with pytest.raises(FileProblem, match=reason):
        read_table(data, "x.csv")


def test_more_rows_than_allowed_are_refused():
    with pytest.raises(FileProblem, match="больше 2 строк"):
        read_table(b"a\n1\n2\n3\n", "x.csv", max_rows=2)


def test_a_file_made_of_broken_rows_is_refused_as_a_whole():
    with pytest.raises(FileProblem, match="первая из них 2"):
        read_table(b"a;b\n" + b'1;"x\n' * 5001, "x.csv")


def outcome(data):
    """The columns, or the message of the refusal."""
    try:
        return read_table(data, "x.csv").columns
    except FileProblem as problem:
        return str(problem)


@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused_in_words(data):
    assert outcome(data)


@given(st.lists(st.text(alphabet='аб";,\n\t x', min_size=1).filter(str.strip), min_size=1, max_size=5))
def test_what_excel_would_write_comes_back(values):
    quoted = ";".join('"' + value.replace('"', '""') + '"' for value in values)
    header = ";".join(f"c{at}" for at in range(len(values)))
    table = read_table(f"{header}\n{quoted}\n".encode(), "x.csv")
    assert not table.problems
    assert [cell.split() for cell in cells(table)[0]] == [value.split() for value in values]
