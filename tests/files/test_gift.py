from decimal import Decimal

import pytest

from files.questions import Kind, NumberAnswer, Option, Pair, ShortAnswer, parse_questions

RUSSIAN = """// Банк проверки предметных знаний
$CATEGORY: $course$/top/Оценивание/Критерии

// question: 12  name: К1 [id:К-1] [tag:оценивание] [tag:competency:О2]
::К1::Что такое критериальное оценивание?{
\t=сравнение работы с критериями#Верно\\: см. ФГОС
\t~сравнение учеников между собой # Это нормативное оценивание
\t~%-25%оценка «на глаз»
\t####Критерии известны ученику до начала работы.
}

Формирующее оценивание проводится {~в конце года =по ходу учёбы} и помогает ученику.

Отметка и оценка — одно и то же.{ЛОЖЬ}

Отметка и оценка — одно и то же.{FALSE#Оценка шире.#Верно.}
"""


def parse(text, name="bank.gift"):
    return parse_questions(text.encode(), name)


def only(text):
    found = parse(text)
    assert not found.refused, found.refused
    assert len(found.questions) == 1
    return found.questions[0]


def refused(text):
    found = parse(text)
    assert not found.questions
    assert len(found.refused) == 1
    return found.refused[0]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1251", "utf-16"])
@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
def test_a_russian_bank_is_read_in_every_encoding_and_with_every_line_end(encoding, ends):
    found = parse_questions(RUSSIAN.replace("\n", ends).encode(encoding), "банк.txt")
    assert [question.kind for question in found.questions] == ["single", "single", "short", "truefalse"]
    assert not found.refused
    first = found.questions[0]
    assert first.options == (
        Option("сравнение работы с критериями", 1.0, "Верно: см. ФГОС"),
        Option("сравнение учеников между собой", 0.0, "Это нормативное оценивание"),
        Option("оценка «на глаз»", -0.25),
    )
    assert (first.title, first.id, first.tags, first.competency) == ("К1", "К-1", ("оценивание",), "О2")
    assert first.explanation == "Критерии известны ученику до начала работы."
    assert {question.category for question in found.questions} == {"Оценивание/Критерии"}
    assert [question.line for question in found.questions] == [5, 12, 14, 16]


def test_a_gap_stands_where_the_answers_were():
    assert only("Столица — {=Москва}.").stem == "Столица — _____."
    assert only("{=Азия} больше всех.").stem == "_____ больше всех."
    assert only("Столица?{=Москва}").stem == "Столица?"


def test_escapes_are_taken_off_everywhere():
    question = only("::Т\\:1::a\\=b \\{c\\} \\~ \\# \\\\{ = x\\=y # note\\nline\n ~ \\} }")
    assert (question.title, question.stem) == ("Т:1", "a=b {c} ~ # \\")
    assert question.options == (Option("x=y", 1.0, "note\nline"), Option("}"))


def test_an_escaped_backslash_escapes_nothing():
    assert only("a \\\\n b {=1}").stem == "a \\n b"


def test_weights_make_a_multiple_choice():
    question = only("Континенты:{ ~%50%Азия ~%50%Африка ~%-100%Китай ~Луна }")
    assert question.kind is Kind.MULTIPLE
    assert [option.fraction for option in question.options] == [0.5, 0.5, -1.0, 0.0]


def test_thirds_are_close_enough_to_a_whole():
    assert only("?{~%33%а ~%33%б ~%33%в ~г}").kind is Kind.MULTIPLE
    assert only("?{~%33,33333%а ~%33,33333%б ~%33,33333%в ~г}").options[0].fraction == 0.3333333


@pytest.mark.parametrize("letter", ["T", "TRUE", " TRUE "])
def test_true(letter):
    assert [option.fraction for option in only(f"Да?{{{letter}}}").options] == [1.0, 0.0]


def test_one_feedback_of_true_false_is_for_the_wrong_answer():
    true, false = only("Да?{F#Нет же}").options
    assert (true.note, false.note) == ("Нет же", "")


def test_a_lower_case_word_is_a_short_answer_as_in_moodle():
    assert only("Да?{true}").kind is Kind.SHORT


def test_short_answers_keep_weights_and_the_wildcard():
    question = only("Зверь?{=Лягушка#Да =%50%Кот =%0%*#Нет}")
    assert question.shorts == (
        ShortAnswer("Лягушка", note="Да"),
        ShortAnswer("Кот", 0.5),
        ShortAnswer("*", 0.0, note="Нет"),
    )


def test_a_lone_answer_needs_no_sign():
    assert only("Один?{One}").shorts == (ShortAnswer("One"),)


@pytest.mark.parametrize(
    ("answers", "value", "tolerance"),
    [
        ("#1822", "1822", "0"),
        ("#1822:5", "1822", "5"),
        ("#3.141..3.142", "3.1415", "0.0005"),
        ("#-5..5", "0", "5"),
        ("#=0", "0", "0"),
        ("#3,14:0,01", "3.14", "0.01"),
        ("#1.5e3", "1500", "0"),
    ],
)
def test_numbers(answers, value, tolerance):
    assert only(f"Сколько?{{{answers}}}").numbers == (NumberAnswer(Decimal(value), Decimal(tolerance)),)


