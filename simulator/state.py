"""Everything the simulator remembers about people, chats and the bot."""

from collections import deque
from random import Random
from typing import Any

from simulator.chats import Chat, Message
from simulator.errors import ApiError, bad_request, forbidden
from simulator.journal import Journal
from simulator.people import Person


class State:
    """People, chats, counters and settings, each change noted in the journal."""

    def __init__(self, journal: Journal, random: Random, history: int) -> None:
        self.journal = journal
        self.people: dict[int, Person] = {}
        self.chats: dict[int, Chat] = {}
        self.settings: dict[str, Any] = {}
        self.counters = {
            "message": random.randint(100, 9_999),
            "update": random.randint(100_000_000, 800_000_000),
            "file": random.getrandbits(24),
            "query": random.getrandbits(24),
        }
        self._history = history
        self._order: deque[tuple[int, int]] = deque()
        self._load()

    def _load(self) -> None:
        for key, record in self.journal.load("person"):
            self.people[int(key)] = Person(**record)
        for key, record in self.journal.load("chat"):
            self.chat(int(key)).restore(record)
        messages = [Message(*record) for _, record in self.journal.load("message")]
        for message in sorted(messages, key=lambda message: message.id):
            self.chat(message.chat_id).messages[message.id] = message
            self._order.append((message.chat_id, message.id))
        self.settings = dict(self.journal.load("setting"))
        self.counters.update(self.journal.load("counter"))

    def next(self, counter: str) -> int:
        """The next number of a sequence."""
        self.counters[counter] += 1
        self.journal.put("counter", counter, self.counters[counter])
        return self.counters[counter]

    def set(self, name: str, value: Any) -> None:
        """Changes a setting of the bot; None forgets it."""
        if value is None:
            self.settings.pop(name, None)
            self.journal.drop("setting", name)
        else:
            self.settings[name] = value
            self.journal.put("setting", name, value)

    def save_person(self, person: Person) -> None:
        """Remembers a person, new or changed."""
        self.people[person.id] = person
        self.journal.put("person", person.id, person)

    def chat(self, chat_id: int) -> Chat:
        """The chat with a person, made when first asked for."""
        chat = self.chats.get(chat_id)
        if chat is None:
            chat = self.chats[chat_id] = Chat(chat_id)
        return chat

    def save_chat(self, chat: Chat) -> None:
        """Remembers what changed in a chat beside its messages."""
        self.journal.put("chat", chat.id, chat)

    def add_message(self, message: Message) -> None:
        """Puts a new message into its chat and forgets the oldest over the limit."""
        self.chat(message.chat_id).messages[message.id] = message
        self._order.append((message.chat_id, message.id))
        self.journal.put("message", message.id, message)
        while len(self._order) > self._history:
            self.remove_message(*self._order.popleft())

    def save_message(self, message: Message) -> None:
        """Remembers a changed message."""
        self.journal.put("message", message.id, message)

    def remove_message(self, chat_id: int, message_id: int) -> None:
        """Takes a message out of its chat."""
        chat = self.chat(chat_id)
        if chat.messages.pop(message_id, None):
            self.journal.drop("message", message_id)
        if message_id in chat.pinned:
            chat.pinned.remove(message_id)
            self.save_chat(chat)

    def known(self, chat_id: int | str) -> Person:
        """The person behind a chat id that the bot may look at; 400 for everybody else."""
        person = self.people.get(chat_id) if isinstance(chat_id, int) else None
        if person is None or not person.started:
            raise bad_request("chat not found")
        return person

    def reachable(self, chat_id: int | str) -> Person:
        """The person behind a chat id that the bot may write to."""
        person = self.people.get(chat_id) if isinstance(chat_id, int) else None
        if person is None:
            raise bad_request("chat not found")
        if refusal := unreachable(person):
            raise refusal
        return person


def unreachable(person: Person) -> ApiError | None:
    """Why the bot can't write to a person."""
    if person.deactivated:
        return forbidden("user is deactivated")
    if not person.started:
        return forbidden("bot can't initiate conversation with a user")
    if person.blocked:
        return forbidden("bot was blocked by the user")
    return None
