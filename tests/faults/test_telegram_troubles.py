"""Telegram in trouble, through the real sender over HTTP: nothing lost, nothing sent before its time."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import time

import pytest
from sqlalchemy import select, update

from bot import sending
from db.models import Account, OutboxMessage, Person
from scheduler.sender import Sender
from services import outbox
from services.outbox import Priority
from simulator.client import Person as Client
from tests.faults.house import House, for_a_while, until

WORDS = {Priority.NEWS: "Организация подтвердила", Priority.RELAY: "Организация ответила"}
KINDS = {Priority.NEWS: "newcomer_confirmed", Priority.RELAY: "newcomer_refused"}


@dataclass
class Street:
    """People who may be written to at any hour, and a bot that is not asleep."""

    house: House
    people: list[Client]

    async def tell(self, priority: Priority, event: str = "once") -> None:
        """Everybody is due a message."""
        work = self.house.work()
        async with work.writing() as session:
            for person_id in await session.scalars(select(Person.id).order_by(Person.id)):
                kind = KINDS[priority]
                await outbox.tell(
                    session, work, person_id, kind, f"{kind}:{event}", priority=priority, routine=False
                )

    async def states(self) -> list[str]:
        async with self.house.work().reading() as session:
            return list(await session.scalars(select(OutboxMessage.state).order_by(OutboxMessage.id)))

    async def settled(self) -> list[str]:
        """The states, once nothing is under way."""
        states: list[str] = []

        async def over() -> bool:
            nonlocal states
            states = await self.states()
            return not {"pending", "leased", "started"} & set(states)

        await eventually(over)
        return states

    def copies(self, priority: Priority = Priority.RELAY) -> list[int]:
        return [sum(one.text.startswith(WORDS[priority]) for one in who.screens) for who in self.people]

    def sending(self) -> list[dict]:
        return self.house.simulator.calls.named("sendMessage")


async def eventually(true: Callable[[], Awaitable[bool]]) -> None:
    async with asyncio.timeout(40):
        while not await true():
            await asyncio.sleep(0.05)


@pytest.fixture
async def street(house: House) -> Street:
    await house.start()
    people = [await house.registered(name) for name in ("Елена", "Вера", "Анна", "Ольга", "Нина", "Яна")]
    work = house.work()
    async with work.writing() as session:
        await session.execute(update(Person).values(quiet_from=time(0), quiet_to=time(0)))
    return Street(house, people)


async def test_after_a_429_nothing_new_leaves_before_its_end(street: Street) -> None:
    street.house.simulator.faults.add("flood", method="sendMessage", times=1, retry_after=2)
    before = street.house.simulator.calls.n
    await street.tell(Priority.RELAY)
    await street.tell(Priority.NEWS)
    assert await street.settled() == ["sent"] * 12
    assert street.copies() == street.copies(Priority.NEWS) == [1] * 6
    calls = [one for one in street.sending() if one["n"] > before]
    refused = next(one for one in calls if one["status"] == 429)
    under_way = sending_at_once(street)
    late = [one for one in calls if one["n"] > refused["n"] + under_way]
    assert all(one["date"] >= refused["date"] + 2 for one in late), "calls that were not under way already"
    assert all(one["status"] == 200 for one in calls if one is not refused)


def sending_at_once(street: Street) -> int:
    return street.house.bot.sender.at_once


async def test_a_429_on_a_screen_holds_back_notices_too(street: Street) -> None:
    street.house.simulator.faults.add("flood", method="sendMessage", times=1, retry_after=2)
    before = street.house.simulator.calls.n
    await street.people[0].send("/menu")
    await until(lambda: any(one["status"] == 429 for one in street.sending() if one["n"] > before))
    await street.tell(Priority.RELAY)
    assert await street.settled() == ["sent"] * 6
    refused, *others = [one for one in street.sending() if one["n"] > before]
    assert refused["status"] == 429
    assert all(one["date"] >= refused["date"] + 2 for one in others)


@pytest.mark.parametrize("fault", ["error", "reset_before", "reset_after"])
async def test_relay_in_doubt_goes_out_once_more_and_then_is_uncertain(street: Street, fault: str) -> None:
    street.house.simulator.faults.add(fault, method="sendMessage", times=4)
    await street.tell(Priority.RELAY)
    states = await street.settled()
    assert set(states) <= {"sent", "uncertain"}
    assert max(street.copies()) <= 2
    assert all(copies or state == "uncertain" for copies, state in zip(street.copies(), states, strict=True))


@pytest.mark.parametrize("fault", ["error", "reset_before", "reset_after"])
async def test_news_in_doubt_are_uncertain_at_once(street: Street, fault: str) -> None:
    street.house.simulator.faults.add(fault, method="sendMessage", times=4)
    await street.tell(Priority.NEWS)
    states = await street.settled()
    assert sorted(states) == ["sent"] * 2 + ["uncertain"] * 4
    delivered = fault == "reset_after"
    assert sorted(street.copies(Priority.NEWS)) == ([1] * 6 if delivered else [0] * 4 + [1] * 2)


async def test_what_was_delivered_and_never_answered_is_uncertain(
    street: Street, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sending, "ANSWERED_WITHIN", 1)
    street.house.simulator.faults.add("timeout_after", method="sendMessage", times=2)
    await street.tell(Priority.NEWS)
    states = await street.settled()
    assert sorted(states) == ["sent"] * 4 + ["uncertain"] * 2
    assert street.copies(Priority.NEWS) == [1] * 6, "each came, and none twice"


async def test_whoever_blocked_the_bot_or_is_gone_is_unreachable_until_they_write(street: Street) -> None:
    blocked, deleted = street.people[:2]
    await blocked.block()
    await deleted.deactivate()
    await street.house.settled()
    async with street.house.work().writing() as session:  # as if nobody had told the bot so
        await session.execute(update(Account).values(unreachable_since=None))
    await street.tell(Priority.RELAY)
    assert await street.settled() == ["failed", "failed", "sent", "sent", "sent", "sent"]
    await street.tell(Priority.RELAY, "again")
    before = len(street.sending())
    assert (await street.settled())[6:] == ["failed", "failed", "sent", "sent", "sent", "sent"]
    assert len(street.sending()) == before + 4, "nobody is written to in vain twice"
    await blocked.start()
    await blocked.wait_for("ещё не подтвердила", 40)
    await street.tell(Priority.RELAY, "and again")
    assert (await street.settled())[12:] == ["sent", "failed", "sent", "sent", "sent", "sent"]


async def test_a_chat_that_never_was_is_unreachable(street: Street) -> None:
    async with street.house.work().writing() as session:
        await session.execute(
            update(Account).where(Account.address == street.people[0].id).values(address=999_999)
        )
    await street.tell(Priority.RELAY, "to nowhere")
    assert "failed" in await street.settled()
    async with street.house.work().reading() as session:
        gone = await session.scalar(select(Account.unreachable_since).where(Account.address == 999_999))
    assert gone is not None


async def test_without_a_connection_messages_wait_and_none_is_given_up(
    street: Street, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(outbox, "FIRST_PAUSE", outbox.FIRST_PAUSE / 20)
    api = street.house.bot.app.bot.session.api
    monkeypatch.setattr(street.house.bot.app.bot.session, "api", type(api).from_base("http://127.0.0.1:9"))
    await street.tell(Priority.NEWS)
    await for_a_while(lambda: not any(street.copies(Priority.NEWS)))
    monkeypatch.undo()
    assert await street.settled() == ["sent"] * 6
    assert street.copies(Priority.NEWS) == [1] * 6


async def test_two_senders_on_one_database_send_everything_once(street: Street) -> None:
    """A second process beside the first: one has the post, the other waits for it."""
    first = street.house.bot
    second = sending_process(street)
    first.app.tasks.start(second.run(), "second sender")
    for number in range(4):
        await street.tell(Priority.NEWS, str(number))
        await street.tell(Priority.RELAY, str(number))
    assert await street.settled() == ["sent"] * 48
    assert street.copies(Priority.NEWS) == street.copies(Priority.RELAY) == [4] * 6


async def test_the_post_passes_on_when_a_sender_leaves(street: Street) -> None:
    await street.tell(Priority.NEWS)
    await street.settled()
    second = sending_process(street)
    await street.tell(Priority.NEWS, "later")
    await street.house.bot.sender.leave(5)
    assert await second.tick() > 0
    assert await street.settled() == ["sent"] * 12
    assert street.copies(Priority.NEWS) == [2] * 6


def sending_process(street: Street) -> Sender:
    bot = street.house.bot.app.bot
    return Sender(street.house.work, sending.sender_of(bot), 30)
