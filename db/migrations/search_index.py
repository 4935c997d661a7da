"""The search index of practices: made by hand, because the two databases search each in their own way.

Both keep rows of (rowid, words), where words are stems and marks of filters, ready to be matched.
"""

from alembic import op

SEARCH_INDEX = "practice_words"


def make_search_index() -> None:
    if op.get_bind().dialect.name == "sqlite":
        op.execute(
            f"CREATE VIRTUAL TABLE {SEARCH_INDEX} USING fts5"
            "(words, detail=none, tokenize='unicode61 remove_diacritics 0')"
        )
        return
    op.execute(f"CREATE TABLE {SEARCH_INDEX} (rowid bigint PRIMARY KEY, words tsvector NOT NULL)")
    op.execute(f"CREATE INDEX ix_{SEARCH_INDEX}_words ON {SEARCH_INDEX} USING gin (words)")


def drop_search_index() -> None:
    op.execute(f"DROP TABLE {SEARCH_INDEX}")
