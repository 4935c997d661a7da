"""What is written to GIFT comes back the same; Moodle reads the same signs the same way."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from files.questions import (
    Kind,
    NumberAnswer,
    Option,
    Pair,
    Question,
    ShortAnswer,
    parse_questions,
    to_gift,
)
from files.text import one_line, tidy

SIGNS = st.sampled_from(
    [*"абВГ12 \n\\:#={}~[]<>&%/*$->«»№_.,;T\t", "->", "//", "[html]", "\\n", "%50%", "&amp;", "####"]
)
CHARACTERS = SIGNS | st.characters(exclude_categories=("Cs", "Co", "Cn"))
TEXT = st.lists(CHARACTERS, max_size=20).map("".join).map(tidy)
STEM = TEXT.filter(bool)
LINE = TEXT.map(one_line)
MARK = LINE.map(lambda text: one_line(text.translate(str.maketrans("", "", "<>`\\"))))
FACT = MARK.filter(
    lambda text: not text.startswith(("competency:", "difficulty:")) and text != "case-sensitive"
)
SHARE = st.integers(-10_000_000, 10_000_000).map(lambda share: float(Decimal(share) / 10_000_000))
PART = SHARE.filter(lambda share: share <= 0.99)
"""Of an option beside the key: closer to 1 it would be a second key, and GIFT then means a short answer."""
NUMBER = st.decimals(-10_000, 10_000, places=3)


def distinct(parts, key, **sizes):
    return st.lists(parts, unique_by=key, **sizes)


def options(kind):
    base = distinct(
        st.builds(Option, STEM, st.just(0.0), TEXT), lambda option: option.text, min_size=2, max_size=5
    )
    if kind is Kind.SINGLE:
        return st.tuples(base, PART).map(
            lambda drawn: (
                replace(drawn[0][0], fraction=1.0),
                replace(drawn[0][1], fraction=drawn[1]),
                *drawn[0][2:],
            )
        )
    return base.map(lambda drawn: (*(replace(option, fraction=0.5) for option in drawn[:2]), *drawn[2:]))


@st.composite
def questions(draw):
    kind = draw(st.sampled_from(Kind))
    facts = {
        "title": draw(LINE),
        "explanation": draw(TEXT),
        "category": draw(LINE),
        "tags": tuple(draw(distinct(FACT.filter(bool), str, max_size=2))),
        "id": draw(MARK),
        "competency": draw(MARK),
        "difficulty": draw(MARK),
    }
    match kind:
        case Kind.SINGLE | Kind.MULTIPLE:
            facts["options"] = draw(options(kind))
        case Kind.TRUEFALSE:
            share = draw(st.sampled_from([0.0, 1.0]))
            facts["options"] = (Option("Верно", share, draw(TEXT)), Option("Неверно", 1 - share, draw(TEXT)))
        case Kind.MATCHING:
            pair = st.builds(Pair, STEM.filter(lambda text: "->" not in text), LINE.filter(bool))
            facts["pairs"] = tuple(draw(distinct(pair, lambda pair: pair.left, min_size=2, max_size=4)))
        case Kind.ORDERING:
            facts["sequence"] = tuple(draw(distinct(LINE.filter(bool), str, min_size=2, max_size=4)))
        case Kind.NUMBER:
            answer = st.builds(NumberAnswer, NUMBER, NUMBER.map(abs), SHARE, TEXT)
            others = st.builds(NumberAnswer, st.none(), fraction=st.just(0.0), note=TEXT)
            best = replace(draw(answer), fraction=1.0)
            facts["numbers"] = (
                best,
                *draw(st.lists(answer, max_size=2)),
                *draw(st.lists(others, max_size=1)),
            )
        case Kind.SHORT:
            answer = st.builds(ShortAnswer, LINE.filter(bool).filter(lambda text: "->" not in text), SHARE)
            shorts = draw(distinct(answer, lambda answer: answer.text, min_size=1, max_size=3))
            case = draw(st.booleans())
            note = draw(TEXT.filter(lambda text: "->" not in text))
            shorts[0] = replace(shorts[0], fraction=1.0, note=note)
            facts["shorts"] = tuple(replace(answer, case=case) for answer in shorts)
    return Question(kind, draw(STEM), **facts)


def back(text):
    found = parse_questions(text.encode(), "bank.gift")
    assert not found.refused, found.refused
    return [replace(question, line=0) for question in found.questions]


@settings(max_examples=200, deadline=None)
@given(st.lists(questions(), min_size=1, max_size=4))
def test_a_bank_comes_back_the_same(bank):
    assert back(to_gift(bank)) == bank


def test_nothing_is_written_for_nothing():
    assert to_gift([]) == ""


def test_arrows_survive_where_gift_would_divide_on_them():
    bank = [
        Question(Kind.MATCHING, "?", pairs=(Pair("а -> б & <в>", "-> г"), Pair("д", "е -> ж"))),
        Question(Kind.SHORT, "?", shorts=(ShortAnswer("а -> б", note="в -> г"),)),
        Question(Kind.SHORT, "?", shorts=(ShortAnswer("а", note="б -> в"), ShortAnswer("г"))),
        Question(Kind.ORDERING, "?", sequence=("// а", "//// б", "в -> г")),
    ]
    assert back(to_gift(bank)) == bank


def test_what_gift_can_not_express_is_said():
    question = Question(Kind.SHORT, "?", shorts=(ShortAnswer("а -> б"), ShortAnswer("в")))
    with pytest.raises(ValueError, match="стрелку"):
        to_gift([question])


def test_the_writing_is_what_moodle_writes():
    bank = [
        Question(
            Kind.SINGLE,
            "Сколько: {2+2}?",
            title="Сумма",
            options=(Option("4", 1.0, "Да"), Option("5"), Option("22", 0.25)),
            explanation="Сложите.",
            category="Счёт",
            tags=("счёт",),
            id="с1",
            competency="П1",
        )
    ]
    assert to_gift(bank) == (
        "$CATEGORY: $course$/top/Счёт\n\n"
        "// [id:с1] [tag:счёт] [tag:competency:П1]\n"
        "::Сумма::[plain]Сколько\\: \\{2+2\\}?{\n\t=4#Да\n\t~5\n\t~%25%22\n####Сложите.\n}\n"
    )
