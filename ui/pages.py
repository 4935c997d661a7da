"""Pages of the operator in HTML: the cover with its one button, a table of people, the way back.

Everything from people is escaped here; there is no script and nothing from elsewhere.
"""

from base64 import b64encode
from collections.abc import Sequence
from hashlib import sha256
from html import escape

from ui.text import clean

STYLE = (
    "body{font:1rem/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;"
    "color:#1b1b1b;background:#fff}h1{font-size:1.4rem}table{border-collapse:collapse;width:100%}"
    "th,td{border:1px solid #999;padding:.4rem .6rem;text-align:left;vertical-align:top}"
    "button{font:inherit;padding:.7rem 1.4rem;cursor:pointer}"
    "@media print{body{margin:0;max-width:none}thead{display:table-header-group}tr{break-inside:avoid}}"
    "@media(prefers-color-scheme:dark){@media screen{body{color:#eee;background:#161616}}}"
)
POLICY = (
    "default-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; "
    f"style-src 'sha256-{b64encode(sha256(STYLE.encode()).digest()).decode()}'"
)
"""The content security policy of these pages: our one style, a form to ourselves, nothing else."""


def page(title: str, *body: str) -> str:
    return (
        '<!doctype html><html lang="ru"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<meta name="robots" content="noindex, nofollow">'
        f"<title>{_text(title)}</title><style>{STYLE}</style></head><body>"
        f"<main><h1>{_text(title)}</h1>{''.join(body)}</main></body></html>"
    )


def paragraph(text: str) -> str:
    return f"<p>{_text(text)}</p>"


def open_button(words: str) -> str:
    """Opening is a POST: a preview or a crawler, which only look, use nothing up."""
    return f'<form method="post"><button type="submit">{_text(words)}</button></form>'


def table(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    head = "".join(f'<th scope="col">{_text(one)}</th>' for one in columns)
    body = "".join(f"<tr>{''.join(f'<td>{_text(cell)}</td>' for cell in row)}</tr>" for row in rows)
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _text(text: str) -> str:
    return escape(clean(text))
