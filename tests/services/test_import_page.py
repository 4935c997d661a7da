"""docs/import.md says how files must look: it may not fall behind the code."""

import pytest

from services import content, people_rows, programme_import, unit_import

PAGE = (content.FOLDER.parent / "docs" / "import.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "field",
    [*unit_import.COLUMNS, *programme_import.COLUMNS, *people_rows.COLUMNS],
    ids=lambda field: field.name,
)
def test_every_column_is_described_under_both_its_names(field):
    assert f"| {field.name} | {field.title} |" in PAGE
