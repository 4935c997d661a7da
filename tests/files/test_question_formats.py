import pytest

from files.errors import FileProblem
from files.questions import Source, parse_questions
from tests.files.builders import xlsx


@pytest.mark.parametrize(
    ("text", "name", "source"),
    [
        ("Да?{T}", "bank.xml.txt", Source.GIFT),
        ("<p>Да?</p>{T}", "bank.txt", Source.GIFT),
        ("::a, b::Да; нет?{T}", "bank", Source.GIFT),
        ("<quiz><question type='essay'/></quiz>", "bank.gift", Source.MOODLE_XML),
        ("<!-- из Moodle -->\n<quiz><question type='essay'/></quiz>", "bank.txt", Source.MOODLE_XML),
        ("Вопрос\nA. да\nB. нет\nANSWER: A", "bank.gift", Source.AIKEN),
        ("Вопрос;Ключ\nДа?;да", "bank.gift", Source.TABLE),
        ("Просто текст", "bank.gift", Source.GIFT),
    ],
)
def test_the_content_decides_the_format(text, name, source):
    assert parse_questions(text.encode(), name).source is source


def test_a_workbook_is_a_table_under_any_name():
    assert parse_questions(xlsx(["вопрос", "ключ"], ["Да?", "да"]), "bank.gift").source is Source.TABLE


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "пустой"),
        (b" \n\n", "Не удалось узнать формат"),
        ("Просто письмо о чём-то".encode(), "Не удалось узнать формат"),
        (b"// comment only", "ни одного вопроса"),
        (b"\x89PNG\r\n", "картинка"),
        (b"\x1f\x8b\x08\x00", "архив"),
        (b"PK\x03\x04 broken", "повреждён"),
        (b"Q?{T}\x00", "двоичные"),
    ],
)
def test_what_is_no_question_file_is_refused(data, says):
    with pytest.raises(FileProblem, match=says):
        parse_questions(data, "bank.txt")
