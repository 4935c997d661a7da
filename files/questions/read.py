"""A question file of any format; the content decides which it is."""

import re

from files.archive import check_size
from files.errors import FileProblem
from files.questions.aiken import looks_like_aiken, parse_aiken
from files.questions.gift import parse_gift
from files.questions.model import QuestionFile
from files.questions.moodle_backup import parse_backup
from files.questions.moodle_xml import parse_quiz
from files.questions.sheet import looks_like_questions, parse_sheet
from files.questions.xml_tree import parse_xml
from files.tables import read_table
from files.text import decode, shorten

_XML = re.compile(r"\s*<(?:\?xml|!DOCTYPE|(?:!--[^>]*-->\s*<)?(?:quiz|question_categories)\b)")
_SUPPORTED = "GIFT, Moodle XML, questions.xml из резервной копии Moodle, Aiken, таблица XLSX или CSV"


def parse_questions(data: bytes, name: str) -> QuestionFile:
    """Every question of the file, taken or refused with a reason.

    GIFT, Moodle XML, `questions.xml` of a Moodle backup, Aiken, XLSX and CSV; texts in UTF-8, UTF-16 with a
    mark or cp1251. `name` is the file's name; its extension matters only where the content leaves a choice.

    Raises FileProblem for a file that can't be read as a whole: unknown format, damaged, empty, too large.
    """
    found = _parse(data, name)
    if not found.questions and not found.refused:
        raise FileProblem("В файле нет ни одного вопроса.")
    return found


def _parse(data: bytes, name: str) -> QuestionFile:
    check_size(data)
    extension = name.lower().rpartition(".")[2]
    if data.startswith(b"PK"):
        return parse_sheet(read_table(data, name))
    text = decode(data)
    if _XML.match(text) or extension == "xml":
        return _parse_xml(text)
    if looks_like_aiken(text):
        return parse_aiken(text)
    if extension == "csv" or _is_table(data, name, text):
        return parse_sheet(read_table(data, name))
    if extension == "gift" or "{" in text or text.lstrip().startswith(("::", "$CATEGORY:", "//")):
        return parse_gift(text)
    raise FileProblem(f"Не удалось узнать формат файла. Подходят: {_SUPPORTED}.")


def _parse_xml(text: str) -> QuestionFile:
    root = parse_xml(text)
    match root.tag:
        case "quiz":
            return parse_quiz(root)
        case "question_categories":
            return parse_backup(root)
        case other:
            tag = shorten(other, 40)
            raise FileProblem(
                f"Это XML, но не банк вопросов Moodle: первый тег <{tag}>. Подходят: {_SUPPORTED}."
            )


def _is_table(data: bytes, name: str, text: str) -> bool:
    first = next((line for line in text.split("\n") if line.strip()), "")
    if not re.search(r"[;,\t]", first) or "{" in first:
        return False
    try:
        return looks_like_questions(read_table(data, name))
    except FileProblem:
        return False
