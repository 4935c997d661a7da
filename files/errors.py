"""What can be wrong with a file, in words for the person who sent it."""

from dataclasses import dataclass


class FileProblem(Exception):
    """The file as a whole can't be read.

    The message is Russian and says what to do. `row` is the row of a table, `line` the line of a text file,
    both counted from 1; they are already part of the message.
    """

    def __init__(self, message: str, *, row: int | None = None, line: int | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.row = row
        self.line = line


@dataclass(frozen=True, slots=True)
class RowProblem:
    """One row can't be used. `row` is counted as a spreadsheet does: the header is usually row 1."""

    row: int
    column: str | None
    message: str

    def __str__(self) -> str:
        column = f", столбец «{self.column}»" if self.column else ""
        return f"Строка {self.row}{column}: {self.message}"
