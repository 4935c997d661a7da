"""Chats as the bot sees them; typing and reactions."""

from typing import TYPE_CHECKING

from simulator import messages
from simulator.errors import bad_request, not_modelled
from simulator.methods.registry import Params, method

if TYPE_CHECKING:
    from simulator.core import Simulator

ACTION_SECONDS = 5
_ACTIONS = (
    "typing upload_photo record_video upload_video record_voice upload_voice upload_document choose_sticker "
    "find_location record_video_note upload_video_note"
)
ACTIONS = frozenset(_ACTIONS.split())
_REACTIONS = (
    "❤ 👍 👎 🔥 🥰 👏 😁 🤔 🤯 😱 🤬 😢 🎉 🤩 🤮 💩 🙏 👌 🕊 🤡 🥱 🥴 😍 🐳 ❤‍🔥 "
    "🌚 🌭 💯 🤣 ⚡ 🍌 🏆 💔 🤨 😐 🍓 🍾 💋 🖕 😈 😴 😭 🤓 👻 👨‍💻 👀 🎃 🙈 😇 😨 "
    "🤝 ✍ 🤗 🫡 🎅 🎄 ☃ 💅 🤪 🗿 🆒 💘 🙉 🦄 😘 💊 🙊 😎 👾 🤷‍♂ 🤷 🤷‍♀ 😡"
)
REACTIONS = frozenset(_REACTIONS.split())


@method("getChat", "chat_id")
def get_chat(simulator: "Simulator", p: Params) -> dict:
    """Full information about a private chat."""
    person = simulator.state.known(p["chat_id"])
    chat = simulator.state.chat(person.id)
    info = {
        **person.chat,
        "accent_color_id": person.id % 7,
        "max_reaction_count": 11,
        "accepted_gift_types": dict.fromkeys(
            (
                "unlimited_gifts",
                "limited_gifts",
                "unique_gifts",
                "premium_subscription",
                "gifts_from_channels",
            ),
            False,
        ),
    }
    if chat.pinned:
        info["pinned_message"] = chat.messages[chat.pinned[-1]].body
    return info


@method("sendChatAction", "chat_id action")
def send_chat_action(simulator: "Simulator", p: Params) -> bool:
    """«печатает...» for five seconds."""
    if p["action"] not in ACTIONS:
        raise bad_request("wrong parameter action in request")
    person = simulator.state.reachable(p["chat_id"])
    simulator.state.chat(person.id).typing_until = simulator.clock.steady() + ACTION_SECONDS
    simulator.events.publish("typing", person.id, action=p["action"])
    return True


@method("setMessageReaction", "chat_id message_id reaction is_big")
def set_message_reaction(simulator: "Simulator", p: Params) -> bool:
    """The bot's reaction to a message, or none."""
    message = messages.find(simulator, p, "message to react not found")
    reactions = p.get("reaction", [])
    if any(reaction["type"] != "emoji" for reaction in reactions):
        raise not_modelled("reactions other than emoji")
    if len(reactions) > 1:
        raise bad_request("REACTIONS_TOO_MANY")
    if any(reaction["emoji"] not in REACTIONS for reaction in reactions):
        raise bad_request("REACTION_INVALID")
    message.reactions.pop("bot", None)
    if reactions:
        message.reactions["bot"] = reactions[0]["emoji"]
    simulator.state.save_message(message)
    simulator.events.publish("reaction", message.chat_id, message_id=message.id)
    return True
