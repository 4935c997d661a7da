"""The operator's own pages behind one-time links: a look (GET) uses nothing up, the button (POST) opens.

Unknown, used, expired and no longer allowed links get one and the same answer.
"""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import quote

from fastapi import FastAPI, Request, Response

from bot.app import App
from domain.errors import NotFound
from handlers.route_papers import printed
from services import acquaintance, onetime, route_papers
from services.name_lists import INVITATIONS, ROSTER, ROSTER_TABLE, NameList
from ui import pages as html
from ui.documents.route import RoutePaper, route_docx, route_pdf
from ui.documents.sheet import sheet_pdf
from ui.documents.tables import Sheet, workbook
from ui.text import Texts

PATH = "/o/{secret}"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

HEADERS = {
    "Cache-Control": "no-store, max-age=0",
    "Content-Security-Policy": html.POLICY,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Pragma": "no-cache",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "X-Robots-Tag": "noindex, nofollow, noarchive",
}


@dataclass(frozen=True)
class Shown:
    """What is sent: a page to look at, or with a `name` a file to keep."""

    body: bytes
    media_type: str = "text/html; charset=utf-8"
    name: str = ""


Render = Callable[[App, Texts, object], Shown]


def add_one_time_pages(web: FastAPI, app: App, t: Texts) -> None:
    gone = _page(t.plain("pages-gone"), html.paragraph(t.plain("pages-gone-text")))

    @web.api_route(PATH, methods=["GET", "HEAD"])
    async def look(secret: str) -> Response:
        try:
            await onetime.asked_by(app.work(), secret)
        except NotFound:
            return _answer(gone, 404)
        words = html.paragraph(t.plain("pages-cover-text"))
        return _answer(_page(t.plain("pages-cover"), words, html.open_button(t.plain("pages-open"))))

    @web.post(PATH)
    async def open_page(secret: str, request: Request) -> Response:
        try:
            who = await app.viewer(await onetime.asked_by(app.work(), secret))
            if who is None:
                raise NotFound
            opened = await onetime.open_once(app.work(), who, secret)
        except NotFound:
            return _answer(gone, 404)
        return _answer(await asyncio.to_thread(RENDER[opened.kind], app, t, opened.data))


def _answer(shown: Shown, status: int = 200) -> Response:
    headers = dict(HEADERS)
    if shown.name:
        headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(shown.name)}"
    return Response(shown.body, status, headers, shown.media_type)


def _page(title: str, *body: str) -> Shown:
    return Shown(html.page(title, *body).encode())


def _as_names(data: object) -> NameList:
    assert isinstance(data, NameList)
    return data


def _table(t: Texts, found: NameList) -> tuple[list[str], list[list[str]]]:
    columns = [t.plain(f"pages-column-{name}") for name in ("name", "position", "unit", "in-chat")]
    yes, no = t.plain("pages-yes"), t.plain("pages-no")
    return columns, [[one.name, one.position, one.unit, yes if one.in_chat else no] for one in found.people]


def _roster(app: App, t: Texts, data: object) -> Shown:
    found = _as_names(data)
    count = html.paragraph(t.plain("pages-count", count=len(found.people)))
    return _page(t.plain("pages-roster", unit=found.unit), count, html.table(*_table(t, found)))


def _roster_table(app: App, t: Texts, data: object) -> Shown:
    found = _as_names(data)
    sheet = Sheet(t.plain("pages-sheet-people"), *_table(t, found))
    return Shown(workbook([sheet]), XLSX, t.plain("pages-roster", unit=found.unit) + ".xlsx")


def _invitations(app: App, t: Texts, data: object) -> Shown:
    found = _as_names(data)
    columns = [t.plain(f"pages-column-{name}") for name in ("name", "position", "unit", "link")]
    rows = [[one.name, one.position, one.unit, app.house.link(one.payload)] for one in found.people]
    sheet = Sheet(t.plain("pages-sheet-links"), columns, rows)
    return Shown(workbook([sheet]), XLSX, t.plain("pages-invitations", unit=found.unit) + ".xlsx")


def _as_sheet(data: object) -> acquaintance.Sheet:
    assert isinstance(data, acquaintance.Sheet)
    return data


def _document(found: acquaintance.Sheet) -> str:
    return f"{found.norm.title}, № {found.norm.number} от {found.norm.dated:%d.%m.%Y}"


def _sheet(app: App, t: Texts, data: object) -> Shown:
    found = _as_sheet(data)
    people = [(name, position) for name, position, _ in found.people]
    pdf = sheet_pdf(
        document=_document(found),
        unit=found.unit,
        people=people,
        made_on=found.made_on,
        made_by=found.asked_by,
    )
    return Shown(pdf, "application/pdf", t.plain("pages-sheet", number=found.norm.number) + ".pdf")


def _sheet_table(app: App, t: Texts, data: object) -> Shown:
    found = _as_sheet(data)
    names = ("index", "name", "position", "marked", "date", "signature")
    columns = [t.plain(f"pages-column-{name}") for name in names]
    rows = [[i, name, position, day, None, None] for i, (name, position, day) in enumerate(found.people, 1)]
    facts = {
        "document": _document(found),
        "unit": found.unit,
        "made": found.made_on,
        "people": len(found.people),
        "by": found.asked_by,
    }
    titles = [t.plain("pages-passport-name"), t.plain("pages-passport-value")]
    passport = [[t.plain(f"pages-passport-{name}"), value] for name, value in facts.items()]
    sheets = [
        Sheet(t.plain("pages-sheet-title"), columns, rows),
        Sheet(t.plain("pages-sheet-passport"), titles, passport),
    ]
    return Shown(workbook(sheets), XLSX, t.plain("pages-sheet", number=found.norm.number) + ".xlsx")


def _as_route(t: Texts, data: object) -> RoutePaper:
    assert isinstance(data, route_papers.Paper)
    return printed(data, t)


def _route_pdf(app: App, t: Texts, data: object) -> Shown:
    return Shown(route_pdf(_as_route(t, data)), "application/pdf", t.plain("pages-route") + ".pdf")


def _route_docx(app: App, t: Texts, data: object) -> Shown:
    return Shown(route_docx(_as_route(t, data)), DOCX, t.plain("pages-route") + ".docx")


RENDER: dict[str, Render] = {
    ROSTER.name: _roster,
    ROSTER_TABLE.name: _roster_table,
    INVITATIONS.name: _invitations,
    route_papers.ROUTE_PDF.name: _route_pdf,
    route_papers.ROUTE_DOCX.name: _route_docx,
    acquaintance.SHEET.name: _sheet,
    acquaintance.SHEET_TABLE.name: _sheet_table,
}
"""What each kind of page looks like."""
