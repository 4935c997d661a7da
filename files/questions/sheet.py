"""Questions in a table: a row each, columns by their Russian or English headers.

Only the stem is required. Options stand in one cell, each on its own line or separated by `|` (or `;`), or in
columns «вариант 1», «вариант 2»... Without a column «тип» the kind follows from the rest: options and one
key is single, several keys multiple; no options and a key is true/false, a number or a short answer.
"""

import re

from files.errors import FileProblem
from files.questions.model import TITLE_LENGTH, QuestionFile, Refusal, Refused, Source
from files.questions.sheet_row import question_of
from files.tables import Field, Matched, Table, header_key, match_columns
from files.text import shorten

SCHEMA = (
    Field("stem", ("вопрос", "текст вопроса", "задание", "текст задания", "формулировка", "question"), True),
    Field("options", ("варианты", "варианты ответа", "варианты ответов", "ответы", "choices", "answers")),
    Field(
        "key",
        ("ключ", "правильный ответ", "верный ответ", "правильные ответы", "верные ответы", "ответ", "answer",
         "correct", "correct answer"),
    ),
    Field("competency", ("компетенция", "код компетенции", "компетенции")),
    Field("explanation", ("пояснение", "обоснование", "комментарий", "объяснение", "feedback", "comment")),
    Field("difficulty", ("трудность", "сложность", "level")),
    Field("kind", ("тип", "тип вопроса", "вид", "вид задания", "type")),
    Field("title", ("название", "заголовок", "name")),
    Field("category", ("категория", "раздел", "тема", "topic")),
    Field("tags", ("теги", "метки")),
    Field("extra", ("данные", "служебные данные")),
    Field("id", ("код", "код вопроса", "номер", "№", "№ п/п", "number", "code")),
)  # fmt: skip
_OPTION_COLUMN = re.compile(r"(?:вариант|вариантответа|ответ|option|choice|answer)(\d{1,2})")


def looks_like_questions(table: Table) -> bool:
    """Does the header have a stem, and options or a key?"""
    try:
        matched = match_columns(table, SCHEMA)
    except FileProblem:
        return False
    return bool(matched.headers.keys() & {"options", "key"} or _option_columns(matched))


def parse_sheet(table: Table) -> QuestionFile:
    """Questions of the table; rows that aren't questions are refused by their number.

    Raises FileProblem when there is no column of stems.
    """
    matched = match_columns(table, SCHEMA)
    columns = _option_columns(matched)
    found = QuestionFile(Source.TABLE)
    for problem in table.problems:
        message = f"{problem.message[:1].upper()}{problem.message[1:]}."
        found.refused.append(Refusal(problem.row, "row", "", message))
    for source, row in zip(table.rows, matched.rows(table), strict=True):
        listed = [source.cells[column] for column in columns]
        try:
            found.questions.append(question_of(row, listed))
        except Refused as reason:
            title = shorten(row.cells["stem"], TITLE_LENGTH)
            found.refused.append(Refusal(row.number, reason.construct, title, reason.message))
    found.refused.sort(key=lambda refusal: refusal.line)
    unknown = [column for column in matched.unknown if column not in columns]
    if unknown:
        found.notes.append(f"Не использованы столбцы: {', '.join(f'«{column}»' for column in unknown)}.")
    return found


def _option_columns(matched: Matched) -> list[str]:
    """Headers «вариант 1», «option 2»... by their number."""
    matches = [(_OPTION_COLUMN.fullmatch(header_key(column)), column) for column in matched.unknown]
    return [column for _, column in sorted((int(match[1]), column) for match, column in matches if match)]
