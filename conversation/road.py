"""The one road of an update: who, where, may they, do it, show what is true now."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from secrets import token_hex

import structlog
from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest
from aiogram.types import CallbackQuery, InaccessibleMessage, Message

from conversation.book import Book, Page, Standing
from conversation.busy import Background, company
from conversation.screen import Go, Screen
from conversation.talk import Talk
from conversation.window import Window, holds
from domain.errors import NotAllowed, Refusal, ScreenIsStale
from services import albums
from services.places import Location, Places
from services.relay import Said
from ui.text import Html, safe

log = structlog.get_logger()

_EMOJI = re.compile(r"</?tg-emoji[^>]*>")
ALERT_LIMIT = 200
LARGEST_FILE = 20 * 1024 * 1024
ANSWERS_REMEMBERED = 1000


@dataclass(frozen=True)
class Doors:
    """Names of the screens that the road itself sends people to."""

    entrance: str
    menu: str
    puzzled: str
    getting_in: str
    """The next question of somebody who agreed and is not registered yet."""
    reply: str
    """An answer to a message that was passed on: an action that gives None when it is not one."""
    edited: str
    unasked: str
    """A message that no screen has asked for."""
    live: frozenset[str] = frozenset()
    """Screens that change by themselves."""


class FileIsTooBig(Refusal):
    """Telegram gives a bot no file over 20 MB."""


class TryAgain(Exception):
    """The effect could not be stored (database locked, disk full): the update must come again."""


class Road:
    """Leads every message and every tap to its page and shows the screen that follows."""

    def __init__(
        self,
        book: Book,
        places: Places,
        doors: Doors,
        *,
        background: Background,
        known: type[BaseException],
        passes: Callable[[Exception], bool] = lambda _: False,
    ) -> None:
        self.book = book
        self.places = places
        self.doors = doors
        self.on_album: Callable[[int], None] = _no_album
        self._background = background
        self._known = known
        self._passes = passes
        self._answered: dict[str, None] = {}
        self._seen: dict[int, Screen] = {}

    async def tap(self, query: CallbackQuery, talk: Talk, bot: Bot) -> None:
        """A button: checked first, answered once and at once, then done."""
        window = Window(bot, talk.address)
        place = await self.places.find(talk.work, talk.address)
        message = query.message
        if query.data and query.data.startswith("n1:"):
            await self._notice(query, talk, window, place)
            return
        if message is None or isinstance(message, InaccessibleMessage) or not query.data:
            await self._refuse(query, talk, window, place, ScreenIsStale())
            return
        if (place is not None and place.message_id != message.message_id) or not holds(message, query.data):
            await self._refuse(query, talk, window, place, ScreenIsStale())
            return
        name, *texts = query.data.split(":")
        try:
            page = self._allowed(self.book.pages.get(name), talk)
            arguments = page.arguments(tuple(texts))
        except Refusal as refusal:
            await self._refuse(query, talk, window, place, refusal)
            return
        await self.answer(query)
        here = place or self._start()
        talk.here = here.arguments
        with company(self._background, window, talk.t):
            reached = await self._do(page, arguments, tuple(texts), talk, here)
        await self._show(reached, talk, window, here, live=message)

    async def say(self, message: Message, talk: Talk, bot: Bot) -> None:
        """A message: a command, an answer to the open question, or something we did not ask for.

        One that came again is only answered by a fresh screen: by now its words could mean something else.
        """
        window = Window(bot, talk.address)
        place = await self.places.find(talk.work, talk.address) or self._start()
        talk.here = place.arguments
        text = message.text or ""
        talk.formatted = formatted(message)
        with company(self._background, window, talk.t):
            if await talk.work.is_handled():
                reached = self._where_facts_lead(place, talk)
            elif text.startswith("/"):
                reached = await self._command(text, talk, place)
            else:
                reached = await self._typed(message, text, talk, place)
        if message.media_group_id:
            await self._part_of_album(reached, talk, place)
        else:
            await self._show(reached, talk, window, place, live=None)

    async def _part_of_album(self, reached: Go, talk: Talk, place: Location) -> None:
        """A part is stored and says nothing: one receipt for all follows a moment after the last."""
        await self.places.save(
            talk.work, talk.address, Location(reached.screen, reached.arguments, place.message_id)
        )
        await albums.add_part(talk.work, talk.address, talk.update_id, talk.refused)
        self.on_album(talk.address)

    async def repeat(self, note: Html, talk: Talk, bot: Bot) -> None:
        """The screen the person is at, once more below, under a line about what happened meanwhile."""
        place = await self.places.find(talk.work, talk.address) or self._start()
        talk.here = place.arguments
        await self._show(
            Go(place.screen, place.arguments, note), talk, Window(bot, talk.address), place, live=None
        )

    async def redraw(self, talk: Talk, bot: Bot) -> None:
        """A live screen anew, if it is still there and looks different now."""
        place = await self.places.find(talk.work, talk.address)
        if place is None or place.screen not in self.doors.live or place.message_id is None:
            return
        reached, screen = await self._draw(Go(place.screen, place.arguments), talk)
        seen, self._seen[talk.address] = self._seen.get(talk.address, screen), screen
        still_there = place == await self.places.find(talk.work, talk.address)
        if still_there and reached.screen == place.screen and screen != seen:
            await Window(bot, talk.address).change(place.message_id, screen)

    def _start(self) -> Location:
        return Location(self.doors.menu, (), None)

    async def _command(self, text: str, talk: Talk, place: Location) -> Go:
        command, _, payload = text[1:].partition(" ")
        command = command.partition("@")[0].lower()
        name = self.book.commands.get(command)
        if name is None:
            return Go(self.doors.puzzled)
        page = self.book.pages[name]
        texts = (payload.strip(),) if payload.strip() and page.kinds else ()
        try:
            self._allowed(page, talk)
            return await self._do(page, page.arguments(texts), texts, talk, place)
        except Refusal as refusal:
            return self._after(refusal, talk, place)

    async def _typed(self, message: Message, text: str, talk: Talk, place: Location) -> Go:
        talk.said, talk.live = said_in(message), place.message_id
        if talk.said.reply_to is not None and _is_inside(talk):
            reached = await self._do(self.book.pages[self.doors.reply], [], (), talk, place)
            if reached is not None:
                return reached
        if place.screen in self.book.messages:
            return await self._said(self.book.messages[place.screen], talk, place)
        reference = file_reference(message)
        shelf = self.book.uploads if reference else self.book.typed
        page = shelf.get(place.screen)
        value = reference or text
        if page is None or not value:
            return await self._unasked(message, talk, place)
        try:
            self._allowed(page, talk)
            if reference and is_too_big(message):
                raise FileIsTooBig
            arguments = [value, *page.arguments(place.arguments)]
            return await self._do(page, arguments, place.arguments, talk, place)
        except Refusal as refusal:
            return self._after(refusal, talk, place)

    async def _said(self, page: Page, talk: Talk, place: Location) -> Go:
        try:
            self._allowed(page, talk)
            return await self._do(page, page.arguments(place.arguments), place.arguments, talk, place)
        except Refusal as refusal:
            return self._after(refusal, talk, place)

    async def _unasked(self, message: Message, talk: Talk, place: Location) -> Go:
        """Words that nobody asked for are kept until the person says whom they are for."""
        talk.refused = talk.t.plain("album-not-asked")
        if message.media_group_id or not _is_inside(talk):
            return Go(self.doors.puzzled)
        return await self._do(self.book.pages[self.doors.unasked], [], (), talk, place)

    async def edited(self, message: Message, talk: Talk) -> None:
        """A message was changed; nothing is shown, whatever it was."""
        talk.said = said_in(message)
        if _is_inside(talk):
            await self._do(self.book.pages[self.doors.edited], [], (), talk, self._start())

    def _allowed(self, page: Page | None, talk: Talk) -> Page:
        """The page if this person may open it: rights are read anew for every update."""
        if page is None:
            raise ScreenIsStale
        who = talk.who
        if page.standing >= Standing.CONSENTED and (who is None or not who.consented):
            raise NotAllowed
        if page.standing is Standing.REGISTERED and not (who and who.registered):
            raise NotAllowed
        if page.right is not None and not (who and who.scope(page.right, talk.now)):
            raise NotAllowed
        return page

    async def _do(
        self, page: Page, arguments: list[object], texts: tuple[str, ...], talk: Talk, place: Location
    ) -> Go:
        """Runs an action; a screen is only named here and drawn by `_show`."""
        if page.is_screen:
            return Go(page.name, texts)
        try:
            reached = await page.handler(talk, *arguments)
            if not (page.viewer_stays or talk.forgotten):
                talk.who = await talk.find_viewer()
            return reached
        except self._known:
            return self._where_facts_lead(place, talk)
        except Refusal as refusal:
            return self._after(refusal, talk, place)
        except Exception as error:
            if self._passes(error):
                raise TryAgain from error
            note = _apology(talk)
            talk.refused = talk.t.plain("album-trouble")
            return Go(place.screen, place.arguments, note)

    def _where_facts_lead(self, place: Location, talk: Talk) -> Go:
        """The screen of an update that came again: its effect may have moved a newcomer past that place."""
        chapter = self.doors.getting_in.partition(".")[0]
        getting_in = place.screen.startswith(f"{chapter}.") or not (talk.who and talk.who.registered)
        if getting_in and talk.who and talk.who.consented:
            return Go(self.doors.getting_in)
        return Go(place.screen, place.arguments)

    def _after(self, refusal: Refusal, talk: Talk, place: Location) -> Go:
        """Where a refusal leaves the person: the same place, told why; a guest at the entrance."""
        if isinstance(refusal, NotAllowed) and not _is_inside(talk):
            return Go(self.doors.entrance)
        note = None if isinstance(refusal, ScreenIsStale) else talk.t(refusal.text_id, **refusal.params)
        talk.refused = talk.t.plain(refusal.text_id, **refusal.params)
        return Go(place.screen, place.arguments, note)

    async def _show(
        self, go: Go, talk: Talk, window: Window, place: Location, *, live: Message | None
    ) -> None:
        """Draws the screen from facts and puts it where it belongs."""
        reached, screen = await self._draw(go, talk)
        for attachment in talk.attachments:
            await window.send_file(attachment)
        if live is not None and not talk.attachments:
            message_id = await window.redraw(live, screen)
        else:
            message_id = await window.send(screen, old=live.message_id if live else place.message_id)
        self._seen.pop(talk.address, None)
        if talk.forgotten:
            self.places.forget(talk.address)
            return
        if reached.screen in self.doors.live:
            self._seen[talk.address] = screen
        await self.places.save(
            talk.work, talk.address, Location(reached.screen, reached.arguments, message_id)
        )

    async def _draw(self, go: Go, talk: Talk) -> tuple[Go, Screen]:
        """The screen of `go`; if it can't be shown any more, the menu under a word about why."""
        try:
            page = self._allowed(self.book.pages.get(go.screen), talk)
            screen: Screen | Go = await page.handler(talk, *page.arguments(go.arguments))
            if isinstance(screen, Go):
                return await self._draw(Go(screen.screen, screen.arguments, screen.note or go.note), talk)
            return go, screen.with_note(go.note)
        except Refusal as refusal:
            note = go.note
            if not isinstance(refusal, (ScreenIsStale, NotAllowed)):
                note = talk.t(refusal.text_id, **refusal.params)
        except Exception as error:
            if self._passes(error):
                raise TryAgain from error
            note = _apology(talk)
        door = self.doors.menu if _is_inside(talk) else self.doors.entrance
        behind: Screen = await self.book.pages[door].handler(talk)
        return Go(door), behind.with_note(note)

    async def _refuse(
        self, query: CallbackQuery, talk: Talk, window: Window, place: Location | None, refusal: Refusal
    ) -> None:
        """A tap that can't be: the one answer is an alert, and a fresh screen follows."""
        text = talk.t.plain(refusal.text_id, **refusal.params)
        await self.answer(query, text[:ALERT_LIMIT], alert=True)
        place = place or self._start()
        live = query.message if isinstance(query.message, Message) else None
        if live is not None and live.message_id == place.message_id:
            await self._show(Go(place.screen, place.arguments), talk, window, place, live=live)
            return
        await self._show(Go(place.screen, place.arguments), talk, window, place, live=None)
        if live is not None and live.reply_markup is not None:
            await window.strip(live.message_id)

    async def _notice(self, query: CallbackQuery, talk: Talk, window: Window, place: Location | None) -> None:
        """The button of a notice opens its screen below; the notice keeps its buttons."""
        here = place or self._start()
        _, kind, *texts = (query.data or "").split(":")
        message = query.message if isinstance(query.message, Message) else None
        try:
            if message is not None and not holds(message, query.data or ""):
                raise ScreenIsStale
            page = self._allowed(self.book.pages.get(self.book.notices.get(kind, "")), talk)
            arguments = page.arguments(tuple(texts))
        except Refusal as refusal:
            text = talk.t.plain(refusal.text_id, **refusal.params)
            await self.answer(query, text[:ALERT_LIMIT], alert=True)
            await self._show(Go(here.screen, here.arguments), talk, window, here, live=None)
            return
        await self.answer(query)
        reached = await self._do(page, arguments, tuple(texts), talk, here)
        await self._show(reached, talk, window, here, live=None)

    async def answer(self, query: CallbackQuery, text: str | None = None, *, alert: bool = False) -> None:
        """One answer a query, also when the update is led down the road again after trouble.

        Telegram takes an answer for about 15 seconds; later there is nobody to hear it.
        """
        if query.id in self._answered:
            return
        try:
            await query.answer(text, show_alert=alert)
        except TelegramBadRequest as error:
            log.info("answer_too_late", reason=error.message)
        self._answered[query.id] = None
        if len(self._answered) > ANSWERS_REMEMBERED:
            del self._answered[next(iter(self._answered))]


