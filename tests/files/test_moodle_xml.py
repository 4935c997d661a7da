from decimal import Decimal

import pytest

from files.errors import FileProblem
from files.questions import Kind, NumberAnswer, Option, Pair, ShortAnswer, Source, parse_questions


def quiz(*questions, head='<?xml version="1.0" encoding="UTF-8"?>\n'):
    return f"{head}<quiz>\n{''.join(questions)}</quiz>"


def question(type_, body, stem="<p>Текст &amp; ещё</p>", name="Имя"):
    return (
        f'<question type="{type_}">\n<name><text>{name}</text></name>\n'
        f'<questiontext format="html"><text><![CDATA[{stem}]]></text></questiontext>\n{body}\n</question>\n'
    )


def answer(text, fraction, feedback="", extra=""):
    return (
        f'<answer fraction="{fraction}" format="html"><text><![CDATA[{text}]]></text>'
        f'<feedback format="html"><text>{feedback}</text></feedback>{extra}</answer>'
    )


def read(text, name="bank.xml", encoding="utf-8"):
    return parse_questions(text.encode(encoding), name)


def only(type_, body, **kwargs):
    found = read(quiz(question(type_, body, **kwargs)))
    assert not found.refused, found.refused
    assert len(found.questions) == 1
    return found.questions[0]


def test_a_choice_with_one_answer():
    body = answer("<p>да</p>", 100, "верно") + answer("нет", 0) + "<single>true</single>"
    body += "<generalfeedback format='html'><text>Пояснение</text></generalfeedback>"
    body += "<tags><tag><text>урок</text></tag><tag><text>competency:М1</text></tag></tags>"
    found = only("multichoice", body + "<idnumber>q-7</idnumber>")
    assert (found.kind, found.stem, found.title) == (Kind.SINGLE, "Текст & ещё", "Имя")
    assert found.options == (Option("да", 1.0, "верно"), Option("нет"))
    assert (found.explanation, found.tags, found.competency, found.id) == (
        "Пояснение",
        ("урок",),
        "М1",
        "q-7",
    )
    assert (found.source, found.line) == (Source.MOODLE_XML, 3)


def test_a_choice_with_several_answers():
    body = answer("а", 50) + answer("б", 50) + answer("в", -100) + "<single>false</single>"
    found = only("multichoice", body)
    assert found.kind is Kind.MULTIPLE
    assert [option.fraction for option in found.options] == [0.5, 0.5, -1.0]


def test_true_and_false_come_in_one_order():
    found = only("truefalse", answer("false", 100, "точно") + answer("true", 0, "нет"))
    assert found.options == (Option("Верно", 0.0, "нет"), Option("Неверно", 1.0, "точно"))


def test_typed_answers_have_no_markup_to_lose():
    found = only("shortanswer", answer("<b> и &lt;", 100) + answer("*", 0, "мимо") + "<usecase>1</usecase>")
    assert found.shorts == (ShortAnswer("<b> и &lt;", case=True), ShortAnswer("*", 0.0, True, "мимо"))


def test_numbers_have_tolerance():
    found = only("numerical", answer("3.14", 100, "", "<tolerance>0.01</tolerance>") + answer("*", 0, "нет"))
    assert found.numbers == (
        NumberAnswer(Decimal("3.14"), Decimal("0.01")),
        NumberAnswer(None, fraction=0.0, note="нет"),
    )


def test_pairs():
    pair = '<subquestion format="html"><text>{}</text><answer><text>{}</text></answer></subquestion>'
    body = pair.format("Италия", "Рим") + pair.format("Япония", "Токио") + pair.format("", "Осло")
    assert only("matching", body).pairs == (Pair("Италия", "Рим"), Pair("Япония", "Токио"), Pair("", "Осло"))


def test_an_ordering_and_an_essay():
    assert only("ordering", answer("раз", 1) + answer("два", 2)).sequence == ("раз", "два")
    assert only("essay", answer("", 0)).kind is Kind.OPEN


def test_a_category_holds_for_the_questions_below():
    category = '<question type="category"><category><text>$course$/top/Урок/Цели</text></category></question>'
    found = read(quiz(question("essay", ""), category, question("essay", "")))
    assert [question.category for question in found.questions] == ["", "Урок/Цели"]


