"""Webhooks: order within a chat, retries, the secret, and what getWebhookInfo tells."""

import asyncio
from collections.abc import AsyncIterator, Callable

import pytest
from aiohttp import web

from simulator.client import Person


class Receiver:
    """A bot's end of a webhook: answers with what is prepared, 200 when nothing is."""

    def __init__(self) -> None:
        self.got: list[dict] = []
        self.secrets: list[str | None] = []
        self.answers: list[web.Response] = []
        self.delays: dict[str, float] = {}
        self.url = ""

    async def handle(self, request: web.Request) -> web.Response:
        update = await request.json()
        await asyncio.sleep(self.delays.get(update["message"]["text"], 0))
        self.got.append(update)
        self.secrets.append(request.headers.get("X-Telegram-Bot-Api-Secret-Token"))
        return self.answers.pop(0) if self.answers else web.Response()

    @property
    def texts(self) -> list[str]:
        return [update["message"]["text"] for update in self.got]

    async def wait(self, count: int) -> list[str]:
        await until(lambda: len(self.got) >= count)
        return self.texts


@pytest.fixture
async def receiver() -> AsyncIterator[Receiver]:
    receiver = Receiver()
    app = web.Application()
    app.router.add_post("/hook", receiver.handle)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    receiver.url = f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
    yield receiver
    await runner.cleanup()


@pytest.fixture
def pauses(simulator) -> list[float]:
    """The pauses between tries, which take no time."""
    noted: list[float] = []

    async def sleep(seconds: float) -> None:
        noted.append(seconds)
        await asyncio.sleep(0)

    simulator.webhooks.sleep = sleep
    return noted


async def until(holds: Callable[[], object]) -> None:
    for _ in range(600):
        if holds():
            return
        await asyncio.sleep(0.005)
    raise TimeoutError


async def confirmed(api) -> None:
    await until(lambda: not api.simulator.updates.pending)


async def test_updates_go_to_the_address_with_the_secret(api, anna, receiver):
    await anna.send("до")
    await api("setWebhook", url=receiver.url, secret_token="s-1")
    await anna.send("после")
    assert await receiver.wait(2) == ["до", "после"]
    assert receiver.secrets == ["s-1", "s-1"]
    await confirmed(api)


async def test_chat_keeps_its_order_and_does_not_hold_up_others(api, anna, simulator, receiver):
    boris = Person.inside(simulator, id=102, first_name="Борис")
    receiver.delays["первое"] = 0.1
    await api("setWebhook", url=receiver.url)
    await anna.send("первое")
    await anna.send("второе")
    await boris.send("чужое")
    assert await receiver.wait(3) == ["чужое", "первое", "второе"]


async def test_failed_delivery_is_tried_again_with_growing_pauses(api, anna, receiver, pauses):
    receiver.answers = [web.Response(status=500) for _ in range(8)]
    await api("setWebhook", url=receiver.url)
    await anna.send("а")
    assert await receiver.wait(9) == ["а"] * 9
    assert pauses == [0, 2, 4, 8, 16, 32, 60, 60]
    await confirmed(api)
    assert (await api("getWebhookInfo"))["last_error_message"].startswith(
        "Wrong response from the webhook: 500"
    )


async def test_retry_after_of_the_bot_is_honoured(api, anna, receiver, pauses):
    receiver.answers = [web.Response(status=503, headers={"Retry-After": "33"})]
    await api("setWebhook", url=receiver.url)
    await anna.send("а")
    await receiver.wait(2)
    assert pauses == [33]


async def test_update_is_given_up_after_a_day(api, anna, clock, receiver, pauses, simulator):
    receiver.answers = [web.Response(status=500) for _ in range(10_000)]
    await api("setWebhook", url=receiver.url)
    await anna.send("а")
    await receiver.wait(3)
    clock.tick(24 * 3600)
    await confirmed(api)


async def test_unreachable_address_keeps_the_update(api, anna, simulator, pauses):
    await api("setWebhook", url="http://127.0.0.1:9/hook")
    await anna.send("а")
    await until(lambda: len(pauses) >= 3)
    info = await api("getWebhookInfo")
    assert (info["pending_update_count"], bool(info["last_error_message"])) == (1, True)
    await api("deleteWebhook")
    assert [update["message"]["text"] for update in await api.updates()] == ["а"]


async def test_method_in_the_answer_is_carried_out(api, anna, receiver):
    receiver.answers = [web.json_response({"method": "sendMessage", "chat_id": anna.id, "text": "ответ"})]
    await api("setWebhook", url=receiver.url)
    await anna.send("вопрос")
    await anna.wait_for("ответ")


async def test_faults_repeat_and_mix_deliveries(api, anna, simulator, receiver):
    simulator.faults.add("duplicate")
    simulator.faults.add("shuffle")
    for number in range(20):
        await anna.send(str(number))
    await api("setWebhook", url=receiver.url)
    await confirmed(api)
    unique = list(dict.fromkeys(receiver.texts))
    assert len(receiver.texts) > 20 == len(unique)
    assert unique != sorted(unique, key=int)


@pytest.mark.parametrize(
    "url", ["http://example.com/hook", "ftp://127.0.0.1/", "hook", "http://127.0.0.1.evil.ru/"]
)
async def test_address_must_be_https_or_loopback(api, url):
    words = await api.refusal("setWebhook", url=url)
    assert words == "400 Bad Request: bad webhook: An HTTPS URL must be provided for webhook"


async def test_secret_has_only_allowed_characters(api):
    words = await api.refusal("setWebhook", url="https://a.ru", secret_token="секрет")
    assert words == "400 Bad Request: secret token contains unallowed characters"


async def test_info_shows_what_was_set(api):
    assert await api("getWebhookInfo") == {
        "url": "",
        "has_custom_certificate": False,
        "pending_update_count": 0,
    }
    await api("setWebhook", url="https://a.ru/x", max_connections=7, allowed_updates=["message"])
    assert await api("getWebhookInfo") == {
        "url": "https://a.ru/x",
        "has_custom_certificate": False,
        "max_connections": 7,
        "pending_update_count": 0,
        "allowed_updates": ["message"],
    }
    assert "400" in await api.refusal("setWebhook", url="https://a.ru", max_connections=101)
    await api("setWebhook", url="")
    assert (await api("getWebhookInfo"))["url"] == ""
