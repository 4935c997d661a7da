"""One's own practices: where each stands, what the experts said, papers made of it."""

import asyncio

from conversation.book import Chapter
from conversation.screen import Button, Go, Screen, button, go
from conversation.screen import pages as page_buttons
from conversation.talk import Talk
from handlers.practices import PREFIX
from services import content
from services import practice_drafts as service
from services.practice_drafts import Draft
from ui.format import day, shortened
from ui.text import Html, joined

pages = Chapter("mypractice")

SHOWN = 6


@pages.screen()
async def listing(talk: Talk, page: int = 1) -> Screen:
    t = talk.t
    mine = await service.mine(talk.work, talk.person)
    count = max(1, -(-len(mine) // SHOWN))
    page = min(max(1, page), count)
    here = mine[(page - 1) * SHOWN : page * SHOWN]
    write = button(t.plain("practices-share-mine"), "wizard.begin")
    last = [button(t.plain("back"), "practices.home"), button(t.plain("menu"), "menu.root")]
    if not mine:
        return Screen(t("mypractice-none"), [[write], last])
    lines = [
        t("mypractice-line", number=i, title=shortened(found.title, 55) or t.plain("mypractice-untitled"),
          state=found.state)
        for i, found in enumerate(here, 1)
    ]  # fmt: skip
    numbers = [button(str(i), one, found.id) for i, found in enumerate(here, 1)]
    turns = page_buttons(listing, page, count, words=(t.plain("previous-page"), t.plain("next-page")))
    text = t("mypractice-list", list=joined(lines), page=t("page-of", page=page, pages=count))
    return Screen(text, [numbers[:3], numbers[3:], turns, [write], last])


@pages.screen(notice="my_practice")
async def one(talk: Talk, practice_id: int) -> Screen:
    t = talk.t
    found = await service.get(talk.work, talk.person, practice_id)
    last = [button(t.plain("back"), listing), button(t.plain("menu"), "menu.root")]
    return Screen(_text(talk, found), [*_rows(talk, found), last])


def _text(talk: Talk, found: Draft) -> Html:
    """Where it stands and what the experts said; their words may be long and have a screen of their own."""
    t, practice, today = talk.t, found.description, talk.today
    scores = ", ".join(str(total) for total in found.totals)
    most = content.expertise().rule.most
    is_due = found.is_due and practice.state == "published"
    return t(
        "mypractice-one",
        title=shortened(practice.title, 110) or t.plain("mypractice-untitled"),
        state=practice.state,
        version=practice.version,
        sent=day(found.sent_on, today=today) if found.sent_on else "",
        published=day(found.published_on, today=today) if found.published_on else "",
        until=day(found.review_by) if found.review_by else "",
        due=t("mypractice-due") if is_due else Html(""),
        scores=t("mypractice-scores", scores=scores, most=most) if scores else Html(""),
        decision=shortened(found.decision, 180),
        link=talk.house.link(PREFIX + str(practice.id)),
    )


def _rows(talk: Talk, found: Draft) -> list[list[Button]]:
    t, number, revision = talk.t, found.description.id, found.description.revision
    state = found.description.state
    rows: list[list[Button]] = []
    if found.is_editable:
        words = "mypractice-go-on" if state == "draft" else "mypractice-correct"
        rows.append([button(t.plain(words), go_on, number)])
    if found.is_due and state == "published":
        rows.append([button(t.plain("mypractice-renew"), renew, number, revision)])
    if found.comments or len(found.decision) > 180:
        rows.append([button(t.plain("mypractice-comments"), comments, number)])
    if found.step is None:
        rows.append([button(t.plain("mypractice-page"), as_page, number),
                     button(t.plain("mypractice-article"), as_article, number)])  # fmt: skip
    if state in ("submitted", "review", "published"):
        words = "mypractice-unpublish" if state == "published" else "mypractice-take-back"
        rows.append([button(t.plain(words), ask_back, number)])
    else:
        rows.append([button(t.plain("mypractice-delete"), ask_deletion, number)])
    return rows


@pages.screen()
async def go_on(talk: Talk, practice_id: int) -> Go:
    """Where the wizard goes on: the first empty step, or the preview."""
    found = await service.get(talk.work, talk.person, practice_id)
    return go("wizard.intro" if found.step else "wizard.preview", practice_id)


@pages.screen()
async def comments(talk: Talk, practice_id: int, page: int = 1) -> Screen:
    """The methodist's and the experts' words, one at a time."""
    t = talk.t
    found = await service.get(talk.work, talk.person, practice_id)
    said = [t("mypractice-said-methodist", text=shortened(found.decision, 460))] if found.decision else []
    said += [
        t("mypractice-said-expert", number=number, text=shortened(comment, 460))
        for number, comment in enumerate(found.comments, 1)
    ]
    page = min(max(1, page), max(1, len(said)))
    text = said[page - 1] if said else t("mypractice-said-nothing")
    words = t.plain("practices-part-before"), t.plain("practices-part-after")
    turns = page_buttons(comments, page, len(said), practice_id, words=words)
    return Screen(text, [turns, [button(t.plain("back"), one, practice_id)]])


@pages.action()
async def as_page(talk: Talk, practice_id: int) -> Go:
    """The practice on one A4 page."""
    from ui.documents.practice import practice_pdf

    found = await service.get(talk.work, talk.person, practice_id)
    pdf = await asyncio.to_thread(practice_pdf, _fields(talk, found), _link(talk, found))
    talk.attach(pdf, f"praktika-{practice_id}.pdf", talk.t("mypractice-page-caption"))
    return go(one, practice_id)


@pages.action()
async def as_article(talk: Talk, practice_id: int) -> Go:
    """A draft of an article, with places to fill in."""
    from ui.documents.article import article_docx

    found = await service.get(talk.work, talk.person, practice_id)
    file = await asyncio.to_thread(article_docx, _fields(talk, found))
    talk.attach(file, f"statya-{practice_id}.docx", talk.t("mypractice-article-caption"))
    return go(one, practice_id)


def _fields(talk: Talk, found: Draft) -> dict[str, str]:
    """What the papers are made of. The author's name is for the author to write."""
    practice = found.description
    facts = [practice.subject_title or talk.t.plain("practices-any-subject"), practice.level_title]
    return {
        "title": practice.title,
        "facts": ", ".join(facts),
        "themes": ", ".join(theme.title.lower() for theme in practice.competencies),
        "problem": practice.problem,
        "essence": practice.essence,
        "steps": practice.steps,
        "resources": practice.resources,
        "results": practice.results,
        "risks": practice.risks,
        "conditions": practice.conditions,
    }


def _link(talk: Talk, found: Draft) -> str:
    is_public = found.description.state == "published"
    return talk.house.link(PREFIX + str(found.description.id)) if is_public else ""


@pages.screen()
async def ask_back(talk: Talk, practice_id: int) -> Screen:
    t = talk.t
    found = await service.get(talk.work, talk.person, practice_id)
    text = t("mypractice-ask-back", title=shortened(found.description.title, 110),
             state=found.description.state)  # fmt: skip
    return Screen(
        text,
        [[button(t.plain("mypractice-back-yes"), take_back, practice_id, found.description.revision)],
         [button(t.plain("back"), one, practice_id)]],
    )  # fmt: skip


@pages.action()
async def take_back(talk: Talk, practice_id: int, revision: int) -> Go:
    await service.take_back(talk.work, talk.person, practice_id, revision)
    return go(one, practice_id, note=talk.t("mypractice-taken-back"))


@pages.screen()
async def ask_deletion(talk: Talk, practice_id: int) -> Screen:
    t = talk.t
    found = await service.get(talk.work, talk.person, practice_id)
    title = shortened(found.description.title, 110) or t.plain("mypractice-untitled")
    return Screen(
        t("mypractice-ask-deletion", title=title),
        [[button(t.plain("mypractice-delete-yes"), delete, practice_id, found.description.revision)],
         [button(t.plain("back"), one, practice_id)]],
    )  # fmt: skip


@pages.action()
async def delete(talk: Talk, practice_id: int, revision: int) -> Go:
    await service.delete(talk.work, talk.person, practice_id, revision)
    return go(listing, note=talk.t("mypractice-deleted"))


@pages.action()
async def renew(talk: Talk, practice_id: int, revision: int) -> Go:
    await service.renew(talk.work, talk.person, practice_id, revision)
    return go(one, practice_id, note=talk.t("mypractice-renewed"))


async def waiting_practices(talk: Talk) -> list[Html]:
    """The draft to go on with, and what came back with remarks."""
    t, lines = talk.t, []
    draft = await service.open_one(talk.work, talk.person)
    if draft is not None:
        title = shortened(draft.description.title, 60) or t.plain("mypractice-untitled")
        if draft.step is None:
            lines.append(t("waiting-practice-ready", title=title))
        else:
            steps = service.STEPS
            lines.append(
                t("waiting-practice-draft", title=title, step=steps.index(draft.step) + 1, steps=len(steps))
            )
    mine = await service.mine(talk.work, talk.person)
    lines += [
        t("waiting-practice-returned", title=shortened(one.title, 60))
        for one in mine
        if one.state == "returned"
    ][:2]
    return lines
