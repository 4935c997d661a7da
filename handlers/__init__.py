"""The conversation: one module for each capability; `book()` binds them together."""

from types import ModuleType

from conversation.book import Book


def book() -> Book:
    """Every page of the product."""
    from handlers import (
        admin,
        branch,
        certificates,
        codes,
        courses,
        diagnostics,
        enrolments,
        entrance,
        help,
        links,
        menu,
        my_practices,
        newcomers,
        organisation,
        people,
        practice_desk,
        practice_wizard,
        practices,
        privacy,
        registration,
        reviews,
        school,
        settings,
    )  # fmt: skip

    chapters: list[ModuleType] = [
        entrance, registration, organisation, menu, help, diagnostics, courses, enrolments, certificates,
        newcomers, school, branch, codes, people, settings, privacy, admin,
        practices, practice_wizard, my_practices, practice_desk, reviews,
        links,
    ]  # fmt: skip
    bound = Book()
    for chapter in chapters:
        bound.add(chapter.pages)
    return bound
