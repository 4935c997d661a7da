import pytest

from files.questions import Option, Source, parse_questions

BANK = """Что делает тьютор?
A. Сопровождает
B) Ведёт урок
C. Ставит отметки
ANSWER: A

Второй вопрос
в две строки

A) да
B) нет
ANSWER: b.
"""


def read(text):
    return parse_questions(text.encode(), "bank.txt")


def test_questions_of_an_aiken_file():
    found = read(BANK)
    assert not found.refused
    first, second = found.questions
    assert first.options == (Option("Сопровождает", 1.0), Option("Ведёт урок"), Option("Ставит отметки"))
    assert (second.stem, second.line, second.source) == ("Второй вопрос\nв две строки", 7, Source.AIKEN)
    assert [option.fraction for option in second.options] == [0.0, 1.0]


@pytest.mark.parametrize(
    ("letters", "answer", "right"),
    [("АБВ", "В", 2), ("ABC", "В", 1), ("АВС", "B", 1), ("АВС", "С", 2), ("АВС", "C", 2)],
)
def test_cyrillic_letters_are_understood_by_the_order_they_stand_in(letters, answer, right):
    lines = "".join(f"{letter}. вариант {at}\n" for at, letter in enumerate(letters))
    question = read(f"Вопрос\n{lines}ОТВЕТ: {answer}\n").questions[0]
    assert [option.fraction for option in question.options].index(1.0) == right


@pytest.mark.parametrize(
    ("text", "construct"),
    [
        ("Вопрос\nA. да\nB. нет\nANSWER: D\n", "no right answer"),
        ("Вопрос\nA. да\nANSWER: A\n", "too few options"),
        ("Вопрос\nA. да\nB. да\nANSWER: A\n", "duplicate options"),
        ("Вопрос\nA. да\nC. нет\nANSWER: A\n", "option letters"),
        ("Вопрос\nA. да\nB. нет\nДругой вопрос\nA. да\nB. нет\nANSWER: A\n", "no answer line"),
        ("Другой вопрос\nA. да\nB. нет\nANSWER: A\n\nВопрос\nA. да\nB. нет\n", "no answer line"),
    ],
)
def test_a_broken_question_is_refused_with_its_line(text, construct):
    refusal = read(text).refused[0]
    assert refusal.construct == construct
    assert refusal.title == "Вопрос"
    assert text.split("\n")[refusal.line - 1] == "Вопрос"
