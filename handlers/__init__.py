"""The conversation: one module for each capability; `book()` binds them together."""

from types import ModuleType

from conversation.book import Book


def book() -> Book:
    """Every page of the product."""
    from handlers import (
        admin,
        ask,
        branch,
        certificates,
        codes,
        courses,
        diagnostics,
        enrolments,
        entrance,
        help,
        links,
        matching,
        mentor,
        mentoring,
        menu,
        newcomers,
        orders,
        organisation,
        pair,
        people,
        privacy,
        questions,
        registration,
        relay,
        school,
        settings,
        shortest_set,
        substitutes,
        support,
    )  # fmt: skip

    chapters: list[ModuleType] = [
        entrance, registration, organisation, menu, help, diagnostics, courses, shortest_set, enrolments,
        certificates, newcomers, school, branch, codes, people, settings, privacy, admin,
        ask, questions, relay, substitutes, mentoring, mentor, pair, matching, orders, support,
        links,
    ]  # fmt: skip
    bound = Book()
    for chapter in chapters:
        bound.add(chapter.pages)
    return bound
