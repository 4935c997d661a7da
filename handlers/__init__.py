"""The conversation: one module for each capability; `book()` binds them together."""

from types import ModuleType

from conversation.book import Book


def book() -> Book:
    """Every page of the product."""
    from handlers import (
        acquaintance,
        admin,
        ask,
        branch,
        broadcast,
        certificates,
        codes,
        courses,
        diagnostics,
        drafts,
        enrolments,
        entrance,
        figures,
        headcounts,
        help,
        indicators,
        items,
        links,
        literacy,
        matching,
        material_desk,
        materials,
        mentor,
        mentoring,
        menu,
        my_practices,
        newcomers,
        news,
        norm_drafts,
        norms,
        orders,
        organisation,
        pair,
        paper,
        people,
        practice_desk,
        practice_wizard,
        practices,
        privacy,
        questions,
        rating,
        registration,
        relay,
        results,
        reviews,
        route,
        route_desk,
        route_end,
        route_papers,
        route_steps,
        route_templates,
        run_desk,
        runs,
        school,
        settings,
        sharing,
        shortest_set,
        slip,
        substitutes,
        support,
        taking,
        team,
        zones,
    )  # fmt: skip

    chapters: list[ModuleType] = [
        entrance, registration, organisation, menu, help, diagnostics, taking, results, literacy, courses,
        shortest_set, enrolments, runs, run_desk,
        certificates, newcomers, school, branch, codes, people, settings, privacy,
        admin, ask, questions, relay, substitutes, links,
        mentoring, mentor, pair, matching, orders, support,
        materials, material_desk,
        practices, practice_wizard, my_practices, practice_desk, reviews,
        rating, drafts, items, figures, sharing, zones, broadcast, news,
        route, route_steps, route_end, route_papers, route_desk, route_templates,
        team, norms, acquaintance, norm_drafts, paper, slip,
        indicators, headcounts,
    ]  # fmt: skip
    bound = Book()
    for chapter in chapters:
        bound.add(chapter.pages)
    return bound
