"""The individual route (ИОМ) as PDF and DOCX with the usual sections and lines for signatures."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Any

from ui.documents.typesetting import one_line, typeset

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import Table

TITLE = "Индивидуальный образовательный маршрут педагога"
DEFICITS = ("Дефицит", "Верных ответов", "В чём проявляется")
TABLE = (
    "№", "Дефицит", "Мероприятие", "Форма", "Срок", "Планируемый результат", "Форма предъявления", "Отметка",
)  # fmt: skip
SIGNERS = ("Педагог", "Тьютор", "Методист (заместитель руководителя)")
WIDTHS = (0.9, 3.1, 6.4, 2.5, 2.3, 4.6, 3.9, 2.6)
"""Columns of the table in DOCX, in centimetres."""


@dataclass(frozen=True)
class RoutePaper:
    """The document in words. `facts`: pairs of a label and a value, an empty value is a blank to fill in."""

    period: str
    facts: Sequence[tuple[str, str]]
    basis: str
    deficits: Sequence[tuple[str, str, str]]
    goal: str
    tasks: Sequence[str]
    steps: Sequence[Sequence[str]]
    approval: str
    reflection: str
    final: Sequence[str]
    footer: str


def route_pdf(paper: RoutePaper) -> bytes:
    return typeset("route", route_values(paper))


def route_values(paper: RoutePaper) -> dict[str, str]:
    """What route.typ reads."""
    return {
        "title": TITLE,
        "period": one_line(paper.period),
        "facts": _json(paper.facts),
        "basis": one_line(paper.basis),
        "deficits": _json([DEFICITS, *paper.deficits]),
        "goal": one_line(paper.goal),
        "tasks": json.dumps([one_line(one) for one in paper.tasks], ensure_ascii=False),
        "steps": _json([TABLE, *paper.steps]),
        "approval": one_line(paper.approval),
        "signers": json.dumps(SIGNERS, ensure_ascii=False),
        "reflection": one_line(paper.reflection),
        "final": json.dumps([one_line(one) for one in paper.final], ensure_ascii=False),
        "footer": one_line(paper.footer),
    }


def _json(rows: Sequence[Sequence[str]]) -> str:
    return json.dumps([[one_line(cell) for cell in row] for row in rows], ensure_ascii=False)


def route_docx(paper: RoutePaper) -> bytes:
    from docx import Document

    sheet = Document()
    _set_type(sheet)
    sheet.add_heading(TITLE, level=0)
    sheet.add_paragraph(one_line(paper.period))
    _facts(sheet, paper)
    _section(sheet, "2. Основание", paper.basis)
    _section(sheet, "3. Профиль дефицитов")
    _table(sheet, [DEFICITS, *paper.deficits], (6.0, 3.2, 17.0))
    _section(sheet, "4. Цель и задачи", f"Цель: {paper.goal}")
    for task in paper.tasks:
        sheet.add_paragraph(one_line(task), style="List Bullet")
    _section(sheet, "5. План мероприятий")
    _table(sheet, [TABLE, *paper.steps], WIDTHS)
    _section(sheet, "6. Рефлексия", paper.reflection or "_" * 110)
    _section(sheet, "7. Итоговая диагностика", "\n".join(paper.final))
    _section(sheet, "8. Согласование", paper.approval)
    for one in SIGNERS:
        sheet.add_paragraph(f"{one}: {'_' * 18} / {'_' * 34} / «___» ____________ 20___ г.")
    sheet.add_paragraph().add_run(one_line(paper.footer)).italic = True
    out = BytesIO()
    sheet.save(out)
    return out.getvalue()


def _set_type(sheet: "Document") -> None:
    from docx.enum.section import WD_ORIENT
    from docx.shared import Cm, Pt, RGBColor

    for name, size in (("Normal", 11), ("Title", 17), ("Heading 1", 13)):
        style: Any = sheet.styles[name]
        style.font.name, style.font.size = "Times New Roman", Pt(size)
        style.font.color.rgb = RGBColor(0, 0, 0)
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            style.element.rPr.rFonts.attrib.pop(_WORD + theme, None)
    section = sheet.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Cm(29.7), Cm(21)
    section.left_margin, section.right_margin = Cm(2), Cm(1.4)
    section.top_margin = section.bottom_margin = Cm(1.5)


_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def _facts(sheet: "Document", paper: RoutePaper) -> None:
    _section(sheet, "1. Сведения о педагоге")
    for label, value in paper.facts:
        sheet.add_paragraph(
            f"{one_line(label)}: {one_line(value) or '_' * 60}"
        ).paragraph_format.space_after = 0


def _section(sheet: "Document", heading: str, text: str = "") -> None:
    sheet.add_heading(heading, level=1)
    for line in text.splitlines():
        sheet.add_paragraph(one_line(line))


def _table(sheet: "Document", rows: Sequence[Sequence[str]], widths: Sequence[float]) -> None:
    if len(rows) == 1:
        sheet.add_paragraph("Нет.")
        return
    table = sheet.add_table(rows=0, cols=len(widths), style="Table Grid")
    table.autofit = False
    for number, row in enumerate(rows):
        cells = table.add_row().cells
        for cell, text, width in zip(cells, row, widths, strict=True):
            _cell(cell, one_line(text), width, heavy=number == 0)
    _repeat_head(table)


def _cell(cell: Any, text: str, width: float, *, heavy: bool) -> None:
    from docx.shared import Cm, Pt

    cell.width = Cm(width)
    run = cell.paragraphs[0].add_run(text)
    run.font.size, run.bold = Pt(9.5), heavy


def _repeat_head(table: "Table") -> None:
    """The head of the table stands on every page, and no row is torn in two."""
    from docx.oxml import OxmlElement

    for number, row in enumerate(table.rows):
        properties: Any = row._tr.get_or_add_trPr()  # pyright: ignore[reportPrivateUsage]
        properties.append(OxmlElement("w:cantSplit"))
        if number == 0:
            properties.append(OxmlElement("w:tblHeader"))
