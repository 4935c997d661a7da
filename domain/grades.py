"""Grades a material is for: any, before school (0), one grade, or several in a row."""

import re

LAST = 11
Grades = tuple[int, int] | None
"""None: any grade."""


def read(text: str) -> Grades:
    """«any», «0», «7», «5-9» and what people make of it; ValueError for anything else."""
    plain = "".join(text.lower().replace("класс", "").replace("ы", "").split())
    if plain in ("any", "люб", "любой", "любе"):
        return None
    found = re.fullmatch(r"(\d{1,2})(?:[-–—](\d{1,2}))?", plain)
    if found is None:
        raise ValueError(text)
    first, last = int(found[1]), int(found[2] or found[1])
    if not 0 <= first <= last <= LAST:
        raise ValueError(text)
    return first, last


def written(grades: Grades) -> str:
    """The form that `read` takes back."""
    if grades is None:
        return "any"
    first, last = grades
    return str(first) if first == last else f"{first}-{last}"
