import subprocess
import sys
from datetime import UTC, date, datetime
from decimal import Decimal
from io import BytesIO
from zoneinfo import ZoneInfo

import pytest
import segno
from openpyxl import load_workbook

from tests.ui.reading import pages, printed, qr_modules, quiet_and_dark, squeezed
from ui.documents.act import erasure_act_pdf
from ui.documents.paper import paper_pdf
from ui.documents.poster import poster_pdf, qr_svg
from ui.documents.sheet import sheet_pdf
from ui.documents.tables import Sheet, sheet_names, workbook
from ui.documents.typesetting import one_line

LINK = "https://t.me/opora_omsk_bot?start=u_d096d09ad09c34d0a2d0a0"
NASTY = [
    '#panic("x")',
    "$ sum_(i=1)^n $",
    "\\ \\u{41} \\",
    "\"кавычки\" 'одинарные' «ёлочки» `обратные`",
    "<b>Школа</b> &amp; <script>alert(1)</script>",
    "#sys.inputs.link // */ /* ]}) @ref <label> = _*~",
    "{{ organisation }} %s {0}",
]
TYPED = [
    *("=1+1", "=cmd|' /C calc'!A0", "+7 913 000-00-00", "-5", "@SUM(A1)", "\t=1", "{=1}", "0012", "1e5"),
    *("http://example.org/a", "mailto:a@b.ru", "internal:A1", "_x0041_", "<b>&amp;", "строка\nвторая", " "),
]
ZONE = ZoneInfo("Asia/Omsk")


def poster(**changed: str) -> bytes:
    given = {
        "organisation": "БОУ г. Омска «Средняя общеобразовательная школа № 12»",
        "address": "644099, г. Омск, ул. Красногвардейская, д. 5",
        "link": LINK,
        "join_code": "ЖКМ4ТР",
        "bot_username": "opora_omsk_bot",
    }
    return poster_pdf(**{**given, **changed})


def act(**changed) -> bytes:
    given = {
        "number": "2026-0017",
        "erased_at": datetime(2026, 11, 22, 20, 30, tzinfo=UTC),
        "zone": "Asia/Omsk",
        "removed": {"Аккаунты Telegram": 1, "Ответы диагностик": 1143, "Черновики": 0},
        "operator": "КУ «РИАЦ», 644043, г. Омск, ул. Тарская, д. 2",
    }
    return erasure_act_pdf(**{**given, **changed})


def read_back(*sheets: Sheet, zone: ZoneInfo | None = None):
    return load_workbook(BytesIO(workbook(sheets, zone=zone)))


def cells(*values: object, zone: ZoneInfo | None = None):
    book = read_back(Sheet("Лист", [f"К{n}" for n, _ in enumerate(values)], [values]), zone=zone)
    return book.active[2]


def clock(*parts: int) -> datetime:
    """A time on the wall, as a spreadsheet keeps it."""
    return datetime(*parts)  # noqa: DTZ001


# Poster


def test_a_poster_is_one_page_that_says_how_to_get_in_and_what_is_safe():
    pdf = poster()
    text = printed(pdf)
    assert pdf.startswith(b"%PDF-")
    assert pages(pdf) == 1
    for sentence in (
        "Опора",
        "Поможет увидеть зону роста, подобрать курс и найти наставника",
        LINK,
        "или напишите боту @opora_omsk_bot код ЖКМ4ТР",
        "БОУ г. Омска «Средняя общеобразовательная школа № 12»",
        "644099, г. Омск, ул. Красногвардейская, д. 5",
        "1 Откройте",
        "2 Согласитесь",
        "3 Ответьте на 4 вопроса: около 2 минут",
        "Результат видите только Вы",
        "Директор видит только, что диагностика пройдена.",
        "Отказ ни на что не влияет",
        "Бумажная форма есть у администрации.",
    ):
        assert squeezed(sentence) in text


def test_the_printed_qr_code_is_exactly_the_code_of_the_link_with_a_quiet_zone():
    for link in (LINK, "https://t.me/b?start=" + "A_-9" * 16):
        code = segno.make(link, error="q")
        assert qr_modules(poster(link=link)) == quiet_and_dark(code.matrix)


def test_the_qr_code_survives_a_scribble_on_the_paper():
    assert segno.make(LINK, error="q").error in {"Q", "H"}
    assert 'fill="#fff"' in qr_svg(LINK)


