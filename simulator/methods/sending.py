"""Sending text, files and albums."""

from typing import TYPE_CHECKING

from simulator import messages
from simulator.errors import bad_request
from simulator.files import File, Upload, check_upload_size, photo_size, uploaded
from simulator.methods.registry import Params, method

if TYPE_CHECKING:
    from simulator.core import Simulator

SEND = (
    "chat_id disable_notification protect_content allow_paid_broadcast message_effect_id "
    "reply_parameters reply_to_message_id allow_sending_without_reply reply_markup "
)
CAPTION = "caption parse_mode caption_entities "
SHOWN = "show_caption_above_media has_spoiler "
ALBUM = range(2, 11)
UNMIXED = ("document", "audio")


@method("sendMessage", SEND + "text parse_mode entities link_preview_options disable_web_page_preview")
def send_message(simulator: "Simulator", p: Params) -> dict:
    """A text."""
    return messages.post(simulator, p, messages.text_content(simulator, p))


@method("sendPhoto", SEND + CAPTION + SHOWN + "photo")
def send_photo(simulator: "Simulator", p: Params) -> dict:
    """A picture."""
    return _send_file(simulator, p, "photo")


@method("sendDocument", SEND + CAPTION + "document disable_content_type_detection")
def send_document(simulator: "Simulator", p: Params) -> dict:
    """A file as it is."""
    return _send_file(simulator, p, "document")


@method("sendVoice", SEND + CAPTION + "voice duration")
def send_voice(simulator: "Simulator", p: Params) -> dict:
    """A voice message."""
    return _send_file(simulator, p, "voice")


@method("sendVideo", SEND + CAPTION + SHOWN + "video duration width height supports_streaming")
def send_video(simulator: "Simulator", p: Params) -> dict:
    """A video."""
    return _send_file(simulator, p, "video")


@method("sendAudio", SEND + CAPTION + "audio duration performer title")
def send_audio(simulator: "Simulator", p: Params) -> dict:
    """A piece of music."""
    return _send_file(simulator, p, "audio")


@method("sendMediaGroup", SEND.replace("reply_markup", "") + "media")
def send_media_group(simulator: "Simulator", p: Params) -> list[dict]:
    """An album."""
    media = p["media"]
    if len(media) not in ALBUM:
        raise bad_request(f"too {'few' if len(media) < ALBUM.start else 'many'} messages to send as an album")
    kinds = {item["type"] for item in media}
    for kind in UNMIXED:
        if kind in kinds and len(kinds) > 1:
            raise bad_request(f"{kind} can't be mixed with other media types")
    contents = [media_content(simulator, item, p.files) for item in media]
    group = str(simulator.state.next("file") << 20)
    return [messages.post(simulator, p, {"media_group_id": group, **content}) for content in contents]


def _send_file(simulator: "Simulator", p: Params, kind: str) -> dict:
    return messages.post(simulator, p, file_content(simulator, kind, p[kind], p, p.files))


def media_content(simulator: "Simulator", item: dict, files: dict[str, Upload]) -> dict:
    """The content of one InputMedia object."""
    return file_content(simulator, item["type"], item["media"], item, files)


def file_content(simulator: "Simulator", kind: str, value: str, p: dict, files: dict[str, Upload]) -> dict:
    """A file with its caption, new or known by its id."""
    caption = messages.caption_content(simulator, p)
    upload = uploaded(value, files)
    found = _new_files(simulator, kind, upload) if upload else [_known_file(simulator, kind, value)]
    content = {kind: file_object(found, p), **caption}
    if p.get("has_spoiler") and kind in ("photo", "video"):
        content["has_media_spoiler"] = True
    return content


def _new_files(simulator: "Simulator", kind: str, upload: Upload) -> list[File]:
    check_upload_size(upload)
    if kind == "photo":
        return simulator.files.add_photo(upload, photo_size(upload))
    return [simulator.files.add(upload, kind)]


def _known_file(simulator: "Simulator", kind: str, file_id: str) -> File:
    file = simulator.files.get(file_id)
    if file.kind != kind:
        raise bad_request(f"can't use file of type {file.kind.capitalize()} as {kind.capitalize()}")
    return file


def file_object(found: list[File], p: dict) -> dict | list[dict]:
    """The Bot API object of a file: a list of sizes for a photo."""
    described = [_described(file, p) for file in found]
    return described if found[0].kind == "photo" else described[0]


def _described(file: File, p: dict) -> dict:
    described = {"file_id": file.file_id, "file_unique_id": file.unique_id, "file_size": file.size}
    if file.kind == "photo":
        return {**described, "width": file.width, "height": file.height}
    described["mime_type"] = file.mime
    if file.kind != "voice":
        described["file_name"] = file.name
    if file.kind != "document":
        described["duration"] = p.get("duration", 0)
    if file.kind == "video":
        described |= {"width": p.get("width", 320), "height": p.get("height", 240)}
    if file.kind == "audio":
        described |= {key: p[key] for key in ("performer", "title") if key in p}
    return described
