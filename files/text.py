"""Bytes to text, and text to something clean: the encodings Russian offices really send."""

import codecs
import re
import unicodedata

from files.errors import FileProblem

_SIGNATURES = (
    (b"%PDF", "PDF"),
    (b"\xd0\xcf\x11\xe0", "старый документ Office (XLS, DOC) или документ с паролем"),
    (b"PK\x03\x04", "архив или документ Office"),
    (b"\x89PNG", "картинка"),
    (b"\xff\xd8\xff", "картинка"),
    (b"GIF8", "картинка"),
    (b"Rar!", "архив"),
    (b"7z\xbc\xaf", "архив"),
    (b"\x1f\x8b", "архив"),
)
_SPACES = re.compile(r"[^\S\n]")
_INVISIBLE = dict.fromkeys(
    [0xAD, 0x200B, 0x200E, 0x200F, 0xFEFF, *range(0x202A, 0x202F), *range(0x2060, 0x2070)]
    + list(range(0xFDD0, 0xFDF0))
    + [code for code in range(0xA0) if unicodedata.category(chr(code)) == "Cc" and code not in (9, 10, 13)]
)
_UNUSUAL = re.compile(r"[^\x00-\x7fА-Яа-яЁё«»„“”‘’–—…№°•§©®±\xa0]")


def decode(data: bytes) -> str:
    """Text of a file in UTF-8, UTF-16 with a byte order mark, or cp1251; line ends become LF.

    No guessing by statistics: strict UTF-8 first, cp1251 for the rest.

    Raises FileProblem for binary content, for UTF-8 with damaged bytes (with the line) and for
    other encodings.
    """
    refuse_binary(data)
    try:
        text = _decode(data)
    except UnicodeDecodeError as error:
        raise FileProblem(
            "Не удалось прочитать текст файла. Сохраните его в кодировке UTF-8 и пришлите ещё раз."
        ) from error
    if "\0" in text:
        raise FileProblem("Внутри файла двоичные данные, это не текст. Пришлите текстовый файл (CSV, GIFT).")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def refuse_binary(data: bytes) -> None:
    """Raises FileProblem that names the kind of a file which is certainly not text."""
    for signature, kind in _SIGNATURES:
        if data.startswith(signature):
            raise FileProblem(f"Это не текстовый файл, а {kind}. Пришлите таблицу (XLSX, CSV) или текст.")


def _decode(data: bytes) -> str:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        _refuse_damaged_utf8(data, error.start)
    text = data.decode("cp1251")
    foreign = sum(char > "\x7f" for char in text)
    if len(_UNUSUAL.findall(text)) * 5 > foreign:
        raise FileProblem("Кодировка файла не UTF-8 и не Windows-1251. Сохраните файл заново в UTF-8.")
    return text


def _refuse_damaged_utf8(data: bytes, first_bad: int) -> None:
    """Tells damaged UTF-8 from cp1251, where letter pairs that look like UTF-8 are rare."""
    valid = sum(char > "\x7f" for char in data.decode("utf-8", "ignore"))
    damaged = data.decode("utf-8", "replace").count("�")
    if valid > 10 * damaged:
        line = data.count(b"\n", 0, first_bad) + 1
        raise FileProblem(
            f"Строка {line}: в файле UTF-8 повреждены символы. Исправьте строку или сохраните файл заново.",
            line=line,
        )


def clean(text: str) -> str:
    """One cell or phrase: stripped, one kind of space, composed letters, no control or direction marks.

    Line feeds inside stay.
    """
    if not text.isprintable():
        text = text.replace("\r\n", "\n").replace("\r", "\n").translate(_INVISIBLE)
        text = _SPACES.sub(" ", text)
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    return text.strip()


def tidy(text: str) -> str:
    """Clean text without spaces at line ends and with at most one blank line in a row."""
    lines = [line.rstrip() for line in clean(text).split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines))


def one_line(text: str) -> str:
    """Clean text on one line with single spaces: titles, short answers, tags."""
    return " ".join(clean(text).split())


def shorten(text: str, length: int) -> str:
    """The text on one line, at most so many characters, cut off with an ellipsis."""
    plain = one_line(text)
    return plain if len(plain) <= length else plain[: length - 1] + "…"