@pytest.mark.parametrize(
    ("type_", "name"),
    [
        ("description", "описание"),
        ("cloze", "вложенные ответы (cloze)"),
        ("calculated", "вычисляемый (calculated)"),
        ("ddwtos", "перетаскивание в текст (ddwtos)"),
        ("ddimageortext", "(ddimageortext)"),
        ("gapselect", "(gapselect)"),
        ("randomsamatch", "(randomsamatch)"),
        ("pmatch", "«pmatch»"),
        ("", "не указан"),
    ],
)
def test_other_types_are_refused_by_name(type_, name):
    found = read(quiz(question(type_, "")))
    assert not found.questions
    assert found.refused[0].construct == (type_ or "no type")
    assert name in found.refused[0].message
    assert found.refused[0].title == "Имя"


def test_an_attached_image_is_refused():
    body = answer("а", 100) + answer("б", 0)
    image = '<file name="a.png" encoding="base64">xx</file></questiontext>'
    with_file = question("multichoice", body).replace("</questiontext>", image)
    with_tag = question("multichoice", body, stem='Что здесь? <img src="a.png">')
    assert [refusal.construct for refusal in read(quiz(with_file, with_tag)).refused] == ["image", "image"]


def test_units_and_odd_weights_are_refused():
    units = "<units><unit><multiplier>1</multiplier><unit_name>м</unit_name></unit></units>"
    found = read(
        quiz(
            question("numerical", answer("5", 100) + units),
            question("multichoice", answer("а", "nan") + answer("б", 0)),
            question("multichoice", answer("а", "много") + answer("б", 0)),
        )
    )
    assert [refusal.construct for refusal in found.refused] == ["units", "weights", "weights"]


def test_hints_that_are_left_behind_are_mentioned():
    body = answer("а", 100) + answer("б", 0) + "<hint format='html'><text>Подумайте</text></hint>"
    assert "вопросов с ними 1" in read(quiz(question("multichoice", body))).notes[0]


def test_the_declared_encoding_does_not_matter_when_the_bytes_say_otherwise():
    text = quiz(question("essay", ""), head='<?xml version="1.0" encoding="windows-1251"?>')
    assert read(text, encoding="cp1251").questions[0].title == "Имя"
    assert read(text).questions[0].title == "Имя"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("<?xml version='1.0'?>\n<quiz>\n<question>\n</quiz>", "Строка 4, .*закрывающий тег"),
        ("<quiz>\n<question type='essay'>\nа & б</question></quiz>", "Строка 3, .*&amp;"),
        ("<quiz>\n<question type='essay'>\nа < б</question></quiz>", "Строка 3, "),
        ("<quiz>\n<question type='essay'>\n&nbsp;</question></quiz>", "Строка 3, .*обозначение"),
        ("<quiz>\n<question type='essay'>", "обрывается"),
        ("<quiz></quiz><quiz></quiz>", "лишнее"),
        ("<quiz>\n\n\x0b</quiz>", "Строка 3"),
        ("<quiz></quiz>", "ни одного вопроса"),
        ("<?xml version='1.0'?><html></html>", "не банк вопросов Moodle: первый тег <html>"),
        ('<?xml version="1.0" encoding="koi8-r"?><quiz></quiz>', "koi8-r"),
        ("<quiz>" + "<a>" * 300 + "</a>" * 300 + "</quiz>", "вложенных"),
    ],
)
def test_a_broken_file_is_explained_by_line(text, says):
    with pytest.raises(FileProblem, match=says):
        read(text)


def test_entities_are_not_expanded():
    laughs = "".join(f'<!ENTITY l{at} "{f"&l{at - 1};" * 10}">' for at in range(1, 10))
    bomb = f'<?xml version="1.0"?><!DOCTYPE q [<!ENTITY l0 "ха">{laughs}]><quiz>&l9;</quiz>'
    with pytest.raises(FileProblem, match="ENTITY"):
        read(bomb)


def test_external_entities_are_not_read():
    with pytest.raises(FileProblem, match="DTD"):
        read('<?xml version="1.0"?><!DOCTYPE q [<!ENTITY x SYSTEM "file:///etc/passwd">]><quiz>&x;</quiz>')
