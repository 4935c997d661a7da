"""A person for tests and other programs: what they do, and what they see on the screen."""

import asyncio
from collections.abc import Callable
from typing import Any, Self

from simulator.actions import buttons
from simulator.core import Simulator
from simulator.errors import PersonError
from simulator.files import Upload
from simulator.messages import medium
from simulator.transports import HttpTransport, LocalTransport, Transport

_POLL_SECONDS = 0.02


class Screen:
    """A message as it is shown."""

    def __init__(self, body: dict) -> None:
        self.body = body
        """The Bot API object, with the marks `_edited_at`, `_reactions` and `_silent`."""
        self.message_id: int = body["message_id"]
        self.text: str = body.get("text", "")
        self.caption: str = body.get("caption", "")
        self.from_bot: bool = body["from"]["is_bot"]
        self.silent: bool = body.get("_silent", False)
        self.edited: bool = "_edited_at" in body
        self.keyboard: list[list[dict]] = body.get("reply_markup", {}).get("inline_keyboard", [])

    @property
    def buttons(self) -> list[list[str]]:
        """The texts of the inline buttons by rows."""
        return [[button["text"] for button in row] for row in self.keyboard]

    @property
    def button_texts(self) -> list[str]:
        """The texts of the inline buttons in reading order."""
        return [button["text"] for button in buttons(self.body)]

    def button(self, text_or_data: str) -> dict:
        """The InlineKeyboardButton object of a text or data."""
        for button in buttons(self.body):
            if text_or_data in (button["text"], button.get("callback_data")):
                return button
        raise AssertionError(f"there is no button {text_or_data!r}; visible: {self.button_texts}")

    @property
    def kind(self) -> str | None:
        """What kind of file is in the message."""
        return medium(self.body)

    @property
    def file(self) -> dict | None:
        """The file in the message: for a photo its largest size."""
        found = self.body[self.kind] if self.kind else None
        return found[-1] if isinstance(found, list) else found

    @property
    def file_name(self) -> str | None:
        """The name of the file in the message."""
        return self.file.get("file_name") if self.file else None

    def __repr__(self) -> str:
        return f"<Screen {self.message_id}: {self.text or self.caption or self.kind!r} {self.buttons}>"


