"""How often the bot may send under each preset."""

import pytest

from simulator import PersonError, Simulator
from simulator.limits import Limits


async def crowd(clock, limits: str, size: int) -> Simulator:
    simulator = Simulator(limits=limits, clock=clock)
    for number in range(1, size + 1):
        simulator.actions.join(id=number, first_name="А")
        await simulator.actions.start(number)
    return simulator


async def send(simulator: Simulator, chat_id: int, method: str = "sendMessage") -> dict:
    return (await simulator.call(method, {"chat_id": chat_id, "text": "а"}))[1]


async def test_short_burst_to_one_chat_passes_and_a_longer_one_does_not(clock):
    simulator = await crowd(clock, "real", 1)
    answers = [await send(simulator, 1) for _ in range(6)]
    assert [answer["ok"] for answer in answers] == [True] * 5 + [False]
    assert answers[-1] == {
        "ok": False,
        "error_code": 429,
        "description": "Too Many Requests: retry after 1",
        "parameters": {"retry_after": 1},
    }


async def test_refused_message_is_not_delivered(clock):
    simulator = await crowd(clock, "real", 1)
    for _ in range(8):
        await send(simulator, 1)
    assert sum(message.outgoing for message in simulator.state.chat(1).messages.values()) == 5


async def test_call_before_the_end_lengthens_the_wait(clock):
    simulator = await crowd(clock, "real", 1)
    for _ in range(6):
        await send(simulator, 1)
    assert (await send(simulator, 1))["parameters"] == {"retry_after": 2}
    clock.tick(1)
    assert not (await send(simulator, 1))["ok"]
    clock.tick(2)
    assert (await send(simulator, 1))["ok"]


async def test_one_a_second_to_one_chat_passes_for_ever(clock):
    simulator = await crowd(clock, "real", 1)
    for _ in range(60):
        assert (await send(simulator, 1))["ok"]
        clock.tick(1)


@pytest.mark.parametrize(("limits", "rate"), [("real", 30), ("paid", 1000)])
async def test_rate_over_all_chats_is_limited(clock, limits, rate):
    simulator = await crowd(clock, limits, rate + 1)
    answers = [(await send(simulator, number))["ok"] for number in range(1, rate + 2)]
    assert answers == [True] * rate + [False]


async def test_steady_rate_under_the_limit_passes_for_ever(clock):
    simulator = await crowd(clock, "real", 120)
    for number in range(240):
        assert (await send(simulator, number % 120 + 1))["ok"]
        clock.tick(1 / 25)


async def test_without_limits_everything_passes(clock):
    simulator = await crowd(clock, "off", 1)
    for _ in range(200):
        assert (await send(simulator, 1))["ok"]


async def test_edits_and_answers_cost_nothing(clock):
    simulator = await crowd(clock, "real", 1)
    sent = (await send(simulator, 1))["result"]["message_id"]
    for number in range(50):
        status, _ = await simulator.call(
            "editMessageText", {"chat_id": 1, "message_id": sent, "text": str(number)}
        )
        assert status == 200


async def test_jump_of_the_clock_ends_no_wait(clock):
    simulator = await crowd(clock, "real", 1)
    for _ in range(6):
        await send(simulator, 1)
    simulator.advance("1d")
    assert not (await send(simulator, 1))["ok"]


def test_unknown_preset_is_refused(clock):
    with pytest.raises(PersonError, match="unknown limits"):
        Limits("generous", clock.steady)
