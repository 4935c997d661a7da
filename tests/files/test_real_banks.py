"""Real question banks, given by OPORA_REAL_DATA: what of every file is taken and what is refused."""

import os
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest

from files.questions import Kind, Option, Pair, Source, parse_questions, to_gift

pytestmark = [
    pytest.mark.real_data,
    pytest.mark.skipif("OPORA_REAL_DATA" not in os.environ, reason="OPORA_REAL_DATA is not set"),
]

EXPECTED = {
    "TFTwoFeedback.gift": ("truefalse truefalse truefalse", ""),
    "category1.gift": ("", "category"),
    "categorySpecialCharacter.gift": ("", "category"),
    "description1.gift": ("truefalse", "description"),
    "descriptionTitleEscapedColon.gift": ("truefalse", "description"),
    "descriptionWithID.gift": ("truefalse", "description"),
    "escapeAll.gift": ("single", ""),
    "escapeColon.gift": ("single", ""),
    "escapeEquals.gift": ("single", ""),
    "essay1.gift": ("open", ""),
    "formatExamples.gift": ("single", ""),
    "giftFormatPhpExamples.gift": (
        "single single truefalse short number matching single single short number",
        "",
    ),
    "markdown.gift": ("", "description description description description"),
    "matching1.gift": ("matching matching", ""),
    "mc1.gift": ("single", ""),
    "mc2.gift": ("single", ""),
    "mc4.gift": ("single", ""),
    "mc5.gift": ("single single single single", ""),
    "mcHTMLComment.gift": ("single", ""),
    "multiLineFeedback1.gift": ("single", "image"),
    "multipleAnswersFloat.gift": ("multiple", ""),
    "newlineAndLaTeX.gift": ("open", ""),
    "numerical1.gift": ("number " * 10, ""),
    "options1.gift": (
        "number short single single short short truefalse single single short multiple multiple single "
        "single",
        "",
    ),
    "shortAnswer1.gift": ("short short", ""),
    "shortAnswer2.gift": ("short short", ""),
    "shortAnswerNotMatching.gift": ("single single", ""),
    "shortFirstEmbedded.gift": ("short short", ""),
    "shortFirstEmbeddedUnderline.gift": ("short short", ""),
    "shortFirstEmbeddedUnderlineHTML.gift": ("short short", ""),
    "symbolsAll.gift": ("truefalse", ""),
    "tag_id.gift": ("open", ""),
    "tag_id_and_two_tags.gift": ("open", ""),
    "tag_two_tags.gift": ("open", ""),
    "tf1.gift": ("truefalse", ""),
    "tf1_html.gift": ("truefalse", ""),
    "tf1_markdown.gift": ("truefalse", ""),
    "tf2.gift": ("truefalse truefalse", ""),
    "totara_moodle_backslash.gift": ("open", ""),
    "totara_moodle_essay.gift": ("open", ""),
    "totara_moodle_match.gift": ("matching", ""),
    "totara_moodle_multichoice.gift": ("single", ""),
    "totara_moodle_multichoice_multi.gift": ("multiple", ""),
    "totara_moodle_numerical.gift": ("number", ""),
    "totara_moodle_pre_content.gift": ("open", ""),
    "totara_moodle_shortanswer.gift": ("short", ""),
    "totara_moodle_shortanswer_general_feedback.gift": ("short", ""),
    "totara_moodle_truefalse.gift": ("truefalse", ""),
    "totara_moodle_truefalse_true_answer1.gift": ("truefalse", ""),
    "totara_moodle_truefalse_true_answer2.gift": ("truefalse", ""),
    "type_inferred_multiline_markdown.gift": ("short", ""),
}
"""File: kinds of the questions taken, constructs refused, each in the order of the file."""

BACKUP = "en_teacherPD_effectiveness_moodlebackup.xml"


def read(name):
    path = Path(os.environ["OPORA_REAL_DATA"]) / "banks" / name
    return parse_questions(path.read_bytes(), name)


