"""GIFT as Moodle reads it: a question a paragraph, `{answers}` inside.

Differences from Moodle, both in favour of the author: a question on the lines right below `$CATEGORY` isn't
swallowed by it, and what Moodle would turn into something else in silence (two questions without a blank line
between, an unescaped brace) is refused with the reason.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from files.questions.consistency import check
from files.questions.gift_answers import formatted, parse_answers, split_format
from files.questions.gift_escape import hide_escaped, show_escaped
from files.questions.markup import Format, to_text
from files.questions.model import TITLE_LENGTH, Question, QuestionFile, Refusal, Refused, Source
from files.questions.tags import with_tags
from files.text import one_line, shorten

_CATEGORY = "$CATEGORY:"
_ID = re.compile(r"\[id:((?:\\]|[^]\x00-\x1f]){1,255})]")
_TAG = re.compile(r"\[tag:((?:\\]|[^]<>`\x00-\x1f]){1,255})]")
_CONTEXT = re.compile(r"^\$[a-z0-9]+\$(?:/top(?=/|$))?/?")
BLANK = "_____"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Lines between blank ones, comments apart. `line` is where the text begins.

    A line with a category is a paragraph of its own, as written; other texts have their escapes hidden.
    """

    line: int
    text: str
    comments: str = ""


def parse_gift(text: str) -> QuestionFile:
    """Questions of a GIFT file, those that can't be taken among `refused`."""
    found = QuestionFile(Source.GIFT)
    category, category_line = "", 0
    for paragraph in _joined_over_blank_lines(_paragraphs(text)):
        if paragraph.text.startswith(_CATEGORY):
            category, category_line = category_name(paragraph.text[len(_CATEGORY) :]), paragraph.line
            continue
        try:
            found.questions.append(replace(_question(paragraph), category=category))
        except Refused as reason:
            found.refused.append(
                Refusal(paragraph.line, reason.construct, _refused_title(paragraph.text), reason.message)
            )
    if category_line and not found.questions and not found.refused:
        message = "В файле только категория ($CATEGORY), вопросов нет: загружать нечего."
        found.refused.append(Refusal(category_line, "category", category, message))
    return found


def category_name(path: str) -> str:
    """A Moodle category path without its context: «$course$/top/Раздел 1/Тема» is «Раздел 1/Тема»."""
    return one_line(_CONTEXT.sub("", one_line(path)))


def _paragraphs(text: str) -> Iterator[Paragraph]:
    lines: list[str] = []
    for number, line in enumerate([*text.split("\n"), ""], 1):
        if line.strip():
            lines.append(line)
        elif lines:
            yield from _without_comments(lines, number - len(lines))
            lines = []


def _without_comments(lines: list[str], first: int) -> Iterator[Paragraph]:
    comments = "\n".join(line.strip() for line in lines if line.strip().startswith("//"))
    kept = [(number, line) for number, line in enumerate(lines, first) if not line.strip().startswith("//")]
    if kept and kept[0][1].strip().startswith(_CATEGORY):
        number, line = kept.pop(0)
        yield Paragraph(number, line.strip())
    if kept:
        yield Paragraph(kept[0][0], hide_escaped("\n".join(line for _, line in kept)).strip(), comments)


def _joined_over_blank_lines(paragraphs: Iterable[Paragraph]) -> Iterator[Paragraph]:
    """Joins what a blank line inside braces has torn, so that it's refused once and as a whole."""
    torn: list[Paragraph] = []
    for paragraph in paragraphs:
        if paragraph.text.startswith(_CATEGORY):
            yield from torn
            torn = []
            yield paragraph
            continue
        opened, closed = paragraph.text.find("{"), paragraph.text.find("}")
        if torn and opened >= 0 and (closed < 0 or opened < closed):
            yield from torn
            torn = []
        if torn or (opened >= 0 and closed < 0):
            torn.append(paragraph)
            if closed >= 0:
                yield replace(torn[0], text="\n\n".join(part.text for part in torn))
                torn = []
        else:
            yield paragraph
    yield from torn


def _question(paragraph: Paragraph) -> Question:
    title, text = _split_title(paragraph.text)
    start, end = text.find("{"), text.find("}")
    if start < 0 and end < 0:
        raise Refused(
            "description", "Это описание (description), а не вопрос: нет фигурных скобок с ответами."
        )
    before, inside, after = text[:start], text[start + 1 : end].strip(), text[end + 1 :]
    if start < 0 or end < start:
        raise Refused("braces", "Фигурные скобки не парные. Проверьте { и }, лишние пишите как \\{ и \\}.")
    if re.search(r"\n\s*\n", text[start:end].strip()):
        raise Refused(
            "braces", "Внутри фигурных скобок пустая строка: Moodle разорвёт на ней вопрос. Уберите её."
        )
    if any(brace in inside + after for brace in "{}"):
        raise Refused(
            "braces",
            "Фигурных скобок больше одной пары. Между вопросами нужна пустая строка, в тексте — \\{ \\}.",
        )
    stem = before + after if not after else before + BLANK + after
    inside, _, general = inside.rpartition("####") if "####" in inside else (inside, "", "")
    source, form = split_format(stem.strip(), Format.MOODLE)
    question = replace(
        parse_answers(inside.strip(), form),
        stem=to_text(show_escaped(source), form),
        title=one_line(show_escaped(title)),
        explanation=formatted(general, form),
        id=_find_id(paragraph.comments),
        line=paragraph.line,
    )
    return check(with_tags(question, _find_tags(paragraph.comments)))


def _split_title(text: str) -> tuple[str, str]:
    if not text.startswith("::"):
        return "", text
    title, closing, rest = text[2:].partition("::")
    return (title, rest.strip()) if closing else ("", text[2:])


def _find_id(comments: str) -> str:
    match = _ID.search(comments)
    return one_line(match[1].replace("\\]", "]")) if match else ""


def _find_tags(comments: str) -> list[str]:
    return [tag.replace("\\]", "]") for tag in _TAG.findall(comments)]


def _refused_title(text: str) -> str:
    title, rest = _split_title(text)
    stem, _ = split_format(rest.partition("{")[0], Format.MOODLE)
    return shorten(show_escaped(title.strip() or stem), TITLE_LENGTH)
