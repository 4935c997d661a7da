"""Safe XML with line numbers: entities and DTDs are refused, breakage is explained by line."""

import re
from collections.abc import Callable, Iterator
from xml.etree.ElementTree import Element, ParseError, TreeBuilder

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser

from files.errors import FileProblem

_LINE = "{line}"
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_ENCODING = re.compile(r"""encoding\s*=\s*["']([\w.-]+)["']""")
_DECODED = {"utf-8", "utf8", "utf-16", "windows-1251", "cp1251", "us-ascii", "ascii"}
_CAUSES = {
    "mismatched tag": "закрывающий тег не подходит к открытому",
    "not well-formed (invalid token)": "недопустимый символ: знаки & и < в тексте пишут как &amp; и &lt;",
    "undefined entity": "неизвестное обозначение: вместо &nbsp; и подобных нужен сам знак или его номер",
    "no element found": "файл обрывается",
    "unclosed token": "тег не закрыт, файл обрывается",
    "unclosed CDATA section": "раздел CDATA не закрыт, файл обрывается",
    "junk after document element": "после конца документа есть лишнее",
    "duplicate attribute": "атрибут повторяется",
    "reference to invalid character number": "номер недопустимого символа",
}
_MAX_DEPTH = 200


class _Builder(TreeBuilder):
    """Writes on every element the line that `line_now` tells when its start tag is read."""

    def __init__(self, line_now: Callable[[], int]) -> None:
        super().__init__()
        self._line_now = line_now
        self._depth = 0

    def start(self, tag: str, attrs: dict[str, str]) -> Element:
        self._depth += 1
        if self._depth > _MAX_DEPTH:
            raise FileProblem("В файле XML слишком много вложенных тегов. Это не банк вопросов Moodle.")
        return super().start(tag, {**attrs, _LINE: str(self._line_now())})

    def end(self, tag: str) -> Element:
        self._depth -= 1
        return super().end(tag)


def parse_xml(text: str) -> Element:
    """The root element. `text` is decoded already, so a declared encoding is only checked.

    Raises FileProblem for XML that isn't well-formed, with the line, and for any DTD or entity declaration.
    """
    declaration = _DECLARATION.match(text)
    if declaration:
        encoding = _ENCODING.search(declaration[0])
        if encoding and encoding[1].lower() not in _DECODED:
            raise FileProblem(f"Кодировка {encoding[1]} не поддерживается. Сохраните файл в UTF-8.", line=1)
        text = "\n" * declaration[0].count("\n") + text[declaration.end() :]
    parser = DefusedXMLParser(target=_Builder(lambda: parser.parser.CurrentLineNumber), forbid_dtd=True)
    try:
        parser.feed(text.encode())
        return parser.close()
    except ParseError as error:
        line, column = error.position
        cause = _CAUSES.get(str(error).partition(":")[0], "нарушена запись XML")
        raise FileProblem(
            f"Строка {line}, символ {column + 1}: {cause}. Исправьте строку или выгрузите файл заново.",
            line=line,
        ) from error
    except DefusedXmlException as error:
        raise FileProblem(
            "В файле есть объявления DTD или ENTITY, в банках вопросов Moodle их не бывает. Файл отклонён."
        ) from error


def line_of(element: Element) -> int:
    """The line where the element starts."""
    return int(element.get(_LINE, "0"))


def child_text(element: Element | None, path: str) -> str:
    """All text inside the child, '' if there is none. Moodle's mark for NULL counts as none."""
    child = element.find(path) if element is not None else None
    text = "".join(child.itertext()) if child is not None else ""
    return "" if text.strip() == "$@NULL@$" else text


def children(element: Element | None, path: str) -> Iterator[Element]:
    """Children on the path, none if there is no element."""
    return iter(element.findall(path) if element is not None else ())
