"""Turns a typst template of this folder into a file. People's text travels as data, never as source."""

import re
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Literal

FOLDER = Path(__file__).parent
_INVISIBLE = re.compile(
    "[\u0000-\u001f\u007f-\u009f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ud800-\udfff]"
)
_SPACES = re.compile(r"\s+")


def typeset(
    template: str,
    values: Mapping[str, str],
    *,
    output: Literal["pdf", "png", "html"] = "pdf",
    ppi: float = 144,
    stamped: datetime | None = None,
) -> bytes:
    """One document from `<template>.typ` with `values` as its `sys.inputs`.

    Only the fonts inside typst are used, so that the page is the same on every machine. `stamped` is the
    creation time written into a PDF; without it a PDF carries none and equal values give equal bytes.
    """
    import typst

    return typst.compile(
        FOLDER / f"{template}.typ",
        root=FOLDER,
        ignore_system_fonts=True,
        format=output,
        ppi=ppi,
        sys_inputs=dict(values),
        timestamp=stamped,
    )


def one_line(text: str) -> str:
    """The text without control, bidi and zero-width characters and broken surrogates, spaces collapsed."""
    return _SPACES.sub(" ", _INVISIBLE.sub("", _SPACES.sub(" ", text))).strip()
