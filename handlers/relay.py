"""Talks through the bot: answers to what was brought, changes, words whose reader is still to be chosen."""

from conversation.book import Chapter
from conversation.screen import Button, Go, Screen, button, go
from conversation.talk import Talk
from services import pairs, questions
from services import relay as service
from ui.format import shortened

pages = Chapter("relay")


@pages.screen(notice="thread")
async def thread(talk: Talk, thread_id: int) -> Go:
    """The screen of what a talk is about; what is written there is passed on."""
    return _screen_of(await service.get(talk.work, talk.person, thread_id))


def _screen_of(one: service.Talk) -> Go:
    if one.kind == "question":
        return go("ask.view" if one.asks else "questions.one", one.number)
    return go("pair.view", one.number)


@pages.action()
async def reply(talk: Talk) -> Go | None:
    """An answer by the messenger's own «Ответить»: it goes where the message came from, whatever is open."""
    answered = talk.words.reply_to
    one = await service.thread_of_reply(talk.work, talk.person, answered) if answered else None
    return await _pass_on(talk, one, talk.words) if one else None


async def _pass_on(talk: Talk, one: service.Talk, said: service.Said) -> Go:
    if one.kind == "pair":
        await pairs.say(talk.work, talk.person, one.number, said)
    elif one.asks:
        await questions.add(talk.work, talk.person, one.number, said)
    else:
        await questions.answer(talk.work, talk.person, one.number, said)
    return _screen_of(one)


@pages.action()
async def edited(talk: Talk) -> Go:
    await service.edit(talk.work, talk.person, talk.words)
    return go("menu.root")


@pages.action()
async def unasked(talk: Talk) -> Go:
    await service.keep(talk.work, talk.person, talk.words)
    return go("menu.puzzled")


@pages.action()
async def send_kept(talk: Talk, thread_id: int) -> Go:
    """The person has said whom the kept words are for."""
    one = await service.get(talk.work, talk.person, thread_id)
    if one.kind == "pair":
        await pairs.say_kept(talk.work, talk.person, one.number)
    elif one.asks:
        await questions.add_kept(talk.work, talk.person, one.number)
    else:
        await questions.answer_kept(talk.work, talk.person, one.number)
    reached = _screen_of(one)
    return Go(reached.screen, reached.arguments, talk.t("relay-passed-on"))


async def meant_for_another(talk: Talk, kind: str, number: int) -> Go | None:
    """Somebody else's words came below the open screen: then it is asked whom this is for."""
    said = talk.words
    if said.reply_to is not None or talk.live is None:
        return None
    if await service.newest_elsewhere(talk.work, talk.person, kind, number, talk.live) is None:
        return None
    await service.keep(talk.work, talk.person, said)
    return go(whom)


@pages.screen()
async def whom(talk: Talk) -> Screen:
    """Nothing is passed on before it is clear for whom."""
    words, rows = await ways_on(talk)
    text = talk.t("relay-whom", words=words)
    return Screen(text, [*rows, [button(talk.t.plain("menu"), "menu.root")]])


async def ways_on(talk: Talk) -> tuple[str, list[list[Button]]]:
    """The kept words, and where they may go: to the methodist, or into a talk that is open."""
    t = talk.t
    kept = await service.kept(talk.work, talk.person)
    if kept is None:
        return "", [[button(t.plain("menu-ask"), "ask.home")]]
    rows = [[button(t.plain("ask-send-kept"), "ask.send_kept")]]
    for one in await service.open_talks(talk.work, talk.person):
        side = "asker" if one.asks else "answerer"
        words = t.plain(f"relay-to-{one.kind}-{side}", number=one.number)
        rows.append([button(words, send_kept, one.id)])
    return shortened(" ".join(kept.text.split()), 120) or t.plain("relay-a-file"), rows
