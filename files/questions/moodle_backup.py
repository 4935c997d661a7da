"""`questions.xml` of a Moodle backup: the question bank as the database keeps it.

Before Moodle 4 a category holds `questions`, since then `question_bank_entries` with numbered versions.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

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

_TYPES = ("multichoice", "truefalse", "shortanswer", "numerical", "match", "ordering", "essay")


@dataclass(frozen=True, slots=True)
class _Stored:
    """A question element with what its surroundings say about it."""

    element: Element
    category: str
    id: str = ""
    outdated: bool = False


def parse_backup(root: Element) -> QuestionFile:
    """Questions of the bank. Older versions of a question and parts of a cloze are refused as such."""
    found = QuestionFile(Source.MOODLE_BACKUP)
    hinted = 0
    for stored in _stored(root):
        element = stored.element
        try:
            question = _question(stored)
        except Refused as reason:
            title = one_line(child_text(element, "name"))
            found.refused.append(Refusal(line_of(element), reason.construct, title, reason.message))
        else:
            found.questions.append(question)
            hinted += _has_hints(element)
    note_hints(found, hinted)
    return found


def _stored(root: Element) -> Iterator[_Stored]:
    for category in root.findall("question_category"):
        name = one_line(child_text(category, "name"))
        name = "" if name == "top" else name
        for element in category.findall("questions/question"):
            yield _Stored(element, name, child_text(element, "idnumber"))
        for entry in category.findall("question_bank_entries/question_bank_entry"):
            versions = sorted(entry.findall("question_version/question_versions"), key=_version)
            for version in versions:
                for element in version.findall("questions/question"):
                    yield _Stored(element, name, child_text(entry, "idnumber"), version is not versions[-1])


def _version(element: Element) -> int:
    number = child_text(element, "version").strip()
    return int(number) if number.isdecimal() else 0


def _question(stored: _Stored) -> Question:
    element = stored.element
    type_ = child_text(element, "qtype").strip()
    if stored.outdated:
        raise Refused("older version", "Это прежняя версия вопроса: загружена только последняя.")
    if child_text(element, "parent").strip() not in ("", "0"):
        raise Refused("multianswer part", "Это часть вопроса с вложенными ответами (multianswer, cloze).")
    if type_ not in _TYPES:
        raise refuse_type(type_)
    plugin = element.find(f"plugin_qtype_{type_}_question")
    if plugin is None:
        raise Refused("no answers", "В файле нет ответов этого вопроса. Сделайте резервную копию заново.")
    answers = plugin.findall("answers/answer")
    if type_ == "ordering":
        answers.sort(key=lambda answer: fraction(child_text(answer, "fraction"), of=1))
    true_id = child_text(plugin, "truefalse/trueanswer").strip()
    tolerances = {
        child_text(record, "answer").strip(): child_text(record, "tolerance")
        for record in children(plugin, "numerical_records/numerical_record")
    }
    parts = Parts(
        type=type_,
        title=child_text(element, "name"),
        stem=_text(element, "questiontext"),
        explanation=_text(element, "generalfeedback"),
        answers=[_answer(answer, tolerances, as_is=type_ in TYPED_ANSWERS) for answer in answers],
        pairs=[_pair(pair) for pair in plugin.findall("matches/match")],
        single=child_text(plugin, "multichoice/single").strip() != "0",
        case=child_text(plugin, "shortanswer/usecase").strip() == "1",
        has_units=plugin.find("numerical_units/numerical_unit") is not None,
        first_is_true=bool(answers) and answers[0].get("id", true_id) == true_id,
        tags=[child_text(tag, "rawname") or child_text(tag, "name") for tag in children(element, "tags/tag")],
        id=stored.id,
        category=stored.category,
    )
    return assemble(parts, line_of(element), Source.MOODLE_BACKUP)


def _answer(element: Element, tolerances: dict[str, str], *, as_is: bool) -> Answer:
    return Answer(
        text=child_text(element, "answertext") if as_is else _text(element, "answertext", "answerformat"),
        fraction=fraction(child_text(element, "fraction"), of=1),
        note=_text(element, "feedback"),
        tolerance=tolerances.get(element.get("id", ""), ""),
    )


def _pair(element: Element) -> Pair:
    return Pair(_text(element, "questiontext"), plain(child_text(element, "answertext"), "0"))


def _text(element: Element, name: str, form: str = "") -> str:
    return plain(child_text(element, name), child_text(element, form or f"{name}format"))


def _has_hints(element: Element) -> bool:
    texts = [child.text or "" for child in element.iter() if child.tag in COMBINED_FEEDBACK]
    texts += [child_text(hint, "hint") for hint in element.findall("question_hints/question_hint")]
    return any(text.strip() for text in texts)
