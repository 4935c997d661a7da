"""Questions to GIFT that Moodle and `parse_gift` read back to the same."""

import html
from collections.abc import Iterable
from decimal import Decimal

from files.questions.gift_escape import escape
from files.questions.model import Kind, NumberAnswer, Question
from files.questions.tags import all_tags

_FORBIDDEN_IN_TAG = str.maketrans("", "", "<>`\\")


def to_gift(questions: Iterable[Question]) -> str:
    """GIFT of the questions in their order, with categories, ids and tags.

    Texts are marked `[plain]`: they are shown as they are. Competency, difficulty and case sensitivity travel
    as tags; line and source are not kept. Raises ValueError, in Russian, for what GIFT can't express: several
    short answers with `->` in one of them.
    """
    blocks: list[str] = []
    category = ""
    for question in questions:
        if question.category != category:
            category = question.category
            blocks.append(f"$CATEGORY: $course$/top{'/' if category else ''}{category}")
        blocks.append(_block(question))
    return "\n\n".join(blocks) + "\n" if blocks else ""


def _block(question: Question) -> str:
    title = f"::{escape(question.title)}::" if question.title else ""
    general = f"####{_text(question.explanation)}\n" if question.explanation else ""
    lines = "".join(f"{line}\n" for line in _WRITERS[question.kind](question))
    return f"{_comment(question)}{title}[plain]{escape(question.stem)}{{{lines}{general}}}"


def _comment(question: Question) -> str:
    marks = [f"[id:{_in_comment(question.id)}]"] if question.id else []
    marks += [f"[tag:{_in_comment(tag.translate(_FORBIDDEN_IN_TAG))}]" for tag in all_tags(question)]
    return f"// {' '.join(marks)}\n" if marks else ""


def _in_comment(text: str) -> str:
    return text.replace("\\", "").replace("]", "\\]")


def _choice(question: Question) -> Iterable[str]:
    yield ""
    for option in question.options:
        if round(option.fraction, 6) == 1 and question.kind is Kind.SINGLE:
            sign = "="
        else:
            sign = "~" if option.fraction == 0 else f"~{_weight(option.fraction)}"
        yield f"\t{sign}{_text(option.text)}{_note(option.note)}"


def _truefalse(question: Question) -> Iterable[str]:
    true, false = question.options
    right, wrong = (true, false) if true.fraction else (false, true)
    notes = f"#{_text(wrong.note)}" if wrong.note or right.note else ""
    yield f"{'TRUE' if true.fraction else 'FALSE'}{notes}{_note(right.note)}"


def _matching(question: Question) -> Iterable[str]:
    yield ""
    for pair in question.pairs:
        yield f"\t={_without_arrow(pair.left)} -> {escape(html.escape(pair.right, quote=False))}"


def _ordering(question: Question) -> Iterable[str]:
    yield f">{len(question.sequence)} ALL VERTICAL"
    for item in question.sequence:
        line = escape(html.escape(item, quote=False))
        yield line.replace("/", "&sol;", 1) if line.startswith("//") else line


def _number(question: Question) -> Iterable[str]:
    yield "#"
    for answer in question.numbers:
        if answer.value is None and answer.fraction == 0:
            continue
        yield f"\t={_weight(answer.fraction)}{_range(answer)}{_note(answer.note)}"
    for answer in question.numbers:
        if answer.value is None and answer.fraction == 0:
            yield f"\t~{_note(answer.note) or '#'}"


def _short(question: Question) -> Iterable[str]:
    yield ""
    sign = "="
    if any("->" in answer.text for answer in question.shorts):
        if len(question.shorts) > 1:
            raise ValueError(f"GIFT не хранит стрелку -> в одном из кратких ответов: «{question.stem}»")
        sign = ""
    for answer in question.shorts:
        note = f"#{_without_arrow(answer.note)}" if answer.note else ""
        yield f"\t{sign}{_weight(answer.fraction)}{_text(answer.text)}{note}"


def _open(question: Question) -> Iterable[str]:
    return ()


def _text(text: str) -> str:
    """The escaped text; marked as plain once more where its beginning would be taken for GIFT."""
    return ("[plain]" if text.startswith(("[", "%")) else "") + escape(text)


def _without_arrow(text: str) -> str:
    """The text as HTML where an arrow in it would divide it in two."""
    if "->" not in text:
        return _text(text)
    return "[html]" + escape(html.escape(text, quote=False).replace("\n", "<br>"))


def _note(note: str) -> str:
    return f"#{_text(note)}" if note else ""


def _weight(fraction: float) -> str:
    percent = f"{Decimal(repr(fraction)) * 100:f}"
    return f"%{percent.rstrip('0').rstrip('.') if '.' in percent else percent}%"


def _range(answer: NumberAnswer) -> str:
    if answer.value is None:
        return "*"
    return f"{answer.value:f}:{answer.tolerance:f}" if answer.tolerance else f"{answer.value:f}"


_WRITERS = {
    Kind.SINGLE: _choice,
    Kind.MULTIPLE: _choice,
    Kind.TRUEFALSE: _truefalse,
    Kind.MATCHING: _matching,
    Kind.ORDERING: _ordering,
    Kind.NUMBER: _number,
    Kind.SHORT: _short,
    Kind.OPEN: _open,
}
