"""The Bot API and the control API over HTTP."""

import asyncio
import json

import aiohttp
import pytest

from simulator.client import Person
from simulator.files import MAX_UPLOAD


@pytest.fixture
async def http(url):
    async with aiohttp.ClientSession(url) as session:
        yield session


async def answer(request) -> tuple[int, dict]:
    async with request as response:
        return response.status, await response.json()


async def test_wrong_token_is_unauthorized(http):
    expected = 401, {"ok": False, "error_code": 401, "description": "Unauthorized"}
    assert await answer(http.post("/bot2:other/getMe")) == expected
    assert await answer(http.get("/file/bot2:other/documents/x")) == expected


async def test_unknown_method_is_not_found(http):
    assert await answer(http.post("/bot1:demo/getNothing")) == (
        404,
        {"ok": False, "error_code": 404, "description": "Not Found"},
    )


async def test_parameters_come_as_query_form_json_and_parts(http, anna):
    params = {"chat_id": anna.id, "text": "а"}
    parts = aiohttp.FormData({"chat_id": str(anna.id), "text": "а"}, default_to_multipart=True)
    for request in (
        http.get("/bot1:demo/sendMessage", params=params),
        http.post("/bot1:demo/sendMessage", data=params),
        http.post("/bot1:demo/sendMessage", json=params),
        http.post("/bot1:demo/sendMessage", data=parts),
    ):
        status, body = await answer(request)
        assert (status, body["result"]["text"]) == (200, "а")


@pytest.mark.parametrize("raw", [b"{", b"[]", b'"x"'])
async def test_broken_json_is_refused(http, raw):
    status, body = await answer(
        http.post("/bot1:demo/getMe", data=raw, headers={"Content-Type": "application/json"})
    )
    assert (status, body["error_code"]) == (400, 400)


async def test_file_goes_up_in_parts_and_down_by_its_path(http, anna):
    form = aiohttp.FormData({"chat_id": str(anna.id), "document": "attach://part"}, quote_fields=False)
    form.add_field("part", "привет".encode(), filename="письмо.txt")
    _, body = await answer(http.post("/bot1:demo/sendDocument", data=form))
    document = body["result"]["document"]
    assert (document["file_name"], document["mime_type"]) == ("письмо.txt", "text/plain")
    _, body = await answer(http.post("/bot1:demo/getFile", data={"file_id": document["file_id"]}))
    async with http.get(f"/file/bot1:demo/{body['result']['file_path']}") as response:
        assert await response.read() == "привет".encode()
    assert (await answer(http.get("/file/bot1:demo/documents/other")))[0] == 404


async def test_too_large_body_is_refused(http, anna):
    form = aiohttp.FormData({"chat_id": str(anna.id)})
    form.add_field("document", bytes(MAX_UPLOAD + 3 * 1024 * 1024), filename="a.bin")
    status, body = await answer(http.post("/bot1:demo/sendDocument", data=form))
    assert (status, body["description"]) == (413, "Request Entity Too Large")


async def test_page_of_an_error_is_html(http, simulator):
    simulator.faults.add("error", status=500)
    async with http.post("/bot1:demo/getMe") as response:
        assert (response.status, response.content_type) == (500, "text/html")


async def test_reset_breaks_the_connection(http, anna, simulator):
    simulator.faults.add("reset_after", method="sendMessage", times=1)
    with pytest.raises(aiohttp.ClientConnectionError):
        await http.post("/bot1:demo/sendMessage", data={"chat_id": anna.id, "text": "а"})
    assert anna.screen.text == "а"


async def test_lost_answer_lets_the_bot_wait(http, anna, simulator):
    simulator.faults.add("timeout_after", method="sendMessage", times=1)
    short = aiohttp.ClientTimeout(total=0.2)
    with pytest.raises(TimeoutError):
        await http.post("/bot1:demo/sendMessage", data={"chat_id": anna.id, "text": "а"}, timeout=short)
    assert anna.screen.text == "а"


async def test_waiting_bot_is_woken_over_http(http, anna):
    waiting = asyncio.create_task(answer(http.post("/bot1:demo/getUpdates", data={"timeout": 30})))
    await asyncio.sleep(0.05)
    await anna.send("а")
    _, body = await asyncio.wait_for(waiting, 2)
    assert body["result"][0]["message"]["text"] == "а"


