"""What a store keeps: after a clean end, and after a killed process."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.request import Request, urlopen

import pytest

from simulator import Simulator
from simulator.client import Person

ROOT = Path(__file__).parents[2]


@pytest.fixture
def started(tmp_path, clock) -> Iterator[Callable[[], Simulator]]:
    """Starts the simulator again on the same folder, without ending the one before."""
    simulators = []

    def start() -> Simulator:
        simulators.append(Simulator(clock=type(clock)(clock.now()), store=tmp_path))
        return simulators[-1]

    yield start
    for simulator in simulators:
        simulator.journal.close()


async def call(simulator: Simulator, method: str, **params):
    status, body = await simulator.call(method, params)
    assert status == 200, body
    return body["result"]


async def test_people_chats_and_ids_go_on(started, keyboard):
    before = started()
    anna = Person.inside(before, id=101, first_name="Анна", badge="педагог")
    await anna.start()
    sent = await call(
        before, "sendMessage", chat_id=101, text="а", reply_markup=keyboard(), disable_notification=True
    )
    await anna.react(sent["message_id"], "👍")
    await anna.block()

    after = started()
    again = Person.inside(after, id=101)
    assert [screen.body for screen in again.chat] == [screen.body for screen in anna.chat]
    person = after.state.people[101]
    assert (person.badge, person.blocked, person.started) == ("педагог", True, True)
    await again.unblock()
    assert (await call(after, "sendMessage", chat_id=101, text="б"))["message_id"] == sent["message_id"] + 1


async def test_unconfirmed_updates_come_again_and_confirmed_do_not(started):
    before = started()
    anna = Person.inside(before, first_name="Анна")
    for text in "абв":
        await anna.send(text)
    first = (await call(before, "getUpdates"))[0]["update_id"]
    await call(before, "getUpdates", offset=first + 1)

    after = started()
    assert [update["message"]["text"] for update in await call(after, "getUpdates")] == ["б", "в"]
    await Person.inside(after, id=anna.id).send("г")
    assert [update["update_id"] - first for update in await call(after, "getUpdates")] == [1, 2, 3]


async def test_press_can_still_be_answered_once(started, keyboard):
    before = started()
    anna = Person.inside(before, id=101, first_name="Анна")
    await anna.start()
    await call(before, "sendMessage", chat_id=101, text="а", reply_markup=keyboard())
    answered = (await anna.click("Да"))["callback_query_id"]
    waiting = (await anna.click("Да"))["callback_query_id"]
    await call(before, "answerCallbackQuery", callback_query_id=answered, text="готово")

    after = started()
    assert Person.inside(after, id=101).last_alert == "готово"
    assert (await after.call("answerCallbackQuery", {"callback_query_id": answered}))[0] == 400
    assert await call(after, "answerCallbackQuery", callback_query_id=waiting)


async def test_files_settings_and_the_moved_clock_are_kept(started):
    before = started()
    anna = Person.inside(before, id=101, first_name="Анна")
    await anna.upload("привет".encode(), "письмо.txt")
    await call(before, "setMyCommands", commands=[{"command": "help", "description": "Помощь"}])
    await call(before, "setWebhook", url="https://a.ru", secret_token="s", allowed_updates=["message"])
    before.advance("2d")

    after = started()
    again = Person.inside(after, id=101)
    assert await again.download(again.chat[0]) == "привет".encode()
    assert again.commands == ["help"]
    info = await call(after, "getWebhookInfo")
    assert (info["url"], info["allowed_updates"]) == ("https://a.ru", ["message"])
    assert after.clock.offset == 2 * 86400


async def test_deleted_message_stays_deleted(started):
    before = started()
    await Person.inside(before, id=101, first_name="Анна").start()
    sent = await call(before, "sendMessage", chat_id=101, text="а")
    await call(before, "pinChatMessage", chat_id=101, message_id=sent["message_id"])
    await call(before, "deleteMessage", chat_id=101, message_id=sent["message_id"])
    assert Person.inside(started(), id=101).screens == []


class Process:
    """`python -m simulator` of its own, with the store in a folder."""

    def __init__(self, store: Path) -> None:
        command = [sys.executable, "-m", "simulator", "--port", "0", "--store", str(store)]
        self.process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
        self.line = self.process.stdout.readline()
        self.url = self.line.split()[-1]

    def post(self, path: str, **body) -> dict:
        request = Request(self.url + path, json.dumps(body).encode(), {"Content-Type": "application/json"})
        with urlopen(request, timeout=10) as answer:
            return json.load(answer)

    def call(self, method: str, **params):
        return self.post(f"/bot1:demo/{method}", **params)["result"]

    def end(self, number: int) -> int:
        self.process.send_signal(number)
        code = self.process.wait(10)
        self.process.stdout.close()
        return code


@pytest.mark.faults
def test_killed_process_has_kept_every_answer(tmp_path):
    first = Process(tmp_path)
    assert first.line.startswith("simulator listens on http://127.0.0.1:")
    first.post("/_control/people", id=5, first_name="Анна")
    sent = [first.post("/_control/people/5/send", text=str(n))["message_id"] for n in range(20)]
    answered = [first.call("sendMessage", chat_id=5, text=str(n))["message_id"] for n in range(20)]
    updates = first.call("getUpdates")
    first.call("getUpdates", offset=updates[5]["update_id"])
    first.end(signal.SIGKILL)

    second = Process(tmp_path)
    with urlopen(f"{second.url}/_control/people/5/chat", timeout=10) as answer:
        shown = [message["message_id"] for message in json.load(answer)["messages"]]
    assert shown == sent + answered
    assert second.call("getUpdates") == updates[5:]
    assert second.call("sendMessage", chat_id=5, text="а")["message_id"] == answered[-1] + 1
    assert second.end(signal.SIGTERM) == 0


@pytest.mark.faults
def test_process_ends_clean_on_interrupt_while_the_bot_waits(tmp_path):
    process = Process(tmp_path)
    waiting = subprocess.Popen(
        [
            sys.executable,
            "-c",
            f"import urllib.request as r; r.urlopen('{process.url}/bot1:demo/getUpdates?timeout=50')",
        ],
        stderr=subprocess.DEVNULL,
        env={**os.environ, "no_proxy": "127.0.0.1"},
    )
    try:
        assert process.end(signal.SIGINT) == 0
    finally:
        waiting.wait(10)


@pytest.mark.faults
def test_taken_port_is_one_clear_line(tmp_path):
    process = Process(tmp_path)
    port = process.url.rpartition(":")[2]
    command = [sys.executable, "-m", "simulator", "--port", port]
    second = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=20)
    process.end(signal.SIGTERM)
    assert second.returncode == 1
    assert second.stderr.startswith("simulator can't listen:")
    assert second.stderr.count("\n") == 1