def stems(name):
    return [question.stem for question in read(name).questions]


def test_every_file_of_the_folder_is_expected():
    folder = Path(os.environ["OPORA_REAL_DATA"]) / "banks"
    assert {path.name for path in folder.glob("*.gift")} == set(EXPECTED)
    assert len(EXPECTED) == 51


@pytest.mark.parametrize("name", EXPECTED)
def test_a_file_is_taken_or_refused_by_construct(name):
    kinds, constructs = EXPECTED[name]
    found = read(name)
    assert found.source is Source.GIFT
    assert [str(question.kind) for question in found.questions] == kinds.split()
    assert [refusal.construct for refusal in found.refused] == constructs.split()
    assert all(refusal.message and refusal.line for refusal in found.refused)


@pytest.mark.parametrize("name", EXPECTED)
def test_what_is_taken_survives_being_written(name):
    questions = read(name).questions
    again = parse_questions(to_gift(questions).encode(), name).questions if questions else []
    assert [(question.stem, question.options, question.numbers) for question in again] == [
        (question.stem, question.options, question.numbers) for question in questions
    ]


def test_escapes_and_formats_are_gone():
    assert stems("symbolsAll.gift")[0].endswith("`-=[];',./~!@#$%^&*()_+{}|:\"<>?")
    assert stems("totara_moodle_backslash.gift") == ["A \\\\ B \\\\\\\\ C"]
    assert stems("newlineAndLaTeX.gift") == ["Blah blah $ 1 \\neq 0 $"]
    assert stems("tf1_html.gift") == stems("tf1_markdown.gift") == ["Grant is buried in Grant's tomb."]
    assert [option.text for option in read("escapeAll.gift").questions[0].options] == list("~=#{}:\\")


def test_answers_are_what_moodle_would_mark():
    assert read("escapeColon.gift").questions[0].options[3:] == (Option("autumn", 1.0), Option("easter"))
    africa, asia, china, *_ = read("multipleAnswersFloat.gift").questions[0].options
    assert (africa.fraction, asia.fraction, china.fraction) == (0.3333333, 0.3333333, -1.0)
    number, other = read("totara_moodle_numerical.gift").questions[0].numbers
    assert (number.value, number.tolerance, other.note) == (3, 2, "Completely wrong")
    pi = read("numerical1.gift").questions[4].numbers[0]
    assert (pi.value, pi.tolerance) == (Decimal("3.1415"), Decimal("0.0005"))
    assert read("totara_moodle_match.gift").questions[0].pairs[4] == Pair("", "Chat")
    first, _, third = read("TFTwoFeedback.gift").questions
    assert [option.note for option in first.options] == ["feedback for true", "feedback for false"]
    assert [option.note for option in third.options] == ["feedback for false", ""]


def test_ids_tags_titles_and_comments_are_kept():
    question = read("tag_id_and_two_tags.gift").questions[0]
    assert (question.id, question.tags) == ("393", ("fred", "barney-wilma"))
    assert read("descriptionTitleEscapedColon.gift").refused[0].title == "Description Title:"
    explained = read("totara_moodle_shortanswer_general_feedback.gift").questions[0]
    assert explained.explanation == "Here is some general feedback!"
    assert "Ley de Enjuiciamiento Criminal" in read("mcHTMLComment.gift").questions[0].explanation


def test_the_moodle_backup_is_taken_whole():
    found = read(BACKUP)
    assert found.source is Source.MOODLE_BACKUP
    assert not found.refused
    assert Counter(question.kind for question in found.questions) == {
        Kind.SINGLE: 7,
        Kind.MATCHING: 5,
        Kind.TRUEFALSE: 4,
    }
    assert not any(sign in question.stem for question in found.questions for sign in "<>&")
    assert [question.options[0].fraction for question in found.questions if question.kind == "truefalse"] == [
        1.0,
        1.0,
        1.0,
        0.0,
    ]