def test_several_numbers_and_a_note_for_the_rest():
    assert only("Год?{#=1822:0#Точно =%50%1822:2 ~#Мимо}").numbers == (
        NumberAnswer(Decimal(1822), note="Точно"),
        NumberAnswer(Decimal(1822), Decimal(2), 0.5),
        NumberAnswer(None, fraction=0.0, note="Мимо"),
    )


def test_pairs_may_have_spare_answers():
    question = only("Столицы{=Италия -> Рим =[html]<b>Япония</b> -> Токио = -> Осло}")
    assert question.pairs == (Pair("Италия", "Рим"), Pair("Япония", "Токио"), Pair("", "Осло"))


def test_an_ordering_of_moodles_plugin():
    question = only("Расставьте{>3 ALL VERTICAL ABSOLUTE_POSITION SHOW none\nраз\nдва\nтри\n}")
    assert question.kind is Kind.ORDERING
    assert question.sequence == ("раз", "два", "три")


def test_an_answer_that_begins_with_a_greater_sign_is_no_ordering():
    assert only("Запишите{>5}").shorts == (ShortAnswer(">5"),)


def test_an_essay_may_have_a_comment():
    question = only("Опишите урок.{####Смотрите критерии.}")
    assert (question.kind, question.explanation) == (Kind.OPEN, "Смотрите критерии.")


def test_parts_inherit_the_format_of_the_stem_or_name_their_own():
    question = only("[html]<p>a &amp; b</p>{=<i>да</i>#<b>верно</b> ~[plain]<i>нет</i>}")
    assert question.stem == "a & b"
    assert question.options == (Option("да", 1.0, "верно"), Option("<i>нет</i>"))


def test_comments_inside_the_answers_are_left_out():
    question = only("Кто?{\n=Я\n// не ты\n~Ты\n}")
    assert [option.text for option in question.options] == ["Я", "Ты"]


def test_a_question_right_below_the_category_is_not_swallowed():
    question = only("// раздел\n$CATEGORY: tests/a{b\nДа?{T}")
    assert (question.category, question.line) == ("tests/a{b", 3)


def test_two_slashes_inside_a_line_are_no_comment():
    assert only("Адрес https\\://site.ru {T}").stem == "Адрес https://site.ru"


@pytest.mark.parametrize(
    ("text", "construct", "says"),
    [
        ("::Т::Просто текст", "description", "описание"),
        ("Вопрос {=a ~b", "braces", "не парные"),
        ("Вопрос =a ~b}", "braces", "не парные"),
        ("Вопрос {\n=a\n\n~b\n}", "braces", "пустая строка"),
        ("Первый?{T}\nВторой?{F}", "braces", "пустая строка"),
        ("Дробь \\frac{1}{2}?{=1}", "braces", "больше одной пары"),
        ("Вопрос?{~a ~b}", "no right answer", "не отмечен верным"),
        ("Вопрос?{~%50%a ~%40%b ~c}", "weights", "90 %"),
        ("Вопрос?{=%50%a}", "weights", "50 %"),
        ("Вопрос?{=a ~a}", "duplicate options", "повторяется"),
        ("Вопрос?{=a ~ ~b}", "empty option", "пустой"),
        ("Вопрос?{=%50%a ~b}", "weight after =", "знак ="),
        ("Вопрос?{~=a}", "empty option", "пустой"),
        ("Вопрос?{#пять}", "number", "пять"),
        ("Вопрос?{#5..1}", "number", "границы"),
        ("Вопрос?{=a->b =c}", "matching", "нет стрелки"),
        ("Вопрос?{=a->b =a->c}", "duplicate pairs", "повторяется"),
        ("{=a ~b}", "empty stem", "нет текста"),
        ('[html]<p>x</p>{=<img src\\="a.png"> ~b}', "image", "изображение"),
        ('Вопрос?{=<span style="x">a</span> ~b}', "markup", "="),
        ("$CATEGORY: $course$/top/Раздел", "category", "только категория"),
    ],
)
def test_what_can_not_be_taken_is_refused_by_name(text, construct, says):
    refusal = refused(text)
    assert refusal.construct == construct
    assert says in refusal.message
    assert refusal.line == 1


def test_one_bad_question_does_not_spoil_its_neighbours():
    found = parse("Первый?{T}\n\nВторой?{=a ~b\n\nТретий?{F}\n\nопять\n}\n\nЧетвёртый?{=1}")
    assert [question.stem for question in found.questions] == ["Первый?", "Третий?", "Четвёртый?"]
    assert [(refusal.line, refusal.construct) for refusal in found.refused] == [(3, "braces"), (7, "braces")]


def test_a_refusal_tells_title_and_line():
    refusal = parse("Да?{T}\n\n\n::Введение::Прочитайте текст.\n").refused[0]
    assert str(refusal).startswith("Строка 4 «Введение»: Это описание")
