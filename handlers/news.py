"""News for a person: the list, one piece whole, topics switched with one tap."""

from conversation.book import Chapter
from conversation.screen import Go, Screen, button, go, link
from conversation.screen import pages as page_buttons
from conversation.talk import Talk
from services import news_reading as service
from services import preferences
from services.news import TOPICS
from ui.format import day, shortened
from ui.text import Html, joined

pages = Chapter("news")

TITLE = 60


@pages.screen(command="news", notice="news")
async def listing(talk: Talk, page: int = 1) -> Screen:
    t = talk.t
    found = await service.listing(talk.work, talk.person, page)
    lines = [
        t(
            "news-line",
            index=index,
            title=shortened(one.title, TITLE),
            on=day(talk.person.today(one.came_at), today=talk.today),
            new="yes" if one.is_new else "no",
        )
        for index, one in enumerate(found.lines, 1)
    ]
    numbers = [button(str(index), read, one.id) for index, one in enumerate(found.lines, 1)]
    words = (t.plain("previous-page"), t.plain("next-page"))
    text = t(
        "news-list",
        new=found.new,
        list=joined(lines) if lines else t("news-none"),
        page=t("page-of", page=found.page, pages=found.pages),
    )
    return Screen(
        text,
        [
            numbers[:3],
            numbers[3:],
            page_buttons(listing, found.page, found.pages, words=words),
            [button(t.plain("news-topics"), topics), button(t.plain("menu"), "menu.root")],
        ],
    )


@pages.action()
async def read(talk: Talk, broadcast_id: int) -> Go:
    """Opens one piece; its author sees how many did, never who."""
    await service.note_read(talk.work, talk.person, broadcast_id)
    one = await service.get(talk.work, talk.person, broadcast_id)
    if one.file:
        talk.show_again(one.file, Html(""))
    return go(item, broadcast_id)


@pages.screen()
async def item(talk: Talk, broadcast_id: int) -> Screen:
    t = talk.t
    one = await service.get(talk.work, talk.person, broadcast_id)
    text = t(
        "news-item",
        text=Html(one.text),
        topic=t.plain(f"topic-news-{one.topic}"),
        on=day(talk.person.today(one.came_at), today=talk.today),
    )
    rows = [[link(one.link_words, one.link_url)]] if one.link_words and one.link_url else []
    return Screen(text, [*rows, [button(t.plain("back"), listing)]])


@pages.screen()
async def topics(talk: Talk) -> Screen:
    """Each topic has its switch; the first one is for all of them."""
    t, muted = talk.t, talk.person.muted_topics
    rows = []
    for name in ("news", *(f"news.{one}" for one in TOPICS)):
        on = name not in muted
        title = t.plain(f"topic-{name.replace('.', '-')}")
        words = t.plain("settings-topic", title=title, on="yes" if on else "no")
        rows.append([button(words, switch, name, int(not on))])
    return Screen(t("news-topics-text"), [*rows, [button(t.plain("back"), listing)]])


@pages.action()
async def switch(talk: Talk, name: str, on: int) -> Go:
    await preferences.set_topic(talk.work, talk.person, name, on=bool(on))
    return go(topics)


@pages.action(notice="news_off")
async def unsubscribe(talk: Talk, broadcast_id: int) -> Go:
    """One tap under the message; it works for what is queued already, too."""
    topic = await service.topic_of(talk.work, talk.person, broadcast_id)
    await preferences.set_topic(talk.work, talk.person, f"news.{topic}", on=False)
    return go(topics, note=talk.t("news-unsubscribed", topic=talk.t.plain(f"topic-news-{topic}")))
