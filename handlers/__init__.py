"""The conversation: one module for each capability; `book()` binds them together."""

from types import ModuleType

from conversation.book import Book


def book() -> Book:
    """Every page of the product."""
    from handlers import (
        admin,
        branch,
        broadcast,
        certificates,
        codes,
        courses,
        diagnostics,
        enrolments,
        entrance,
        help,
        links,
        menu,
        newcomers,
        news,
        organisation,
        people,
        privacy,
        registration,
        school,
        settings,
    )  # fmt: skip

    chapters: list[ModuleType] = [
        entrance, registration, organisation, menu, help, diagnostics, courses, enrolments, certificates,
        newcomers, school, branch, codes, people, settings, privacy, admin,
        links, broadcast, news,
    ]  # fmt: skip
    bound = Book()
    for chapter in chapters:
        bound.add(chapter.pages)
    return bound
