"""Cells to values. Each function returns the value or raises ValueError with a Russian message for the row.

An empty cell is an error here: callers decide what may be empty and skip those.
"""

import datetime as dt
import re
from decimal import Decimal
from urllib.parse import urlsplit

from files.text import shorten

_NUMBER = re.compile(r"[+-]?\d+(?:[.,]\d+)?")
_GROUPED = re.compile(r"(?<=\d) (?=\d{3}(?:\D|$))")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?")
_RUSSIAN = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})(?: ?г\.?)?(?: \d{1,2}:\d{2}(?::\d{2})?)?")
_CURRENCY = re.compile(r"\s*(?:₽|руб(?:лей|ля|ль|\.)?|р\.?)\s*$", re.IGNORECASE)
_YES = {"да", "д", "истина", "есть", "yes", "y", "true", "1", "+"}
_NO = {"нет", "н", "ложь", "no", "n", "false", "0", "-", "−", "–"}
_MAX_DIGITS = 18
_MAX_URL = 2000


def decimal(text: str) -> Decimal:
    """A number with a decimal comma or point; spaces may group thousands: «1 234,5»."""
    plain = _GROUPED.sub("", _filled(text).replace("−", "-").replace("\xa0", " "))
    if not _NUMBER.fullmatch(plain):
        raise ValueError(f"ожидалось число, например 12,5, а стоит «{shorten(text, 40)}»")
    if sum(char.isdigit() for char in plain) > _MAX_DIGITS:
        raise ValueError(f"слишком длинное число «{shorten(text, 40)}»")
    return Decimal(plain.replace(",", "."))


def integer(text: str) -> int:
    """A whole number; «12,0» is one too."""
    value = decimal(text)
    if value != value.to_integral_value():
        raise ValueError(f"ожидалось целое число, а стоит «{shorten(text, 40)}»")
    return int(value)


def percent(text: str) -> Decimal:
    """Per cent from 0 to 100, with or without the sign: «72,5 %» is 72.5."""
    value = decimal(_filled(text).removesuffix("%"))
    if not 0 <= value <= 100:
        raise ValueError(f"процент должен быть от 0 до 100, а стоит «{shorten(text, 40)}»")
    return value


def money(text: str) -> Decimal:
    """Roubles, not negative, at most two decimals: «1 500», «1500,50 руб.», «бесплатно» is 0."""
    plain = " ".join(_filled(text).split())
    if plain.casefold() in {"бесплатно", "бюджет", "free"}:
        return Decimal(0)
    try:
        value = decimal(_CURRENCY.sub("", plain))
    except ValueError:
        raise ValueError(
            f"ожидалась сумма в рублях, например 1500,50, а стоит «{shorten(text, 40)}»"
        ) from None
    if value < 0:
        raise ValueError(f"сумма не может быть отрицательной: «{shorten(text, 40)}»")
    if value != round(value, 2):
        raise ValueError(f"в сумме больше двух знаков после запятой: «{shorten(text, 40)}»")
    return value


def date(text: str) -> dt.date:
    """2025-01-31, 31.01.2025, or either with a time, which is left out. Years 1900 to 2100."""
    plain = _filled(text)
    if match := _ISO.fullmatch(plain):
        year, month, day = map(int, match.groups())
    elif match := _RUSSIAN.fullmatch(plain):
        day, month, year = map(int, match.groups())
    else:
        raise ValueError(f"ожидалась дата вида 31.01.2025, а стоит «{shorten(text, 40)}»")
    try:
        value = dt.date(year, month, day)
    except ValueError:
        raise ValueError(f"такой даты нет: «{shorten(text, 40)}»") from None
    if not 1900 <= year <= 2100:
        raise ValueError(f"год должен быть от 1900 до 2100: «{shorten(text, 40)}»")
    return value


def boolean(text: str) -> bool:
    """«да» or «нет», and the other usual ways to write them."""
    plain = _filled(text).casefold()
    if plain in _YES:
        return True
    if plain in _NO:
        return False
    raise ValueError(f"ожидалось «да» или «нет», а стоит «{shorten(text, 40)}»")


def codes(text: str) -> tuple[str, ...]:
    """Codes separated by spaces, commas or semicolons, each once, in the order written."""
    found = tuple(dict.fromkeys(re.split(r"[\s,;]+", _filled(text).strip(" ,;\n\t"))))
    if found == ("",):
        raise ValueError(f"ожидались коды через запятую, а стоит «{shorten(text, 40)}»")
    return found


def url(text: str) -> str:
    """An http or https address; `https://` is added to «www.site.ru» and «site.ru/page»."""
    plain = _filled(text)
    full = plain if "://" in plain else f"https://{plain}"
    problem = f"ожидался адрес страницы вида https://site.ru/page, а стоит «{shorten(text, 40)}»"
    try:
        parts = urlsplit(full)
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        raise ValueError(problem) from None
    if parts.scheme.lower() not in {"http", "https"} or not re.fullmatch(
        r"(?:[\w-]+\.)+[^\W\d_][\w-]+", host
    ):
        raise ValueError(problem)
    if re.search(r"[\s<>\"\\]", full) or parts.username is not None or len(full) > _MAX_URL:
        raise ValueError(problem)
    return full


def _filled(text: str) -> str:
    plain = text.strip()
    if not plain:
        raise ValueError("ячейка пустая, а значение обязательно")
    return plain
