"""Which failures of the database pass by themselves: those are waited out, all others are defects."""

import sqlite3

from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout

_PASSING = frozenset(
    (
        sqlite3.SQLITE_BUSY,
        sqlite3.SQLITE_LOCKED,
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_READONLY,
        sqlite3.SQLITE_NOMEM,
    )
)


def passes_by_itself(error: BaseException) -> bool:
    """A lock, a full disk, a lost connection; never a statement that the database does not understand."""
    if isinstance(error, (PoolTimeout, InterfaceError)):
        return True
    if not isinstance(error, DBAPIError):
        return isinstance(error, (ConnectionError, TimeoutError))
    code = getattr(error.orig, "sqlite_errorcode", None)
    if code is not None:
        return code & 0xFF in _PASSING
    return error.connection_invalidated or isinstance(error, OperationalError)
