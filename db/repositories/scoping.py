"""Scope as a condition of a query: rows whose unit lies in one of the viewer's branches."""

from sqlalchemy import ColumnElement, and_, false, or_
from sqlalchemy.orm import InstrumentedAttribute

from domain.access import Scope


def within(
    path: InstrumentedAttribute[str] | InstrumentedAttribute[str | None], scope: Scope
) -> ColumnElement[bool]:
    """Paths that start with one of the scope's prefixes; an empty scope matches nothing.

    A range instead of LIKE: '0' follows '/', so ['/RU/Z/', '/RU/Z0') is the branch and uses the index.
    """
    branches = [and_(path >= prefix, path < prefix[:-1] + "0") for prefix in scope.prefixes]
    return or_(*branches) if branches else false()
