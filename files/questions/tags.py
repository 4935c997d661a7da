"""Facts that Moodle's formats have no field for travel as tags: `competency:М2`, `difficulty:0.4`."""

from collections.abc import Iterable
from dataclasses import replace

from files.questions.model import Question
from files.text import one_line

_PREFIXES = {"competency": "competency:", "difficulty": "difficulty:"}
_CASE = "case-sensitive"


def with_tags(question: Question, tags: Iterable[str]) -> Question:
    """The question with the tags; those with a known prefix fill its fields instead."""
    facts: dict[str, str] = {}
    plain: list[str] = []
    case = False
    for tag in filter(None, map(one_line, tags)):
        field = next((field for field, prefix in _PREFIXES.items() if tag.startswith(prefix)), None)
        if field:
            facts[field] = tag.removeprefix(_PREFIXES[field]).strip()
        elif tag == _CASE and question.shorts:
            case = True
        else:
            plain.append(tag)
    shorts = tuple(replace(answer, case=answer.case or case) for answer in question.shorts)
    return replace(question, tags=tuple(dict.fromkeys(plain)), shorts=shorts, **facts)


def all_tags(question: Question) -> list[str]:
    """The question's tags together with those that carry its other facts."""
    facts = {field: getattr(question, field) for field in _PREFIXES}
    found = [*question.tags, *(_PREFIXES[field] + value for field, value in facts.items() if value)]
    return [*found, _CASE] if any(answer.case for answer in question.shorts) else found
