"""What every import answers: a preview with counts, errors by row, all or nothing."""

from dataclasses import dataclass, field

from files.errors import RowProblem


@dataclass
class ImportReport:
    """Counts of an import. With problems nothing is written; `notes` are said but stop nothing."""

    kind: str
    rows: int
    new: int = 0
    changed: int = 0
    same: int = 0
    gone: int = 0
    problems: list[RowProblem] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def ok(self) -> bool:
        return not self.problems
