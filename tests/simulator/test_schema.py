"""The shape of calls: names, required fields, types, unions, and agreement with the published schema."""

import json
import os
from pathlib import Path

import pytest

from simulator import schema
from simulator.errors import ApiError

# Fields that older versions of the Bot API had: aiogram keeps them, the published schema does not.
FORMER_FIELDS = {
    "allow_sending_without_reply",
    "reply_to_message_id",
    "disable_web_page_preview",
    "receiver_user_id",
    "callback_query_id",
    "correct_option_id",
    "exclude_limited",
    "sticker_format",
    "switch_pm_parameter",
    "switch_pm_text",
}
REAL_DATA = os.environ.get("OPORA_REAL_DATA")


def parse(method: str, **params: object) -> dict:
    return schema.call(method).parse(params, {})


def refusal(method: str, **params: object) -> str:
    with pytest.raises(ApiError) as caught:
        parse(method, **params)
    return f"{caught.value.status} {caught.value.description}"


@pytest.mark.parametrize(
    "name", ["sendNothing", "SendMessage", "TelegramMethod", "", "__all__", "sendmessage"]
)
def test_unknown_method_is_not_found(name: str):
    assert refusal(name) == "404 Not Found"


def test_unknown_field_is_reported():
    words = refusal("sendMessage", chat_id=1, text="а", colour="red")
    assert words == '400 Bad Request: unknown field "colour" of sendMessage'


def test_unknown_field_of_a_nested_object_is_reported():
    markup = {"inline_keyboard": [[{"text": "а", "calback_data": "б"}]]}
    words = refusal("sendMessage", chat_id=1, text="а", reply_markup=markup)
    assert words == '400 Bad Request: unknown field "calback_data" of InlineKeyboardButton'


@pytest.mark.parametrize(
    ("method", "params", "words"),
    [
        ("sendMessage", {"text": "а"}, "chat_id is empty"),
        ("sendMessage", {"chat_id": 1}, "message text is empty"),
        ("deleteMessage", {"chat_id": 1}, "message identifier is not specified"),
        ("sendPhoto", {"chat_id": 1}, "there is no photo in the request"),
        ("setMyCommands", {}, 'field "commands" of setMyCommands is required'),
    ],
)
def test_missing_required_field_is_reported(method: str, params: dict, words: str):
    assert refusal(method, **params) == f"400 Bad Request: {words}"


@pytest.mark.parametrize(
    ("params", "words"),
    [
        ({"text": 5}, 'field "text" of sendMessage must be of type String'),
        ({"disable_notification": "perhaps"}, 'field "disable_notification" must be of type Boolean'),
        ({"disable_notification": 1}, 'field "disable_notification" of sendMessage must be of type Boolean'),
        ({"reply_to_message_id": "x"}, 'field "reply_to_message_id" must be of type Integer'),
        ({"reply_to_message_id": 1.5}, 'field "reply_to_message_id" of sendMessage must be of type Integer'),
        ({"reply_to_message_id": True}, 'field "reply_to_message_id" of sendMessage must be of type Integer'),
        ({"reply_markup": "{"}, "can't parse reply keyboard markup JSON object"),
        ({"reply_markup": "[]"}, 'field "reply_markup" of sendMessage must be of type Object'),
        ({"entities": {}}, 'field "entities" of sendMessage must be of type Array'),
        ({"entities": [{"type": "bold"}]}, 'can\'t find field "offset" of MessageEntity'),
        ({"reply_markup": {"inline_keyboard": [[{}]]}}, 'can\'t find field "text" of InlineKeyboardButton'),
    ],
)
def test_wrong_type_is_reported(params: dict, words: str):
    assert refusal("sendMessage", **{"chat_id": 1, "text": "а", **params}) == f"400 Bad Request: {words}"


def test_form_values_are_converted():
    params = {
        "chat_id": "-5",
        "text": "1",
        "protect_content": "true",
        "reply_parameters": '{"message_id": 7}',
    }
    assert parse("sendMessage", **params) == {
        "chat_id": -5,
        "text": "1",
        "protect_content": True,
        "reply_parameters": {"message_id": 7},
    }


def test_chat_id_may_be_a_name():
    assert parse("getChat", chat_id="@channel")["chat_id"] == "@channel"


def test_null_means_absent():
    assert parse("sendMessage", chat_id=1, text="а", parse_mode=None) == {"chat_id": 1, "text": "а"}


def test_member_of_a_union_is_chosen_by_its_type():
    media = {"type": "document", "media": "attach://x", "has_spoiler": True}
    words = refusal("editMessageMedia", chat_id=1, message_id=2, media=media)
    assert words == '400 Bad Request: unknown field "has_spoiler" of InputMediaDocument'


def test_unknown_member_of_a_union_is_refused():
    words = refusal("setMyCommands", commands=[], scope={"type": "everybody"})
    assert words == '400 Bad Request: field "scope" of setMyCommands: unknown type "everybody"'


def test_type_of_a_union_member_is_required():
    words = refusal("setMessageReaction", chat_id=1, message_id=2, reaction=[{"emoji": "👍"}])
    assert words == '400 Bad Request: field "reaction" of setMessageReaction: unknown type "None"'


@pytest.mark.real_data
@pytest.mark.skipif(not REAL_DATA, reason="OPORA_REAL_DATA is not set")
def test_methods_and_fields_agree_with_the_published_schema():
    published = _published(Path(REAL_DATA).parent / "spec" / "bot_api.json")
    modelled = schema.all_methods()
    differences = [f"method {name}" for name in published.keys() ^ modelled.keys()]
    for name in published.keys() & modelled.keys():
        call = schema.call(name)
        fields = published[name]
        differences += [f"{name}.{field}" for field in (fields.keys() ^ call.checks.keys()) - FORMER_FIELDS]
        required = {field for field, needed in fields.items() if needed}
        differences += [f"{name}.{field} required" for field in required ^ set(call.required)]
    assert not differences, "\n".join(sorted(differences))


def _published(path: Path) -> dict[str, dict[str, bool]]:
    items = [item for group in json.loads(path.read_text("utf-8"))["items"] for item in group["children"]]
    return {
        item["name"]: {field["name"]: field["required"] for field in item["annotations"]}
        for item in items
        if item["category"] == "methods"
    }
