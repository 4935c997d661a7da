import pytest

from files.errors import FileProblem
from files.tables import Field, match_columns, read_table

SCHEMA = (
    Field("code", ("код", "код организации"), required=True),
    Field("parent_code", ("код вышестоящей", "учредитель"), required=True),
    Field("name", ("название", "наименование учреждения")),
)


def table(header):
    return read_table(f"{header}\n1;2;3\n".encode(), "x.csv")


@pytest.mark.parametrize(
    "header",
    [
        "code;parent_code;name",
        "КОД;Код_Вышестоящей;Название:",
        "Код  организации*;Parent Code;наименование учреждения",
    ],
)
def test_headers_match_in_both_languages_whatever_their_spelling(header):
    given = table(header)
    matched = match_columns(given, SCHEMA)
    assert [row.cells for row in matched.rows(given)] == [{"code": "1", "parent_code": "2", "name": "3"}]
    assert matched.unknown == ()


def test_yo_is_ye():
    given = table("учёба;b;c")
    assert match_columns(given, [Field("study", ("учеба",))]).headers == {"study": "учёба"}


def test_unknown_columns_are_named():
    assert match_columns(table("code;учредитель;Телефон"), SCHEMA).unknown == ("Телефон",)


def test_missing_required_columns_are_named_with_the_unknown_ones_beside():
    with pytest.raises(
        FileProblem, match=r"Не хватает столбцов: «код вышестоящей».*Не узнаны столбцы: «ИНН», «КПП»"
    ):
        match_columns(table("код;ИНН;КПП"), SCHEMA)


def test_two_columns_for_one_field_are_refused():
    with pytest.raises(FileProblem, match="«код» и «code» означают одно и то же"):
        match_columns(table("код;code;учредитель"), SCHEMA)
