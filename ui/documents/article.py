"""A draft of an article made of a practice: what is known stands in its place, the rest is asked for."""

import re
from collections.abc import Mapping
from io import BytesIO
from typing import TYPE_CHECKING

from ui.documents.typesetting import one_line

if TYPE_CHECKING:
    from docx.document import Document

_NUMBER = re.compile(r"^\s*\d+[.)]\s*")


def article_docx(practice: Mapping[str, str]) -> bytes:
    """`practice` as for `practice_pdf`. What the author has still to write stands in square brackets."""
    from docx import Document

    paper = Document()
    _set_type(paper)
    paper.add_heading(one_line(practice["title"]), level=0)
    _prompt(paper, "Фамилия, имя, отчество, должность, организация, город")
    _abstract(paper, practice)
    _section(paper, "Введение", practice["problem"])
    _prompt(paper, "Сошлитесь на два-три источника: кто уже решал эту задачу и чего не хватило")
    _section(paper, "Суть практики", practice["essence"])
    _section(paper, "Как это делается", "", steps=practice["steps"])
    if practice["resources"]:
        _paragraph(paper, f"Понадобится: {practice['resources']}")
    _prompt(paper, "Опишите один урок или одно занятие: задание, ответы детей, Ваше решение")
    _section(paper, "Результаты и их проверка", practice["results"])
    _prompt(paper, "Добавьте таблицу: показатель, было, стало, число детей, срок. Оговорите другие причины")
    _section(paper, "Риски и условия", practice["risks"])
    for line in practice["conditions"].splitlines():
        _paragraph(paper, line)
    _section(paper, "Заключение", "")
    _prompt(paper, "Одним абзацем: что получилось, для кого это годится, что Вы проверите дальше")
    _section(paper, "Список источников", "")
    _prompt(paper, "1. Автор. Название. — Город: Издательство, год. — Страницы")
    out = BytesIO()
    paper.save(out)
    return out.getvalue()


def _set_type(paper: "Document") -> None:
    from docx.shared import Cm, Pt

    style = paper.styles["Normal"]
    style.font.name, style.font.size = "Times New Roman", Pt(14)  # type: ignore[attr-defined]
    section = paper.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin, section.right_margin = Cm(3), Cm(1.5)
    section.top_margin = section.bottom_margin = Cm(2)


def _abstract(paper: "Document", practice: Mapping[str, str]) -> None:
    first = practice["essence"].replace("\n", " ").split(". ")[0].rstrip(".")
    _paragraph(paper, f"Аннотация. {first}. Практика относится к области: {practice['facts']}.")
    if practice["themes"]:
        _paragraph(paper, f"Ключевые слова: {practice['themes']}.")


def _section(paper: "Document", heading: str, text: str, *, steps: str = "") -> None:
    paper.add_heading(heading, level=1)
    for line in text.splitlines():
        _paragraph(paper, line)
    for line in steps.splitlines():
        paper.add_paragraph(_clean(_NUMBER.sub("", line)), style="List Number")


def _paragraph(paper: "Document", text: str) -> None:
    paper.add_paragraph(_clean(text))


def _prompt(paper: "Document", text: str) -> None:
    paper.add_paragraph().add_run(f"[{text}]").italic = True


def _clean(text: str) -> str:
    """Without control characters, which a DOCX can't hold."""
    return one_line(text)
