"""The conversation: one module for each capability; `book()` binds them together."""

from types import ModuleType

from conversation.book import Book


def book() -> Book:
    """Every page of the product."""
    from handlers import (
        acquaintance,
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
        newcomers,
        norm_drafts,
        norms,
        organisation,
        people,
        privacy,
        registration,
        school,
        settings,
        shortest_set,
        team,
    )  # fmt: skip

    chapters: list[ModuleType] = [
        entrance, registration, organisation, menu, help, diagnostics, courses, shortest_set, enrolments,
        certificates, newcomers, school, branch, codes, people, settings, privacy, admin,
        links, team, norms, acquaintance, norm_drafts,
    ]  # fmt: skip
    bound = Book()
    for chapter in chapters:
        bound.add(chapter.pages)
    return bound