# The control API.


async def control(http, method: str, path: str, **request) -> dict:
    status, body = await answer(http.request(method, f"/_control{path}", **request))
    assert status == 200, body
    return body


async def test_people_are_made_listed_and_changed(http, api):
    made = await control(http, "POST", "/people", json={"id": 5, "first_name": "Анна", "badge": "методист"})
    assert (made["id"], made["badge"], made["last"]) == (5, "методист", None)
    await control(http, "POST", "/people/5/send", json={"text": "а"})
    await api("sendMessage", chat_id=5, text="ответ")
    await control(http, "POST", "/people", json={"id": 5, "note": "Школа 1"})
    (person,) = (await control(http, "GET", "/people"))["people"]
    assert (person["first_name"], person["note"], person["unread"]) == ("Анна", "Школа 1", 1)
    assert person["last"]["text"] == "ответ"
    await control(http, "GET", "/people/5/chat")
    assert (await control(http, "GET", "/people"))["people"][0]["unread"] == 0


async def test_chat_shows_what_its_person_sees(http, anna, api, keyboard):
    await api("setMyCommands", commands=[{"command": "help", "description": "Помощь"}])
    await api("sendMessage", chat_id=anna.id, text="а", reply_markup=keyboard())
    chat = await control(http, "GET", f"/people/{anna.id}/chat")
    assert [message["text"] for message in chat["messages"]] == ["/start", "а"]
    assert chat["commands"] == [{"command": "help", "description": "Помощь"}]
    assert (chat["blocked"], chat["typing"], chat["menu_button"]) == (False, False, {"type": "default"})


@pytest.mark.parametrize(
    "where", [{"button": "Да"}, {"button": "yes"}, {"row": 0, "column": 0}, {"data": "yes"}]
)
async def test_button_is_pressed_by_text_data_or_place(http, anna, api, keyboard, where):
    sent = await api("sendMessage", chat_id=anna.id, text="а", reply_markup=keyboard())
    body = {"message_id": sent["message_id"], **where}
    pressed = await control(http, "POST", f"/people/{anna.id}/click", json=body)
    query = (await api.updates())[-1]["callback_query"]
    assert (query["id"], query["data"]) == (pressed["callback_query_id"], "yes")


async def test_files_are_uploaded_and_shown(http, anna):
    form = aiohttp.FormData({"kind": "document", "caption": "вот"}, quote_fields=False)
    for name in ("а.txt", "б.html"):
        form.add_field("file", b"<b>data", filename=name)
    sent = await control(http, "POST", f"/people/{anna.id}/upload", data=form)
    assert len(sent["message_ids"]) == 2
    assert sent["message_id"] == sent["message_ids"][0]
    async with http.get(f"/_control/files/{anna.chat[-1].file['file_id']}") as response:
        assert await response.read() == b"<b>data"
        assert response.content_type == "text/html"
        assert response.headers["Content-Disposition"] == "attachment; filename*=UTF-8''%D0%B1.html"


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/people/999/send", {"text": "а"}),
        ("/people/x/send", {"text": "а"}),
        ("/people/101/send", {}),
        ("/people/101/send", {"text": ""}),
        ("/people/101/start", {"payload": "a b"}),
        ("/people/101/click", {"message_id": 1, "button": "Да"}),
        ("/people/101/click", {"button": 5}),
        ("/people/101/dance", {}),
        ("/people", {"last_name": "К"}),
        ("/clock", {"advance": "soon"}),
        ("/faults", {"kind": "rain"}),
        ("/faults", {}),
    ],
)
async def test_impossible_request_is_explained(http, anna, path, body):
    status, answered = await answer(http.post(f"/_control{path}", json=body))
    assert status == 400
    assert answered["error"]


async def test_clock_is_moved(http, simulator, api, anna):
    before = await control(http, "GET", "/clock")
    after = await control(http, "POST", "/clock", json={"advance": "1d"})
    assert (after["now"] - before["now"], after["offset"]) == (86400, 86400)
    sent = await api("sendMessage", chat_id=anna.id, text="а")
    assert sent["date"] == int(after["now"])


