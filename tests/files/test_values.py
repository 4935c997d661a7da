import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from files import values


@pytest.mark.parametrize(("text", "value"), [("12", 12), (" -3 ", -3), ("1 234 567", 1234567), ("12,0", 12)])
def test_integers(text, value):
    assert values.integer(text) == value


@pytest.mark.parametrize("text", ["", "12,5", "abc", "1.2.3", "12 34", "1e5", "٣x"])
def test_what_is_no_integer_is_said(text):
    with pytest.raises(ValueError, match=r"[а-я]"):
        values.integer(text)


@pytest.mark.parametrize(
    ("text", "value"), [("12,5", "12.5"), ("0.25", "0.25"), ("1 234,50", "1234.50"), ("−2", "-2")]
)
def test_decimals_with_comma_or_point(text, value):
    assert values.decimal(text) == Decimal(value)


@pytest.mark.parametrize("text", ["1,234.5", "inf", "nan", "1" * 30])
def test_ambiguous_and_endless_numbers_are_refused(text):
    with pytest.raises(ValueError, match="число"):
        values.decimal(text)


@pytest.mark.parametrize(("text", "value"), [("72,5 %", "72.5"), ("0", "0"), ("100%", "100")])
def test_percents(text, value):
    assert values.percent(text) == Decimal(value)


@pytest.mark.parametrize("text", ["-1", "100,1", "семьдесят"])
def test_a_percent_lies_between_0_and_100(text):
    with pytest.raises(ValueError, match=r"процент|число"):
        values.percent(text)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1 500", "1500"),
        ("1500,50 руб.", "1500.5"),
        ("12 000 ₽", "12000"),
        ("300 рублей", "300"),
        ("Бесплатно", "0"),
    ],
)
def test_money(text, value):
    assert values.money(text) == Decimal(value)


@pytest.mark.parametrize("text", ["-5", "1,005", "100 долларов", ""])
def test_money_that_is_not(text):
    with pytest.raises(ValueError, match=r"сумм|пустая"):
        values.money(text)


@pytest.mark.parametrize(
    "text",
    ["2025-01-31", "31.01.2025", "31.1.2025", "2025-01-31 00:00:00", "2025-01-31T10:30:00", "31.01.2025 г."],
)
def test_dates(text):
    assert values.date(text) == dt.date(2025, 1, 31)


@pytest.mark.parametrize(
    "text", ["31.02.2025", "01/02/2025", "31.01.25", "45321", "2025", "31.01.0205", "вчера"]
)
def test_a_date_that_can_be_read_two_ways_or_does_not_exist_is_refused(text):
    with pytest.raises(ValueError, match=r"дат|год"):
        values.date(text)


def test_booleans():
    assert values.boolean("Да") is True
    assert values.boolean("ЛОЖЬ") is False
    with pytest.raises(ValueError, match="«да» или «нет»"):
        values.boolean("может быть")


def test_codes_are_split_and_kept_once():
    assert values.codes("М1, П2;П3  М1") == ("М1", "П2", "П3")
    with pytest.raises(ValueError, match="коды"):
        values.codes(" ;, ")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("https://site.ru/a?b=1#c", "https://site.ru/a?b=1#c"),
        ("www.site.ru", "https://www.site.ru"),
        ("http://школа.рф/курсы", "http://школа.рф/курсы"),
        ("https://xn--80a.xn--p1ai:8080/", "https://xn--80a.xn--p1ai:8080/"),
    ],
)
def test_urls(text, value):
    assert values.url(text) == value


@pytest.mark.parametrize(
    "text",
    [
        "javascript:alert(1)",
        "ftp://site.ru",
        "https://",
        "нет",
        "https://a b.ru",
        "https://u:p@site.ru",
        "https://[x",
    ],
)
def test_what_is_no_page_address_is_refused(text):
    with pytest.raises(ValueError, match="адрес"):
        values.url(text)


def message(parse, text):
    """What the parser has against the text, '' if nothing."""
    try:
        parse(text)
    except ValueError as error:
        return str(error)
    return ""


@given(
    st.text(),
    st.sampled_from([values.integer, values.money, values.date, values.boolean, values.codes, values.url]),
)
def test_any_text_gives_a_value_or_a_russian_message(text, parse):
    said = message(parse, text)
    assert not said or any("а" <= char <= "я" for char in said)