def _is_inside(talk: Talk) -> bool:
    return talk.who is not None and talk.who.registered and talk.who.consented


def _apology(talk: Talk) -> Html:
    """Logs the exception being handled and gives the sentence with its code."""
    code = token_hex(2).upper()
    log.exception("handler_failed", code=code)
    return talk.t("error-unexpected", code=code)


def _no_album(address: int) -> None:
    """Stands where nobody gives receipts."""


def formatted(message: Message) -> Html:
    """What was written, with the messenger's marks as HTML; a picture of an emoji is its emoji."""
    if not (message.entities or message.caption_entities):
        return safe(message.text or message.caption or "")
    return Html(_EMOJI.sub("", message.html_text))


def is_too_big(message: Message) -> bool:
    found = message.document or message.video or message.audio or message.voice
    return bool(found and (found.file_size or 0) > LARGEST_FILE)


def file_reference(message: Message) -> str:
    """An opaque reference to the file of a message: its kind and the messenger's id."""
    if message.photo:
        return f"photo:{message.photo[-1].file_id}"
    if message.document:
        return f"document:{message.document.file_id}"
    return ""


def said_in(message: Message) -> Said:
    """The message as far as it can be passed on to somebody else."""
    file = file_reference(message)
    for kind in ("voice", "video", "audio"):
        if not file and (found := getattr(message, kind)) is not None:
            file = f"{kind}:{found.file_id}"
    answers = message.reply_to_message.message_id if message.reply_to_message else None
    return Said(message.message_id, message.text or message.caption or "", file, answers)
