"""What is waited out and what is a defect."""

import sqlite3

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from db.session import UnitOfWork
from db.trouble import passes_by_itself


@pytest.mark.parametrize("statement", ["SELECT nothing FROM nowhere", "SELEC 1", "SELECT 1 +"])
async def test_a_statement_that_is_not_understood_is_a_defect(work: UnitOfWork, statement: str) -> None:
    with pytest.raises(DBAPIError) as failure:
        async with work.reading() as session:
            await session.execute(text(statement))
    assert not passes_by_itself(failure.value)


async def test_a_lost_connection_passes() -> None:
    assert passes_by_itself(ConnectionResetError())


async def test_a_defect_of_ours_does_not() -> None:
    assert not passes_by_itself(ValueError())
    assert not passes_by_itself(sqlite3.ProgrammingError())