@pytest.mark.parametrize("name", NASTY)
def test_a_nasty_name_is_printed_as_it_is(name):
    pdf = poster(organisation=name, address=name[::-1], join_code=name[:12])
    assert pages(pdf) == 1
    assert squeezed(name) in printed(pdf)
    assert squeezed(name[::-1]) in printed(pdf)


@pytest.mark.parametrize("letter", ["Щ", "Слово ", "W", "\U0001f600", "e\u0301", "«"])
def test_the_longest_names_stay_on_one_page_whole(letter):
    long = (letter * 255)[:255].strip()
    pdf = poster(organisation=long, address=long, bot_username="W" * 32)
    assert pages(pdf) == 1
    assert squeezed("Директор видит только, что диагностика пройдена.") in printed(pdf)
    if letter.isascii() or letter.strip().isalpha():
        assert printed(pdf).count(squeezed(long)) == 2


def test_the_username_may_come_with_its_sign_and_the_address_may_be_empty():
    assert squeezed("боту @opora_omsk_bot код") in printed(poster(bot_username="@opora_omsk_bot"))
    assert pages(poster(address="", organisation="", join_code="")) == 1


def test_invisible_characters_neither_break_nor_fake_a_poster():
    assert one_line("Школа\u202e 12\x00\n\tОмск\ud800\u200b ") == "Школа 12 Омск"
    assert squeezed("Школа 12 Омск") in printed(poster(organisation="Школа\u202e 12\x00\n\tОмск\ud800"))


def test_equal_arguments_give_equal_bytes():
    assert poster() == poster()
    assert act() == act()


# Act


def test_an_act_says_what_was_removed_and_what_is_kept_and_leaves_room_to_sign():
    pdf = act()
    text = printed(pdf)
    assert pages(pdf) == 1
    for part in (
        "Акт об уничтожении персональных данных № 2026-0017",
        "КУ «РИАЦ», 644043, г. Омск, ул. Тарская, д. 2",
        "Аккаунты Telegram 1",
        "Ответы диагностик 1 143",
        "Черновики 0",
        "Всего записей: 1 144",
        "Сохранено без связи с человеком",
        "показатели за прошедшие даты не меняются",
        "должность подпись расшифровка подписи дата",
        "Исполнитель: система «Опора»",
    ):
        assert squeezed(part) in text


def test_an_act_shows_the_time_of_the_zone_even_when_the_day_differs():
    assert squeezed("23 ноября 2026 г., 02:30 (Омск)") in printed(act())
    assert squeezed("22 ноября 2026 г., 23:30 (Москва)") in printed(act(zone="Europe/Moscow"))


def test_an_act_without_a_time_zone_is_refused():
    with pytest.raises(ValueError, match="time zone"):
        act(erased_at=clock(2026, 11, 22))


def test_an_act_of_someone_who_left_nothing_says_so():
    pdf = act(removed={})
    assert squeezed("Записей о человеке в системе не было.") in printed(pdf)


def test_an_act_with_forty_kinds_is_still_one_page_and_loses_none():
    removed = {f"Вид данных {n:02} с длинным названием": n for n in range(40)}
    pdf = act(removed=removed)
    assert pages(pdf) == 1
    assert all(squeezed(kind) in printed(pdf) for kind in removed)


@pytest.mark.parametrize("text", NASTY)
def test_nasty_text_in_an_act_is_printed_as_it_is(text):
    pdf = act(number=text, operator=text, removed={text: 7}, reason=text)
    assert pages(pdf) == 1
    assert printed(pdf).count(squeezed(text)) == 4


# Tables


@pytest.mark.parametrize(
    "typed",
    TYPED,
)
def test_what_people_typed_stays_text(typed):
    (cell,) = cells(typed)
    assert cell.value == typed
    assert cell.data_type == "s"
    assert cell.hyperlink is None


def test_headers_stay_text_too():
    assert read_back(Sheet("Лист", ["=1+1"], [])).active["A1"].data_type == "s"


def test_numbers_stay_numbers_and_long_ones_keep_every_digit():
    whole, part, exact, long, nothing = cells(389, 34.1, Decimal("2.5"), 79_130_000_000_000_017, float("nan"))
    assert (whole.value, part.value, exact.value) == (389, 34.1, 2.5)
    assert long.value == "79130000000000017"
    assert nothing.value is None


def test_dates_are_dates_and_times_are_shown_in_the_zone():
    day, local, aware = cells(
        date(2026, 11, 27), clock(2026, 11, 27, 9, 5), datetime(2026, 11, 27, 20, tzinfo=UTC), zone=ZONE
    )
    assert day.is_date
    assert (day.value, day.number_format) == (clock(2026, 11, 27), "dd.mm.yyyy")
    assert (local.value, local.number_format) == (clock(2026, 11, 27, 9, 5), "dd.mm.yyyy hh:mm")
    assert aware.value == clock(2026, 11, 28, 2, 0)


