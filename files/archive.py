"""Is this XLSX safe to parse? Checked before the parser sees a byte.

A parser allocates a dense grid and trusts what the archive declares, so both are verified here: the real
size of every entry after decompression, and the furthest cell of every sheet.
"""

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator

from files.errors import FileProblem

MAX_UPLOAD = 20 * 1024 * 1024
MAX_UNPACKED = 200 * 1024 * 1024
MAX_RATIO = 120
MAX_ENTRIES = 2_000
MAX_GRID = 20_000_000
_SMALL = 1024 * 1024
_CHUNK = 1024 * 1024
_LOCAL_HEADER = struct.Struct("<4s22xHH")

_TAG = re.compile(
    rb"""<(?:\w+:)?(?P<tag>c|row)(?=[\s/>])"""
    rb"""(?:[^<]*?\sr\s*=\s*["']\s*(?P<column>[A-Za-z]{0,3})(?P<row>\d{1,9})\s*["'])?"""
)
_OTHER_OFFICE = {"word/document.xml": "документ Word", "ppt/presentation.xml": "презентация"}

_BROKEN = "Файл XLSX повреждён: {}. Откройте его в Excel, сохраните заново и пришлите ещё раз."
_TOO_BIG = "Файл после распаковки слишком велик ({}). Разделите таблицу на несколько файлов."


def check_size(data: bytes) -> None:
    """Raises FileProblem for an upload that is empty or over 20 MB."""
    if not data:
        raise FileProblem("Файл пустой. Проверьте, что он сохранён, и пришлите ещё раз.")
    if len(data) > MAX_UPLOAD:
        raise FileProblem("Файл больше 20 МБ. Разделите его на несколько файлов.")


def check_xlsx(data: bytes) -> None:
    """Raises FileProblem unless the archive is a whole, unencrypted XLSX of a bearable size."""
    check_size(data)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError, struct.error, EOFError) as error:
        raise FileProblem(_BROKEN.format("архив не читается")) from error
    _check_entries(entries, len(data))
    _check_kind({entry.filename for entry in entries})
    for entry in entries:
        _check_content(data, entry)


def _check_entries(entries: list[zipfile.ZipInfo], upload: int) -> None:
    if len(entries) > MAX_ENTRIES:
        raise FileProblem(_TOO_BIG.format(f"в архиве {len(entries)} файлов"))
    if any(entry.flag_bits & 0x1 for entry in entries):
        raise FileProblem("Файл защищён паролем. Снимите пароль и пришлите ещё раз.")
    if any(entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for entry in entries):
        raise FileProblem(_BROKEN.format("неизвестный способ сжатия"))
    total = sum(entry.file_size for entry in entries)
    if total > MAX_UNPACKED:
        raise FileProblem(_TOO_BIG.format(f"{total // 1024 // 1024} МБ при пределе 200 МБ"))
    for packed, unpacked in [(upload, total), *((entry.compress_size, entry.file_size) for entry in entries)]:
        if unpacked > _SMALL and unpacked > MAX_RATIO * packed:
            raise FileProblem(
                "Файл отклонён: он сжат в сотни раз, так сжимаются пустые или испорченные таблицы. "
                "Скопируйте нужные строки на новый лист и сохраните заново."
            )


def _check_kind(names: set[str]) -> None:
    for part, kind in _OTHER_OFFICE.items():
        if part in names:
            raise FileProblem(f"Это {kind}, а не таблица. Сохраните таблицу в формате XLSX или CSV.")
    if "mimetype" in names or "xl/workbook.bin" in names:
        raise FileProblem("Таблицы ODS и XLSB не поддерживаются. Сохраните файл в формате XLSX или CSV.")
    if not any(re.fullmatch(r"/?xl/workbook\d*\.xml", name, re.IGNORECASE) for name in names):
        raise FileProblem("Это архив, но не таблица XLSX. Пришлите саму таблицу, без упаковки в архив.")


def _check_content(data: bytes, entry: zipfile.ZipInfo) -> None:
    """Unpacks the entry to count its real bytes, its checksum and the grid its cells span."""
    size, crc, grid = 0, 0, _Grid()
    try:
        for chunk in _unpacked(data, entry):
            size += len(chunk)
            if size > entry.file_size:
                raise FileProblem(_BROKEN.format("объявленный размер не совпадает с настоящим"))
            crc = zlib.crc32(chunk, crc)
            grid.feed(chunk)
    except (zlib.error, struct.error) as error:
        raise FileProblem(_BROKEN.format("содержимое не распаковывается")) from error
    if size != entry.file_size or crc != entry.CRC:
        raise FileProblem(_BROKEN.format("содержимое обрывается или испорчено"))
    grid.check()


class _Grid:
    """The rectangle that the cells of a sheet span, found without parsing XML or keeping it in memory."""

    def __init__(self) -> None:
        self._tail = b""
        self._row = self._column = 0
        self._last_row = self._last_column = 0

    def feed(self, chunk: bytes) -> None:
        window = self._tail + chunk
        start = window.rfind(b"<")
        complete, self._tail = (window, b"") if start < 0 else (window[:start], window[start:])
        for match in _TAG.finditer(complete):
            self._see(match)
        if len(self._tail) > _CHUNK:
            if _TAG.match(self._tail):
                raise FileProblem(_BROKEN.format("описание ячейки не кончается"))
            self._tail = b""

    def _see(self, match: re.Match[bytes]) -> None:
        row, column = match["row"], match["column"]
        if match["tag"] == b"row":
            self._row = int(row) if row else self._row + 1
            self._column = 0
        elif row:
            self._row, self._column = int(row), _column_number(column)
        else:
            self._column += 1
        self._last_row = max(self._last_row, self._row)
        self._last_column = max(self._last_column, self._column)

    def check(self) -> None:
        """Raises FileProblem when the rectangle is outside a sheet or too large to hold in memory."""
        for match in _TAG.finditer(self._tail):
            self._see(match)
        if self._last_row > 1_048_576 or self._last_column > 16_384:
            raise FileProblem(_BROKEN.format("адрес ячейки вне листа"))
        if self._last_row * self._last_column > MAX_GRID:
            raise FileProblem(
                "Данные на листе разбросаны слишком далеко: заняты последние строки или столбцы. "
                "Скопируйте нужные строки на новый лист и сохраните заново."
            )


def _unpacked(data: bytes, entry: zipfile.ZipInfo) -> Iterator[bytes]:
    """The entry's bytes in chunks, however many there really are."""
    signature, name_length, extra_length = _LOCAL_HEADER.unpack_from(data, entry.header_offset)
    if signature != b"PK\x03\x04":
        raise zlib.error("no local header")
    start = entry.header_offset + _LOCAL_HEADER.size + name_length + extra_length
    packed = data[start : start + entry.compress_size]
    if entry.compress_type == zipfile.ZIP_STORED:
        yield packed
        return
    decompressor = zlib.decompressobj(-zlib.MAX_WBITS)
    while packed and not decompressor.eof:
        yield decompressor.decompress(packed, _CHUNK)
        packed = decompressor.unconsumed_tail
    yield decompressor.flush()


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number
