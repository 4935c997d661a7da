"""Moodle XML, the `<quiz>` of «Экспорт вопросов»."""

from xml.etree.ElementTree import Element

from files.questions.gift import category_name
from files.questions.html_text import IMAGE
from files.questions.model import Pair, Question, QuestionFile, Refusal, Refused, Source
from files.questions.moodle_parts import (
    COMBINED_FEEDBACK,
    TYPED_ANSWERS,
    Answer,
    Parts,
    assemble,
    fraction,
    note_hints,
    plain,
)
from files.questions.moodle_types import refuse_type
from files.questions.xml_tree import child_text, children, line_of
from files.text import one_line

_TYPES = ("multichoice", "truefalse", "shortanswer", "numerical", "matching", "ordering", "essay")


def parse_quiz(root: Element) -> QuestionFile:
    """Questions of the quiz. A category line sets the category of those below it."""
    found = QuestionFile(Source.MOODLE_XML)
    category, hinted = "", 0
    for element in root.findall("question"):
        if element.get("type") == "category":
            category = category_name(child_text(element, "category/text") or child_text(element, "category"))
            continue
        title = one_line(child_text(element, "name"))
        try:
            question = _question(element, category)
        except Refused as reason:
            found.refused.append(Refusal(line_of(element), reason.construct, title, reason.message))
        else:
            found.questions.append(question)
            hinted += _has_hints(element)
    note_hints(found, hinted)
    return found


def _question(element: Element, category: str) -> Question:
    type_ = (element.get("type") or "").strip()
    if type_ not in _TYPES:
        raise refuse_type(type_)
    if element.find(".//file") is not None:
        raise Refused("image", IMAGE)
    answers = element.findall("answer")
    first = child_text(answers[0], "text").strip().lower() if answers else ""
    parts = Parts(
        type=type_,
        title=child_text(element, "name"),
        stem=_text(element.find("questiontext")),
        explanation=_text(element.find("generalfeedback")),
        answers=[_answer(answer, as_is=type_ in TYPED_ANSWERS) for answer in answers],
        pairs=[_pair(pair) for pair in element.findall("subquestion")],
        single=child_text(element, "single").strip() in ("", "true", "1"),
        case=child_text(element, "usecase").strip() in ("1", "true"),
        has_units=element.find("units/unit") is not None,
        first_is_true=first != "false",
        tags=[child_text(tag, "text") for tag in children(element, "tags/tag")],
        id=child_text(element, "idnumber"),
        category=category,
    )
    return assemble(parts, line_of(element), Source.MOODLE_XML)


def _answer(element: Element, *, as_is: bool) -> Answer:
    return Answer(
        text=child_text(element, "text") if as_is else _text(element),
        fraction=fraction(element.get("fraction", ""), of=100),
        note=_text(element.find("feedback")),
        tolerance=child_text(element, "tolerance"),
    )


def _pair(element: Element) -> Pair:
    return Pair(_text(element), plain(child_text(element, "answer/text"), "moodle_auto_format"))


def _text(element: Element | None) -> str:
    return plain(child_text(element, "text"), element.get("format", "html")) if element is not None else ""


def _has_hints(element: Element) -> bool:
    texts = [child_text(element, name) for name in COMBINED_FEEDBACK]
    texts += [child_text(hint, "text") for hint in element.findall("hint")]
    return any(text.strip() for text in texts)