async def test_faults_are_set_listed_and_cleared(http):
    fault = {"kind": "flood", "method": "sendMessage", "times": 1, "retry_after": 3}
    (listed,) = (await control(http, "POST", "/faults", json=fault))["faults"]
    assert fault.items() <= listed.items()
    assert await control(http, "DELETE", "/faults") == {"faults": []}
    assert await control(http, "GET", "/faults") == {"faults": []}


async def test_calls_are_kept_with_their_answers(http, anna, api):
    await anna.send("а")
    await api("sendMessage", chat_id=anna.id, text="б")
    await api.refusal("sendMessage", chat_id=999, text="в")
    (update,) = await api.updates()
    calls = (await control(http, "GET", "/calls"))["calls"]
    assert [(call["method"], call["status"]) for call in calls] == [
        ("sendMessage", 200),
        ("sendMessage", 400),
        ("getUpdates", 200),
    ]
    assert calls[0]["result"]["text"] == "б"
    assert calls[1]["error"] == "Bad Request: chat not found"
    assert calls[2]["result"] == [update["update_id"]]
    later = await control(http, "GET", "/calls", params={"since": calls[0]["n"], "method": "sendMessage"})
    assert [call["n"] for call in later["calls"]] == [calls[1]["n"]]
    await control(http, "DELETE", "/calls")
    assert (await control(http, "GET", "/calls"))["calls"] == []


async def test_events_stream_what_changes(http, anna, api, simulator):
    async with http.get("/_control/events") as stream:

        async def event() -> dict:
            while not (line := await asyncio.wait_for(stream.content.readline(), 2)).startswith(b"data: "):
                pass
            return json.loads(line[6:])

        sent = await api("sendMessage", chat_id=anna.id, text="а")
        got = await event()
        assert (got["kind"], got["chat_id"], got["message_id"]) == ("message", anna.id, sent["message_id"])
        await api("editMessageText", chat_id=anna.id, message_id=sent["message_id"], text="б")
        await api("deleteMessage", chat_id=anna.id, message_id=sent["message_id"])
        await anna.block()
        simulator.advance(1)
        assert [(await event())["kind"] for _ in range(4)] == ["edit", "delete", "blocked", "clock"]
    async with http.get("/_control/events", params={"since": got["n"]}) as stream:
        assert (await event())["kind"] == "edit"


async def test_bot_is_shown_as_it_names_itself(http, api):
    await api("setMyDescription", description="О боте")
    bot = await control(http, "GET", "/bot")
    assert bot == {"id": 1, "username": "opora_demo_bot", "first_name": "Опора", "description": "О боте"}


async def test_page_is_served_at_the_root(http):
    async with http.get("/") as response:
        assert response.status == 200


async def test_person_over_http_has_the_same_verbs(url, api, simulator, keyboard):
    async with await Person.at(url, id=101, first_name="Анна") as anna:
        await anna.start("inv_1")
        sent = await api("sendMessage", chat_id=anna.id, text="Кто Вы?", reply_markup=keyboard())
        await anna.wait_for("Кто Вы?")
        pressed = await anna.click("Да")
        await api("answerCallbackQuery", callback_query_id=pressed["callback_query_id"], text="Спасибо")
        await anna.wait_for(lambda person: person.last_alert == "Спасибо")
        number = await anna.send("опечатка", reply_to=sent["message_id"])
        await anna.edit(number, "исправлено")
        await anna.react(sent["message_id"], "👍")
        await anna.forge("any")
        await anna.upload(b"data", "a.txt", caption="вот")
        await anna.album([("a.txt", b"a"), ("b.txt", b"b")])
        await anna.block()
        await anna.unblock()
        assert [screen.text for screen in anna.chat[:3]] == ["/start inv_1", "Кто Вы?", "исправлено"]
        assert await anna.download(anna.chat[3]) == b"data"
        with pytest.raises(AssertionError, match="visible"):
            await anna.click("Нет")
        with pytest.raises(AssertionError, match="waited"):
            await anna.wait_for("никогда", timeout=0.05)
