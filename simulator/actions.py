"""What people do: write, press buttons, send files, block the bot, react."""

import re
from typing import TYPE_CHECKING

from simulator import entities
from simulator.chats import Message
from simulator.errors import PersonError
from simulator.files import KINDS, Upload
from simulator.images import image_size
from simulator.messages import MAX_CAPTION, MAX_TEXT, medium, new_body
from simulator.methods.chat_info import REACTIONS
from simulator.methods.sending import file_object
from simulator.people import EDITABLE, TEXT_FIELDS, Person

if TYPE_CHECKING:
    from simulator.core import Simulator

FIRST_ID = 1_000_001
MAX_ALBUM = 10
PHOTO_SIZE = (800, 600)
"""For bytes that are no picture: a person's application would have made one of them."""
_PAYLOAD = re.compile(r"[A-Za-z0-9_-]{1,64}")


class Actions:
    """The people's side of the simulation. A refused action raises PersonError."""

    def __init__(self, simulator: "Simulator") -> None:
        self._simulator = simulator
        self._state = simulator.state

    def join(self, **profile: object) -> Person:
        """Makes a person, or changes the one with this id."""
        if unknown := profile.keys() - set(EDITABLE):
            raise PersonError(f"unknown field of a person: {', '.join(sorted(unknown))}")
        given = {name: value for name, value in profile.items() if value is not None}
        if any(not isinstance(given.get(name, ""), str) for name in TEXT_FIELDS):
            raise PersonError(f"{', '.join(TEXT_FIELDS)} of a person are texts")
        person_id = given.get("id") or max(self._state.people, default=FIRST_ID - 1) + 1
        if type(person_id) is not int or person_id <= 0:
            raise PersonError("id of a person is a positive number")
        person = self._state.people.get(person_id)
        if person:
            person.update(given)
        else:
            if not given.get("first_name"):
                raise PersonError("first_name of a person is required")
            person = Person(**{**given, "id": person_id})
        self._state.save_person(person)
        self._simulator.journal.commit()
        self._simulator.events.publish("person", person.id)
        return person

    def person(self, person_id: int) -> Person:
        """The person of an id."""
        person = self._state.people.get(person_id)
        if person is None:
            raise PersonError(f"there is no person {person_id}")
        return person

    async def start(self, person_id: int, payload: str = "") -> int:
        """Presses «Start», after a link with a payload if there is one; unblocks the bot."""
        if payload and not _PAYLOAD.fullmatch(payload):
            raise PersonError("the link is broken: a start payload has 1-64 characters of A-Za-z0-9_-")
        if self.person(person_id).blocked:
            await self.unblock(person_id)
        return await self.send(person_id, f"/start {payload}".strip())

    async def send(self, person_id: int, text: str, reply_to_message_id: int | None = None) -> int:
        """Writes a text."""
        person = self._writer(person_id)
        content = _text(text, MAX_TEXT, "text", "entities")
        if not content:
            raise PersonError("there is nothing to send: the text is empty")
        if reply_to_message_id is not None:
            replied = self._message(person_id, reply_to_message_id).body
            content["reply_to_message"] = {k: v for k, v in replied.items() if k != "reply_to_message"}
        message = self._write(person, content)
        await self._simulator.receive("message", person.id, message.body)
        return message.id

    async def upload(
        self, person_id: int, uploads: list[Upload], kind: str = "document", caption: str | None = None
    ) -> list[int]:
        """Sends files; several make an album."""
        person = self._writer(person_id)
        if kind not in KINDS:
            raise PersonError(f"unknown kind of file {kind!r}: {', '.join(KINDS)}")
        if not 1 <= len(uploads) <= MAX_ALBUM:
            raise PersonError(f"an album has at most {MAX_ALBUM} files")
        if not all(upload.data for upload in uploads):
            raise PersonError("the file is empty")
        captioned = _text(caption or "", MAX_CAPTION, "caption", "caption_entities")
        group = {"media_group_id": str(self._state.next("file") << 20)} if len(uploads) > 1 else {}
        sent = []
        for upload in uploads:
            sent.append(self._write(person, {**group, kind: self._file(upload, kind), **captioned}))
            captioned = {}
        for message in sent:
            await self._simulator.receive("message", person.id, message.body)
        return [message.id for message in sent]

    async def click(self, person_id: int, message_id: int, button: dict) -> dict:
        """Presses a button; a link is returned instead of being pressed."""
        if "url" in button:
            return self._follow_link(button["url"])
        if "callback_data" in button:
            return await self.tap(person_id, message_id, button["callback_data"])
        raise PersonError(f"the button {button['text']!r} does nothing in the simulator")

    async def tap(self, person_id: int, message_id: int, data: str) -> dict:
        """Sends a callback with any data, also one that is on no button."""
        person = self.person(person_id)
        message = self._message(person_id, message_id)
        if not message.outgoing:
            raise PersonError("buttons are under messages of the bot")
        query_id = self._simulator.queries.open(person_id)
        self._state.chat(person_id).unread = 0
        await self._simulator.receive(
            "callback_query",
            person_id,
            {
                "id": query_id,
                "from": person.user,
                "message": message.body,
                "chat_instance": str(person_id * 7_919),
                "data": data,
            },
        )
        return {"callback_query_id": query_id}

    def find_button(self, person_id: int, button: str, message_id: int | None = None) -> tuple[int, dict]:
        """The newest message that has a button of this text or data, and the button."""
        chat = self._state.chat(self.person(person_id).id)
        wanted = [self._message(person_id, message_id)] if message_id else reversed(chat.messages.values())
        for message in wanted:
            for each in buttons(message.body):
                if button in (each["text"], each.get("callback_data")):
                    return message.id, each
        raise PersonError(f"there is no button {button!r}; visible: {self._visible(person_id, message_id)}")

    def button_at(self, person_id: int, message_id: int, row: int, column: int) -> dict:
        """The button at a place of a message's keyboard, counted from 0."""
        rows = self._message(person_id, message_id).body.get("reply_markup", {}).get("inline_keyboard", [])
        if 0 <= row < len(rows) and 0 <= column < len(rows[row]):
            return rows[row][column]
        raise PersonError(f"there is no button in row {row}, column {column}")

    async def edit(self, person_id: int, message_id: int, text: str) -> None:
        """Changes a text or a caption of their own."""
        person = self.person(person_id)
        message = self._message(person_id, message_id)
        if message.outgoing:
            raise PersonError("people can edit only messages of their own")
        captioned = medium(message.body) is not None
        names = ("caption", "caption_entities") if captioned else ("text", "entities")
        content = _text(text, MAX_CAPTION if captioned else MAX_TEXT, *names)
        if not content and not captioned:
            raise PersonError("there is nothing to send: the text is empty")
        kept = {key: value for key, value in message.body.items() if key not in names}
        message.body = {**kept, **content, "edit_date": int(self._simulator.clock.now())}
        self._state.save_message(message)
        self._simulator.events.publish("edit", person.id, message_id=message_id)
        await self._simulator.receive("edited_message", person.id, message.body)

    async def react(self, person_id: int, message_id: int, emoji: str | None) -> None:
        """Puts a reaction on a message, or takes it back with None."""
        person = self.person(person_id)
        message = self._message(person_id, message_id)
        if emoji and emoji not in REACTIONS:
            raise PersonError(f"there is no reaction {emoji!r}")
        old = message.reactions.pop("person", None)
        if emoji:
            message.reactions["person"] = emoji
        self._state.save_message(message)
        self._simulator.events.publish("reaction", person.id, message_id=message_id)
        reaction = {
            "chat": person.chat,
            "message_id": message_id,
            "user": person.user,
            "date": int(self._simulator.clock.now()),
            "old_reaction": [{"type": "emoji", "emoji": old}] if old else [],
            "new_reaction": [{"type": "emoji", "emoji": emoji}] if emoji else [],
        }
        await self._simulator.receive("message_reaction", person.id, reaction)

    async def block(self, person_id: int) -> None:
        """Stops the bot."""
        await self._set_blocked(person_id, True)

    async def unblock(self, person_id: int) -> None:
        """Lets the bot write again."""
        await self._set_blocked(person_id, False)

    def deactivate(self, person_id: int) -> None:
        """Deletes the person's Telegram account."""
        self.join(id=person_id, deactivated=True)

    async def _set_blocked(self, person_id: int, blocked: bool) -> None:
        person = self.person(person_id)
        if person.blocked == blocked:
            return
        person.blocked = blocked
        self._state.save_person(person)
        self._simulator.events.publish("blocked", person.id, blocked=blocked)
        status = {True: {"status": "kicked", "until_date": 0}, False: {"status": "member"}}
        change = {
            "chat": person.chat,
            "from": person.user,
            "date": int(self._simulator.clock.now()),
            "old_chat_member": {"user": self._simulator.bot, **status[not blocked]},
            "new_chat_member": {"user": self._simulator.bot, **status[blocked]},
        }
        await self._simulator.receive("my_chat_member", person.id, change)

    def _writer(self, person_id: int) -> Person:
        """A person about to write: their first message opens the chat."""
        person = self.person(person_id)
        if person.blocked:
            raise PersonError("the person has blocked the bot: unblock it first")
        if person.deactivated:
            raise PersonError("the person's account is deleted")
        if not person.started:
            person.started = True
            self._state.save_person(person)
        return person

    def _write(self, person: Person, content: dict) -> Message:
        message = Message(new_body(self._simulator, person.user, person.chat, content), outgoing=False)
        self._state.add_message(message)
        self._state.chat(person.id).unread = 0
        self._simulator.events.publish("message", person.id, message_id=message.id)
        return message

    def _message(self, person_id: int, message_id: int) -> Message:
        message = self._state.chat(person_id).messages.get(message_id)
        if message is None:
            raise PersonError(f"there is no message {message_id} in the chat of {person_id}")
        return message

    def _file(self, upload: Upload, kind: str) -> dict | list[dict]:
        if kind == "photo":
            files = self._simulator.files.add_photo(upload, image_size(upload.data) or PHOTO_SIZE)
        else:
            files = [self._simulator.files.add(upload, kind)]
        return file_object(files, {})

    def _follow_link(self, url: str) -> dict:
        own = re.fullmatch(rf"https://t\.me/{self._simulator.bot['username']}\?start=([^&]*)", url)
        return {"start": own[1]} if own else {"url": url}

    def _visible(self, person_id: int, message_id: int | None) -> list[str]:
        messages = self._state.chat(person_id).messages
        shown = [messages[message_id]] if message_id else messages.values()
        return [button["text"] for message in shown for button in buttons(message.body)]


def buttons(body: dict) -> list[dict]:
    """The inline buttons of a message in reading order."""
    return [button for row in body.get("reply_markup", {}).get("inline_keyboard", ()) for button in row]


def _text(text: str, limit: int, name: str, entities_name: str) -> dict:
    """A person's text with what Telegram finds in it."""
    text, marks = entities.formatted(text, None, None)
    if len(text) > limit:
        raise PersonError(f"the {name} is longer than {limit} characters")
    if not text:
        return {}
    return {name: text, entities_name: marks} if marks else {name: text}