def test_an_aware_time_without_a_zone_is_refused():
    with pytest.raises(ValueError, match="zone"):
        cells(datetime(2026, 11, 27, tzinfo=UTC))


def test_a_day_before_excel_knows_days_is_text():
    old, ancient = cells(date(1899, 12, 30), date(877, 1, 2))
    assert (old.value, ancient.value) == ("30.12.1899", "02.01.0877")


def test_yes_no_and_nothing_read_as_words():
    assert [cell.value for cell in cells(True, False, None)] == ["да", "нет", None]


def test_text_that_the_format_cannot_hold_is_cleaned_and_cut_not_lost():
    control, long = cells("а\x00б\x1b\ud800в", "щ" * 40_000)
    assert control.value == "абв"
    assert len(long.value) == 32_767
    assert long.value.endswith("…")


def test_the_header_is_bold_and_frozen_and_columns_fit_their_content():
    book = read_back(Sheet("Школы", ["Код", "Название"], [[1, "Школа"], [2, "щ" * 300]]))
    page = book.active
    assert page["A1"].font.bold
    assert not page["A2"].font.bold
    assert page.freeze_panes == "A2"
    assert page.column_dimensions["A"].width < 10
    assert 55 < page.column_dimensions["B"].width < 65


def test_given_widths_are_used():
    page = read_back(Sheet("Лист", ["А", "Б"], [], widths=[12, 40])).active
    assert round(page.column_dimensions["B"].width) in {40, 41}


def test_sheets_come_in_order_under_names_that_excel_accepts():
    long = ["щ" * 40, "Щ" * 40, "щ" * 40, "\U0001f600" * 20]
    titles = [r"a[b]:c*d?e/f\g", "'Школа'", "", "  ", "History", *long]
    book = read_back(*(Sheet(title, ["К"], []) for title in titles))
    names = book.sheetnames
    assert names[:5] == ["a b c d e f g", "Школа", "Лист", "Лист (2)", "History (2)"]
    assert names[5:8] == ["щ" * 31, "Щ" * 27 + " (2)", "щ" * 27 + " (3)"]
    assert all(0 < len(name.encode("utf-16-le")) // 2 <= 31 for name in names)
    assert len({name.casefold() for name in names}) == len(titles)


def test_names_made_distinct_do_not_meet_a_title_that_looks_so_already():
    assert sheet_names(["А", "А (2)", "а"]) == ["А", "А (2)", "а (3)"]


def test_a_row_of_another_length_is_refused():
    with pytest.raises(ValueError, match="another number of cells"):
        Sheet("Лист", ["А", "Б"], [[1]])


# Start-up


def test_importing_documents_loads_no_heavy_library():
    code = (
        "import sys, ui.documents.act, ui.documents.poster, ui.documents.tables;"
        "print({'aiogram', 'typst', 'segno', 'xlsxwriter'} & set(sys.modules))"
    )
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert answer.stdout.strip() == "set()"


def test_a_sheet_to_sign_has_a_line_for_each_person() -> None:
    people = [(f"Фамилия {number}", "Учитель") for number in range(1, 61)]
    pdf = sheet_pdf(
        document="О методической службе, № 7 от 01.09.2026", unit="Школа № 12", people=people,
        made_on=date(2026, 11, 23), made_by="Заместитель директора",
    )  # fmt: skip
    text = printed(pdf)
    assert pages(pdf) > 1
    assert all(squeezed(name) in text for name, _ in people)
    assert text.count("Фамилия,имя,отчество") == pages(pdf), "the head of the table is on every page"


def test_a_paper_form_has_questions_an_answer_sheet_and_a_slip() -> None:
    questions = [(f"Вопрос про #{number}?", ["*Да*", "$нет$", "не знаю"]) for number in range(1, 21)]
    pdf = paper_pdf(
        number="00012-62", code="АВЕКМНРСТУ", unit="Школа № 12", position="Учитель",
        bot_username="@opora_bot", questions=questions,
    )  # fmt: skip
    text = printed(pdf)
    assert all(squeezed(stem) in text for stem, _ in questions)
    assert "А.*Да*" in text, "what people typed is no markup"
    assert "00012-62АВЕКМНРСТУ" in text
    assert "@opora_bot" in text
