"""getUpdates: offsets, limits, waiting, and what is remembered."""

import asyncio

from simulator.client import Person


async def ids(api, offset: int = 0, **params) -> list[int]:
    return [update["update_id"] for update in await api.updates(offset, **params)]


async def test_ids_go_up_one_by_one_from_a_seeded_start(api, anna):
    from simulator import Simulator

    for text in "абв":
        await anna.send(text)
    first, second, third = await ids(api)
    assert (second, third) == (first + 1, first + 2)
    other = Simulator(seed=1)
    assert other.state.counters["update"] != Simulator(seed=0).state.counters["update"]
    assert other.state.counters["update"] == Simulator(seed=1).state.counters["update"]


async def test_unconfirmed_updates_come_again_and_confirmed_never(api, anna):
    for text in "абв":
        await anna.send(text)
    first, second, third = await ids(api)
    assert await ids(api) == [first, second, third]
    assert await ids(api, second) == [second, third]
    assert await ids(api) == [second, third]
    assert await ids(api, third + 1) == []
    assert await ids(api, first) == []


async def test_negative_offset_keeps_the_newest_and_drops_the_rest(api, anna):
    for text in "абвг":
        await anna.send(text)
    every = await ids(api)
    assert await ids(api, -2) == every[-2:]
    assert await ids(api) == every[-2:]


async def test_limit_is_kept_between_one_and_a_hundred(api, anna):
    for number in range(105):
        await anna.send(str(number))
    assert len(await ids(api, limit=3)) == 3
    assert len(await ids(api, limit=0)) == 1
    assert len(await ids(api, limit=500)) == 100


async def test_offset_confirms_more_than_one_answer_holds(api, anna):
    for number in range(250):
        await anna.send(str(number))
    first = (await ids(api, limit=1))[0]
    assert await ids(api, first + 249) == [first + 249]


async def test_waiting_bot_is_woken_at_once(api, anna):
    waiting = asyncio.create_task(api.updates(timeout=30))
    await asyncio.sleep(0)
    await anna.send("а")
    assert [update["message"]["text"] for update in await asyncio.wait_for(waiting, 1)] == ["а"]


async def test_waiting_ends_with_nothing_after_the_timeout(api, anna):
    assert await api.updates(timeout=1) == []


async def test_second_waiting_request_ends_the_first(api, anna):
    first = asyncio.create_task(api.refusal("getUpdates", timeout=30))
    await asyncio.sleep(0)
    second = asyncio.create_task(api.updates(timeout=30))
    assert await first == (
        "409 Conflict: terminated by other getUpdates request; "
        "make sure that only one bot instance is running"
    )
    await anna.send("а")
    assert len(await second) == 1


async def test_updates_are_kept_for_a_day_of_real_time(api, anna, clock, simulator):
    await anna.send("старое")
    simulator.advance("7d")
    assert len(await ids(api)) == 1
    clock.tick(12 * 3600)
    await anna.send("новое")
    clock.tick(12 * 3600 + 1)
    assert [update["message"]["text"] for update in await api.updates()] == ["новое"]


async def test_allowed_updates_are_remembered(api, anna):
    await api.updates(allowed_updates=["edited_message"])
    number = await anna.send("а")
    await anna.edit(number, "б")
    assert [list(update)[1] for update in await api.updates()] == ["edited_message"]
    await api.updates(allowed_updates=[])
    await anna.send("в")
    assert "message" in (await api.updates())[-1]


async def test_unknown_kind_of_update_is_refused(api):
    assert "400" in await api.refusal("getUpdates", allowed_updates=["mesage"])


async def test_getupdates_is_refused_while_a_webhook_is_set(api):
    await api("setWebhook", url="http://127.0.0.1:9/hook")
    words = await api.refusal("getUpdates")
    assert words.startswith("409 Conflict: can't use getUpdates method while webhook is active")
    await api("deleteWebhook")
    assert await api.updates() == []


async def test_setting_a_webhook_ends_the_waiting(api):
    waiting = asyncio.create_task(api.refusal("getUpdates", timeout=30))
    await asyncio.sleep(0)
    await api("setWebhook", url="http://127.0.0.1:9/hook")
    assert await waiting == "409 Conflict: terminated by setWebhook request"


async def test_dropping_pending_updates_leaves_none(api, simulator):
    await Person.inside(simulator, first_name="Анна").start()
    assert (await api("getWebhookInfo"))["pending_update_count"] == 1
    await api("deleteWebhook", drop_pending_updates=True)
    assert await api.updates() == []
