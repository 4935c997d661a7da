"""Faults on demand, each with its times, its share and its method."""

import asyncio

import pytest

from simulator import PersonError
from simulator.faults import ConnectionBroken, NeverAnswered


async def test_flood_refuses_the_asked_number_of_times(api, anna, simulator):
    simulator.faults.add("flood", retry_after=7, times=2)
    for _ in range(2):
        status, body = await simulator.call("sendMessage", {"chat_id": anna.id, "text": "а"})
        assert (status, body["parameters"]) == (429, {"retry_after": 7})
    assert await api("sendMessage", chat_id=anna.id, text="а")
    assert len(anna.screens) == 1


async def test_error_answers_with_a_page_and_does_nothing(anna, simulator):
    simulator.faults.add("error", status=502)
    status, body = await simulator.call("sendMessage", {"chat_id": anna.id, "text": "а"})
    assert (status, body.startswith("<html>"), "502 Bad Gateway" in body) == (502, True, True)
    assert anna.screens == []


async def test_fault_touches_only_its_method(api, anna, simulator):
    simulator.faults.add("error", method="sendMessage", times=1)
    assert await api("getMe")
    assert (await simulator.call("sendMessage", {"chat_id": anna.id, "text": "а"}))[0] == 502
    assert (await simulator.call("sendMessage", {"chat_id": anna.id, "text": "а"}))[0] == 200


@pytest.mark.parametrize(
    ("kind", "error", "delivered"),
    [
        ("reset_before", ConnectionBroken, 0),
        ("reset_after", ConnectionBroken, 1),
        ("timeout_after", NeverAnswered, 1),
    ],
)
async def test_connection_breaks_before_or_after_the_message_is_delivered(
    anna, simulator, kind, error, delivered
):
    simulator.faults.add(kind, method="sendMessage")
    with pytest.raises(error):
        await simulator.call("sendMessage", {"chat_id": anna.id, "text": "а"})
    assert len(anna.screens) == delivered
    assert len(simulator.calls.named("sendMessage")) == delivered


async def test_slow_answer_takes_its_seconds(api, simulator):
    simulator.faults.add("slow", seconds=0.05, times=1)
    loop = asyncio.get_running_loop()
    started = loop.time()
    await api("getMe")
    assert loop.time() - started >= 0.05


async def test_share_is_kept_and_repeats_with_the_seed(clock):
    from simulator import Simulator

    async def statuses() -> list[int]:
        simulator = Simulator(seed=5, clock=clock)
        simulator.faults.add("error", share=0.3)
        return [(await simulator.call("getMe", {}))[0] for _ in range(400)]

    first = await statuses()
    assert 80 < first.count(502) < 160
    assert await statuses() == first


async def test_duplicated_updates_come_one_to_five_times(api, anna, simulator):
    simulator.faults.add("duplicate")
    for number in range(20):
        await anna.send(str(number))
    got = await api.updates(limit=20)
    got += await api.updates(got[-1]["update_id"] + 1)
    counts = {number: [u["message"]["text"] for u in got].count(str(number)) for number in range(20)}
    assert set(counts.values()) <= {1, 2, 3, 4, 5}
    assert max(counts.values()) > 1
    assert await api.updates() == []


async def test_delivery_hook_sees_duplicates_too(anna, simulator):
    got = []

    async def deliver(update: dict) -> None:
        got.append(update["update_id"])

    simulator.deliver = deliver
    simulator.faults.add("duplicate")
    for number in range(10):
        await anna.send(str(number))
    assert got == sorted(got)
    assert len(set(got)) == 10 < len(got) <= 50


async def test_shuffled_updates_stay_within_their_window(api, anna, simulator):
    simulator.faults.add("shuffle")
    for number in range(40):
        await anna.send(str(number))
    got = [int(update["message"]["text"]) for update in await api.updates()]
    assert got != list(range(40))
    assert sorted(got[:20]) == list(range(20))
    assert sorted(got) == list(range(40))


async def test_faults_are_listed_and_cleared(simulator):
    simulator.faults.add("flood", times=1)
    assert [fault["kind"] for fault in simulator.faults.listed()] == ["flood"]
    simulator.faults.clear()
    assert (await simulator.call("getMe", {}))[0] == 200


@pytest.mark.parametrize(
    "figures", [{"kind": "rain"}, {"kind": "flood", "share": 2}, {"kind": "flood", "tmies": 1}]
)
def test_impossible_fault_is_refused(simulator, figures):
    with pytest.raises(PersonError):
        simulator.faults.add(**figures)
