from decimal import Decimal

import pytest

from files.errors import FileProblem
from files.questions import Kind, NumberAnswer, Option, Pair, ShortAnswer, Source, parse_questions
from tests.files.builders import xlsx


def read(*rows):
    return parse_questions(xlsx(*rows), "банк.xlsx")


def row(**cells):
    return read(list(cells), list(cells.values()))


def only(**cells):
    found = row(**cells)
    assert not found.refused, found.refused
    return found.questions[0]


def right(question):
    return [option.text for option in question.options if option.fraction > 0]


def test_a_workbook_with_russian_headers():
    found = read(
        ["Вопрос", "Варианты", "Ключ", "Компетенция", "Пояснение", "Трудность", "Автор"],
        ["Что такое ФГОС?", "стандарт|учебник|программа", "А", "Н1", "Это стандарт", 0.4, "Иванова"],
        ["Что верно?", "раз\nдва\nтри", "Б, В", "Н2", "", "", ""],
    )
    first, second = found.questions
    assert first.options == (Option("стандарт", 1.0), Option("учебник"), Option("программа"))
    assert (first.competency, first.explanation, first.difficulty) == ("Н1", "Это стандарт", "0.4")
    assert (first.kind, first.line, first.source) == (Kind.SINGLE, 2, Source.TABLE)
    assert (second.kind, right(second)) == (Kind.MULTIPLE, ["два", "три"])
    assert found.notes == ["Не использованы столбцы: «Автор»."]


def test_a_csv_in_cp1251_with_columns_of_options():
    data = "Текст вопроса;Вариант 1;Вариант 2;Вариант_3;Правильный ответ\nСколько?;один;два;;2\n".encode(
        "cp1251"
    )
    question = parse_questions(data, "банк.csv").questions[0]
    assert [option.text for option in question.options] == ["один", "два"]
    assert right(question) == ["два"]


def test_a_table_is_known_by_its_header_whatever_the_extension():
    assert parse_questions(b"question;options;key\nWhy?;a|b;A\n", "bank.txt").source is Source.TABLE


@pytest.mark.parametrize(
    ("options", "key", "expected"),
    [
        ("раз|два|три", "В", ["три"]),
        ("раз|два|три", "B", ["два"]),
        ("раз|два|три", "б", ["два"]),
        ("раз|два|три", "3", ["три"]),
        ("раз|два|три", "1; 3", ["раз", "три"]),
        ("раз|два|три", "АВ", ["раз", "три"]),
        ("раз|два|три", "Два", ["два"]),
        ("раз|два|три", "раз|три", ["раз", "три"]),
        ("раз; два; три", "два", ["два"]),
        ("А) раз\nБ) два\nВ) три", "В", ["три"]),
        ("A. раз\nB. два\nC. три", "С", ["три"]),
        ("A. раз\nB. два\nC. три", "В", ["два"]),
        ("1) раз\n2) два", "2) два", ["два"]),
        ("1,5|2,5|3,5", "2,5", ["2,5"]),
        ("да, но|нет", "да, но", ["да, но"]),
    ],
)
def test_a_key_is_a_letter_a_number_or_the_text_itself(options, key, expected):
    assert right(only(вопрос="?", варианты=options, ключ=key)) == expected


@pytest.mark.parametrize(
    ("options", "key", "construct"),
    [
        ("5|7|2", "2", "ambiguous key"),
        ("раз|два", "С", "no right answer"),
        ("раз|два", "5", "no right answer"),
        ("раз|два", "пять", "no right answer"),
        ("раз|два", "", "no right answer"),
        ("раз", "А", "too few options"),
        ("раз|раз", "А", "duplicate options"),
    ],
)
def test_a_doubtful_key_is_refused(options, key, construct):
    refusal = row(вопрос="Почему?", варианты=options, ключ=key).refused[0]
    assert (refusal.construct, refusal.line, refusal.title) == (construct, 2, "Почему?")


def test_without_options_the_key_tells_the_kind():
    assert only(вопрос="?", ключ="нет").options == (Option("Верно", 0.0), Option("Неверно", 1.0))
    assert only(вопрос="?", ключ="12,5 ± 0,5").numbers == (NumberAnswer(Decimal("12.5"), Decimal("0.5")),)
    assert only(вопрос="?", ключ=-3).numbers == (NumberAnswer(Decimal(-3)),)
    assert only(вопрос="?", ключ="1..5").numbers == (NumberAnswer(Decimal(3), Decimal(2)),)
    assert only(вопрос="?", ключ="тьютор|наставник").shorts == (
        ShortAnswer("тьютор"),
        ShortAnswer("наставник"),
    )


def test_the_kind_may_be_named():
    pairs = only(вопрос="?", тип="соответствие", варианты="Италия -> Рим\nЯпония → Токио")
    assert pairs.pairs == (Pair("Италия", "Рим"), Pair("Япония", "Токио"))
    assert only(вопрос="?", тип="порядок", варианты="а|б|в").sequence == ("а", "б", "в")
    assert only(вопрос="?", тип="порядок", варианты="а|б|в", ключ="3, 1, 2").sequence == ("в", "а", "б")
    assert only(вопрос="?", тип="открытый", ключ="Мысль").explanation == "Образец ответа: Мысль"
    assert only(вопрос="?", тип="краткий", ключ="1917").kind is Kind.SHORT
    assert only(вопрос="?", тип="Множественный", варианты="а|б", ключ="а").kind is Kind.MULTIPLE


@pytest.mark.parametrize(
    ("cells", "construct"),
    [
        ({"тип": "кроссворд", "ключ": "а"}, "kind"),
        ({"тип": "", "ключ": ""}, "no answers"),
        ({"тип": "число", "ключ": "пять"}, "number"),
        ({"тип": "краткий", "варианты": "а|б", "ключ": "а"}, "options"),
        ({"тип": "один", "варианты": "а|б", "ключ": "1, 2"}, "several keys"),
        ({"тип": "верно-неверно", "ключ": "возможно"}, "no right answer"),
        ({"тип": "порядок", "варианты": "а|б|в", "ключ": "1, 2"}, "ordering"),
        ({"тип": "соответствие", "варианты": "а|б"}, "matching"),
        ({"тип": "соответствие", "варианты": "а->б\nв->г", "ключ": "а"}, "key"),
    ],
)
def test_a_row_that_contradicts_itself_is_refused(cells, construct):
    assert row(вопрос="Что?", **cells).refused[0].construct == construct


def test_broken_rows_of_a_csv_are_refused_too():
    data = 'вопрос;варианты;ключ\n"Что "это"?";а|б;А\nПочему?;а|б;Б\nГде?;а|б\n'.encode()
    found = parse_questions(data, "x.csv")
    assert [question.stem for question in found.questions] == ["Почему?"]
    assert [(refusal.line, refusal.construct) for refusal in found.refused] == [(2, "row"), (4, "row")]


def test_a_table_without_stems_is_refused():
    with pytest.raises(FileProblem, match="Не хватает столбцов: «вопрос»"):
        read(["варианты", "ключ"], ["а|б", "А"])


def test_a_table_without_rows_is_refused():
    with pytest.raises(FileProblem, match="ни одного вопроса"):
        read(["вопрос", "варианты", "ключ"])
