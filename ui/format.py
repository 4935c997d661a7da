"""Dates, bars and shortening, the same on every screen."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

CELLS = 10
MONTHS_OF = (
    "января", "февраля", "марта", "апреля", "мая", "июня",
    "июля", "августа", "сентября", "октября", "ноября", "декабря",
)  # fmt: skip
_MONTHS = (
    "январь", "февраль", "март", "апрель", "май", "июнь",
    "июль", "август", "сентябрь", "октябрь", "ноябрь", "декабрь",
)  # fmt: skip
_CITIES = {
    "Europe/Kaliningrad": "Калининград", "Europe/Moscow": "Москва", "Europe/Samara": "Самара",
    "Asia/Yekaterinburg": "Екатеринбург", "Asia/Omsk": "Омск", "Asia/Krasnoyarsk": "Красноярск",
    "Asia/Irkutsk": "Иркутск", "Asia/Yakutsk": "Якутск", "Asia/Vladivostok": "Владивосток",
    "Asia/Magadan": "Магадан", "Asia/Kamchatka": "Камчатка",
}  # fmt: skip
ZONES = tuple(_CITIES)


def bar(part: int, whole: int) -> str:
    """Ten cells, to be followed by its number. A part is never drawn as nothing or as the whole."""
    if whole <= 0:
        return "□" * CELLS
    cells = round(CELLS * part / whole)
    if 0 < part < whole:
        cells = min(CELLS - 1, max(1, cells))
    return "■" * cells + "□" * (CELLS - cells)


def day(value: date, *, today: date | None = None) -> str:
    """«27 ноября»; with the year when it is another one than today's."""
    text = f"{value.day} {MONTHS_OF[value.month - 1]}"
    return text if today is not None and value.year == today.year else f"{text} {value.year}"


def month_name(value: date) -> str:
    """«Ноябрь»."""
    return _MONTHS[value.month - 1].capitalize()


def month_title(value: date) -> str:
    """«Ноябрь 2026»."""
    return f"{month_name(value)} {value.year}"


def moment(value: datetime, zone: ZoneInfo, *, today: date | None = None) -> str:
    """«27 ноября, 15:00 (Омск)» in the person's zone."""
    local = value.astimezone(zone)
    return f"{day(local.date(), today=today)}, {local:%H:%M} ({city(str(zone))})"


def city(zone: str) -> str:
    return _CITIES.get(zone, zone)


def shortened(text: str, most: int) -> str:
    """At most `most` characters, cut at a word with an ellipsis."""
    if len(text) <= most:
        return text
    cut = text[: most - 1].rsplit(" ", 1)[0] or text[: most - 1]
    return cut.rstrip(" ,.;:—-") + "…"


def lower_first(text: str) -> str:
    """A title in the middle of a sentence."""
    return text[:1].lower() + text[1:]


def decimal(value: float) -> str:
    """«−0,35»."""
    return f"{value:.2f}".replace(".", ",").replace("-", "−")


def money(price: int | None) -> str | None:
    """«12 500 ₽», «бесплатно»; None when unknown."""
    if price is None:
        return None
    return "бесплатно" if price == 0 else f"{price:,}".replace(",", "\u00a0") + " ₽"
