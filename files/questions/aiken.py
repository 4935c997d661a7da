"""Aiken: a stem, options `A.` or `A)`, and `ANSWER: A`. Cyrillic letters and «ОТВЕТ:» are understood too."""

import re
from dataclasses import dataclass, field

from files.questions.consistency import check
from files.questions.labels import LATIN, RUSSIAN, position
from files.questions.model import TITLE_LENGTH, Kind, Option, Question, QuestionFile, Refusal, Refused, Source
from files.text import one_line, shorten, tidy

_OPTION = re.compile(r"([A-ZА-Я])[.)]\s+(.*)")
_ANSWER = re.compile(r"(?:ANSWER|ОТВЕТ)\s*:\s*(.*)", re.IGNORECASE)
_LOOKS = re.compile(r"(?m)^[ \t]*[A-ZА-Я][.)]\s+.*\n\s*(?:ANSWER|ОТВЕТ)\s*:")


@dataclass(slots=True)
class _Draft:
    line: int
    stem: list[str] = field(default_factory=list)
    options: list[tuple[str, str]] = field(default_factory=list)


def looks_like_aiken(text: str) -> bool:
    """Is there an option with an answer line right below?"""
    return bool(_LOOKS.search(text))


def parse_aiken(text: str) -> QuestionFile:
    """Questions of an Aiken file; one that ends without an answer line is refused."""
    found = QuestionFile(Source.AIKEN)
    draft: _Draft | None = None
    for number, line in enumerate(text.split("\n"), 1):
        line = line.strip()
        if not line:
            continue
        answer, option = _ANSWER.fullmatch(line), _OPTION.fullmatch(line)
        if draft and draft.options and not answer and not option:
            _finish(found, draft, None)
            draft = None
        draft = draft or _Draft(number)
        if answer:
            _finish(found, draft, answer[1])
            draft = None
        elif option and draft.stem:
            draft.options.append((option[1], tidy(option[2])))
        else:
            draft.stem.append(line)
    if draft:
        _finish(found, draft, None)
    return found


def _finish(found: QuestionFile, draft: _Draft, answer: str | None) -> None:
    stem = tidy("\n".join(draft.stem))
    try:
        options = _options(draft, answer)
        question = Question(Kind.SINGLE, stem, options=options, line=draft.line, source=Source.AIKEN)
        found.questions.append(check(question))
    except Refused as reason:
        title = shorten(stem, TITLE_LENGTH)
        found.refused.append(Refusal(draft.line, reason.construct, title, reason.message))


def _options(draft: _Draft, answer: str | None) -> tuple[Option, ...]:
    if answer is None:
        raise Refused("no answer line", "Нет строки ANSWER с верным ответом сразу после вариантов.")
    letters = [letter for letter, _ in draft.options]
    alphabet = next((found for found in (LATIN, RUSSIAN) if letters == list(found[: len(letters)])), LATIN)
    places = [position(letter, len(letters), alphabet) for letter in letters]
    if places != list(range(len(letters))):
        raise Refused("option letters", f"Буквы вариантов идут не по порядку: {', '.join(letters)}.")
    letter = answer.strip().rstrip(".)")
    right = None if letter.isdecimal() else position(letter, len(letters), alphabet)
    if right is None:
        raise Refused("no right answer", f"В строке ANSWER «{one_line(answer)}», а такого варианта нет.")
    return tuple(Option(text, float(at == right)) for at, (_, text) in enumerate(draft.options))
