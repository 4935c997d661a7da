"""Moodle's four text formats to plain text that means the same."""

import re
from enum import StrEnum

from files.questions.html_text import IMAGE, KEPT_SPACE, html_to_text
from files.questions.model import Refused
from files.text import tidy


class Format(StrEnum):
    """Names as GIFT writes them. MOODLE is HTML where a line end is a line break."""

    MOODLE = "moodle"
    HTML = "html"
    PLAIN = "plain"
    MARKDOWN = "markdown"


_KEPT = re.compile("\ufdd1(\\d+)\ufdd2")
_MARKERS = dict.fromkeys(range(0xFDD0, 0xFDF0))


def to_text(source: str, form: Format) -> str:
    """Plain text of the source: stripped, at most one blank line in a row.

    Raises Refused for images and other media, attached files, MathML, and markup cut in two (as an unescaped
    `=` in GIFT does).
    """
    source = source.translate(_MARKERS)
    if "@@PLUGINFILE@@" in source and form is not Format.PLAIN:
        raise Refused("image", "К тексту приложен файл или изображение. Опишите его словами или уберите.")
    match form:
        case Format.PLAIN:
            text = source
        case Format.MARKDOWN:
            text = _from_markdown(source)
        case _:
            text = html_to_text(source, keep_lines=form is Format.MOODLE)
    return tidy(text)


def _from_markdown(source: str) -> str:
    kept: list[str] = []

    def keep(match: re.Match[str]) -> str:
        kept.append(match[1])
        return f"\ufdd1{len(kept) - 1}\ufdd2"

    if re.search(r"!\[[^\[\]\n]*+\]\s?[(\[]", source):
        raise Refused("image", IMAGE)
    text = re.sub(r"(?ms)^```[^\n]*\n(.*?)^```\s*$", keep, source)
    text = re.sub(r"`([^`\n]+)`", keep, text)
    text = re.sub(r"\\([\\`*_{}\[\]()#+.!>-])", keep, text)
    text = re.sub(r"<((?:https?|mailto):[^\s<>]+)>", keep, text)
    text = re.sub(r"\[([^\[\]\n]++)\]\(([^\s()]++)(?:\s+\"[^\"\n]*+\")?\)", r"\1 (\2)", text)
    text = re.sub(r"(?m)^ {0,3}#{1,6}[ \t]+(.*?)[ \t]*#*$", r"\1", text)
    text = re.sub(r"(?m)^ {0,3}>[ \t]?", "", text)
    text = re.sub(r"(?<![*\w])(\*\*\*|\*\*|\*)(?=[^\s*])([^*\n]+?)(?<=[^\s*])\1(?![*\w])", r"\2", text)
    text = re.sub(r"(?<![_\w])(__|_)(?=[^\s_])([^_\n]+?)(?<=[^\s_])\1(?![_\w])", r"\2", text)
    text = re.sub(r"(?m)^ +", lambda match: KEPT_SPACE * len(match[0]), text)
    text = html_to_text(text, keep_lines=True)
    while _KEPT.search(text):
        text = _KEPT.sub(lambda match: kept[int(match[1])], text)
    return text