class Person:
    """A user of the bot. What is seen is current after each verb; in the process, always."""

    def __init__(self, transport: Transport, person_id: int) -> None:
        self._transport = transport
        self.id = person_id

    @classmethod
    def inside(cls, simulator: Simulator, **profile: Any) -> "Person":
        """A person of a simulator in this process: `Person.inside(simulator, first_name="Анна")`."""
        return cls(LocalTransport(simulator), simulator.actions.join(**profile).id)

    @classmethod
    async def at(cls, url: str, **profile: Any) -> "Person":
        """A person of a simulator that listens: `await Person.at(url, first_name="Анна")`."""
        transport = HttpTransport(url)
        try:
            person = cls(transport, await transport.join(profile))
            await person.refresh()
        except BaseException:
            await transport.close()
            raise
        return person

    async def close(self) -> None:
        """Ends the connection."""
        await self._transport.close()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()

    # What they do.

    async def send(self, text: str, reply_to: int | None = None) -> int:
        """Writes a text; returns its message id."""
        return (await self._perform("send", text=text, reply_to_message_id=reply_to))["message_id"]

    async def start(self, payload: str = "") -> int:
        """Presses «Start», or follows a link with a payload."""
        return (await self._perform("start", payload=payload))["message_id"]

    async def click(self, button: str, message_id: int | None = None) -> dict:
        """Presses a button by its text or data, of the newest message that has it.

        Returns `callback_query_id`, or where a link leads: `url`, or the `start` payload of the bot's own.
        """
        where = self._find_button(button, message_id)
        return await self._perform("click", button=button, message_id=where)

    async def forge(self, data: str, message_id: int | None = None) -> dict:
        """Sends a callback with any data from a message of the bot, the newest if not named."""
        return await self._perform("click", data=data, message_id=message_id or self.screen.message_id)

    async def upload(self, data: bytes, name: str, kind: str = "document", caption: str | None = None) -> int:
        """Sends a file; returns its message id."""
        sent = await self._transport.upload(self.id, [Upload(name, data)], kind, caption)
        await self.refresh()
        return sent[0]

    async def album(
        self, files: list[tuple[str, bytes]], kind: str = "document", caption: str | None = None
    ) -> list[int]:
        """Sends several files, each a pair of name and bytes, as one album."""
        uploads = [Upload(name, data) for name, data in files]
        sent = await self._transport.upload(self.id, uploads, kind, caption)
        await self.refresh()
        return sent

    async def edit(self, message_id: int, text: str) -> None:
        """Changes a message of their own."""
        await self._perform("edit", message_id=message_id, text=text)

    async def react(self, message_id: int, emoji: str | None) -> None:
        """Puts a reaction on a message; None takes it back."""
        await self._perform("react", message_id=message_id, emoji=emoji)

    async def block(self) -> None:
        """Stops the bot."""
        await self._perform("block")

    async def unblock(self) -> None:
        """Lets the bot write again."""
        await self._perform("unblock")

    async def deactivate(self) -> None:
        """Deletes the account."""
        await self._perform("deactivate")

    async def download(self, screen: Screen | None = None) -> bytes:
        """The bytes of the file in a message, the newest of the bot if not named."""
        file = (screen or self.screen).file
        assert file, "there is no file in the message"
        return await self._transport.file(file["file_id"])

    # What they see.

    async def refresh(self) -> "Person":
        """Brings what is seen up to date."""
        await self._transport.refresh(self.id)
        return self

    @property
    def chat(self) -> list[Screen]:
        """All messages, the oldest first."""
        return [Screen(body) for body in self._view["messages"]]

    @property
    def screens(self) -> list[Screen]:
        """The messages of the bot, the oldest first."""
        return [screen for screen in self.chat if screen.from_bot]

    @property
    def screen(self) -> Screen:
        """The newest message of the bot."""
        for body in reversed(self._view["messages"]):
            if body["from"]["is_bot"]:
                return Screen(body)
        raise AssertionError("the bot has written nothing")

    @property
    def alerts(self) -> list[dict]:
        """The notices that answered presses: `text`, `show_alert`, `callback_query_id`, `date`."""
        return self._view["alerts"]

    @property
    def last_alert(self) -> str:
        """The text of the newest notice, empty when there was none."""
        return self.alerts[-1]["text"] if self.alerts else ""

    @property
    def last_answer(self) -> dict | None:
        """The newest answer to a press, with or without a text."""
        return self._view["last_answer"]

    @property
    def commands(self) -> list[str]:
        """The names in the menu of commands."""
        return [command["command"] for command in self._view["commands"]]

    @property
    def typing(self) -> bool:
        """Whether the bot seems to be writing."""
        return self._view["typing"]

    async def wait_for(self, wanted: "str | Callable[[Person], object]", timeout: float = 5) -> Screen:
        """Waits until the newest message of the bot contains a text, or until a predicate holds."""
        deadline = asyncio.get_running_loop().time() + timeout
        while True:
            await self.refresh()
            if self._holds(wanted):
                return self.screen
            if asyncio.get_running_loop().time() > deadline:
                raise AssertionError(
                    f"waited {timeout} s for {wanted!r}; the chat ends with {self.chat[-3:]}"
                )
            await asyncio.sleep(_POLL_SECONDS)

    def _holds(self, wanted: "str | Callable[[Person], object]") -> bool:
        if callable(wanted):
            return bool(wanted(self))
        return any(body["from"]["is_bot"] for body in self._view["messages"]) and (
            wanted in self.screen.text or wanted in self.screen.caption
        )

    @property
    def _view(self) -> dict:
        return self._transport.view(self.id)

    def _find_button(self, button: str, message_id: int | None) -> int:
        shown = [screen for screen in self.chat if message_id in (None, screen.message_id)]
        for screen in reversed(shown):
            if any(button in (each["text"], each.get("callback_data")) for each in buttons(screen.body)):
                return screen.message_id
        visible = [text for screen in shown for text in screen.button_texts]
        raise AssertionError(f"there is no button {button!r}; visible: {visible}")

    async def _perform(self, verb: str, **body: Any) -> dict:
        result = await self._transport.perform(self.id, verb, body)
        await self.refresh()
        return result


__all__ = ["Person", "PersonError", "Screen"]
