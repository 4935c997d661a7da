from decimal import Decimal

from files.questions import Kind, NumberAnswer, Option, Pair, Source, parse_questions

NULL = "$@NULL@$"


def stored(type_, body, name="Имя", parent=0, tags=""):
    return f"""<question id="1"><parent>{parent}</parent><name>{name}</name>
        <questiontext>&lt;p&gt;Текст &amp;amp; ещё&lt;/p&gt;</questiontext>
        <questiontextformat>1</questiontextformat>
        <generalfeedback>{NULL}</generalfeedback><generalfeedbackformat>1</generalfeedbackformat>
        <qtype>{type_}</qtype><plugin_qtype_{type_}_question>{body}</plugin_qtype_{type_}_question>
        <tags>{tags}</tags></question>"""


def answers(*pairs):
    items = (
        f"""<answer id="{at}"><answertext>{text}</answertext><answerformat>1</answerformat>
        <fraction>{fraction}</fraction><feedback></feedback><feedbackformat>1</feedbackformat></answer>"""
        for at, (text, fraction) in enumerate(pairs)
    )
    return f"<answers>{''.join(items)}</answers>"


def bank(*questions):
    return f"""<?xml version="1.0" encoding="UTF-8"?>
    <question_categories><question_category id="1"><name>Урок</name>
    <questions>{"".join(questions)}</questions></question_category></question_categories>"""


def read(text):
    return parse_questions(text.encode(), "questions.xml")


def only(*args, **kwargs):
    found = read(bank(stored(*args, **kwargs)))
    assert not found.refused, found.refused
    return found.questions[0]


def test_a_choice_of_the_bank():
    tags = "<tag><name>цель</name><rawname>Цель</rawname></tag>"
    found = only("multichoice", answers(("да", "1.0000000"), ("нет", 0)) + "<multichoice/>", tags=tags)
    assert (found.kind, found.stem, found.category) == (Kind.SINGLE, "Текст & ещё", "Урок")
    assert found.options == (Option("да", 1.0), Option("нет"))
    assert (found.explanation, found.tags, found.source) == ("", ("Цель",), Source.MOODLE_BACKUP)


def test_several_answers():
    options = (
        answers(("а", "0.5"), ("б", "0.5"), ("в", "-1")) + "<multichoice><single>0</single></multichoice>"
    )
    assert only("multichoice", options).kind is Kind.MULTIPLE


def test_true_and_false_are_told_apart_by_their_ids():
    body = answers(("Неверно", 1), ("Верно", 0)) + "<truefalse><trueanswer>1</trueanswer></truefalse>"
    assert [option.fraction for option in only("truefalse", body).options] == [0.0, 1.0]


def test_tolerances_stand_apart_from_the_numbers():
    records = (
        "<numerical_records><numerical_record><answer>0</answer><tolerance>0.5</tolerance></numerical_record>"
    )
    body = answers(("12", 1)) + records + "</numerical_records><numerical_units></numerical_units>"
    assert only("numerical", body).numbers == (NumberAnswer(Decimal(12), Decimal("0.5")),)


def test_short_answers_pairs_order_and_essays():
    assert (
        only("shortanswer", answers(("Да", 1)) + "<shortanswer><usecase>1</usecase></shortanswer>")
        .shorts[0]
        .case
    )
    pair = "<match><questiontext>{}</questiontext><answertext>{}</answertext></match>"
    matches = f"<matches>{pair.format('а', '1')}{pair.format('б', '2')}</matches>"
    assert only("match", matches).pairs == (Pair("а", "1"), Pair("б", "2"))
    assert only("ordering", answers(("второй", 2), ("первый", 1))).sequence == ("первый", "второй")
    assert only("essay", "<essay/>").kind is Kind.OPEN


def test_versions_of_moodle_4_leave_the_newest():
    def version(number, name):
        return f"""<question_versions><version>{number}</version><questions>
            {stored("essay", "", name=name)}</questions></question_versions>"""

    versions = version(2, "новая") + version(10, "новейшая") + version(1, "старая")
    found = read(
        f"""<question_categories><question_category><name>top</name><question_bank_entries><question_bank_entry>
        <idnumber>q1</idnumber><question_version>{versions}</question_version></question_bank_entry>
        </question_bank_entries></question_category></question_categories>"""
    )
    assert [(question.title, question.id, question.category) for question in found.questions] == [
        ("новейшая", "q1", "")
    ]
    assert {refusal.construct for refusal in found.refused} == {"older version"}
    assert len(found.refused) == 2


def test_what_can_not_be_asked_is_refused_by_name():
    part = stored("shortanswer", answers(("а", 1)), parent=5)
    found = read(bank(stored("multianswer", ""), part, stored("random", ""), stored("ddmarker", "")))
    assert [refusal.construct for refusal in found.refused] == [
        "multianswer",
        "multianswer part",
        "random",
        "ddmarker",
    ]


def test_a_question_without_its_answers_is_refused():
    bare = stored("truefalse", "").replace("plugin_qtype_truefalse_question", "other")
    found = read(bank(bare, stored("truefalse", answers(("Верно", 1)))))
    assert [refusal.construct for refusal in found.refused] == ["no answers", "truefalse"]
