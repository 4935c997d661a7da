"""What Telegram refuses in files and albums, in its words."""

import pytest

from simulator.files import MAX_DOWNLOAD, MAX_PHOTO, MAX_UPLOAD, Upload


async def test_photo_must_be_a_picture_of_at_most_ten_megabytes(api, anna, png):
    words = await api.refusal("sendPhoto", {"photo": Upload("a.png", b"text")}, chat_id=anna.id)
    assert words == "400 Bad Request: IMAGE_PROCESS_FAILED"
    heavy = Upload("a.png", png.ljust(MAX_PHOTO + 1, b"\0"))
    words = await api.refusal("sendPhoto", {"photo": heavy}, chat_id=anna.id)
    assert words == (
        f"400 Bad Request: file of size {MAX_PHOTO + 1} bytes is too big for a photo; "
        f"the maximum size is {MAX_PHOTO} bytes"
    )


async def test_upload_has_at_most_fifty_megabytes(api, anna):
    heavy = Upload("a.bin", bytes(MAX_UPLOAD + 1))
    words = await api.refusal("sendDocument", {"document": heavy}, chat_id=anna.id)
    assert words == "413 Request Entity Too Large"


async def test_download_has_at_most_twenty_megabytes(api, anna):
    heavy = Upload("a.bin", bytes(MAX_DOWNLOAD + 1))
    sent = await api("sendDocument", {"document": heavy}, chat_id=anna.id)
    words = await api.refusal("getFile", file_id=sent["document"]["file_id"])
    assert words == "400 Bad Request: file is too big"


async def test_invented_file_id_is_refused(api, anna):
    words = await api.refusal("sendDocument", chat_id=anna.id, document="BQACAgIAA")
    assert words == "400 Bad Request: wrong file identifier/HTTP URL specified"
    assert "wrong file identifier" in await api.refusal("getFile", file_id="BQACAgIAA")


async def test_attachment_must_come_along(api, anna):
    words = await api.refusal("sendDocument", chat_id=anna.id, document="attach://x")
    assert words == "400 Bad Request: file is not found in the request"


async def test_file_is_sent_again_only_as_what_it_is(api, anna, png):
    photo = await api("sendPhoto", {"photo": Upload("a.png", png)}, chat_id=anna.id)
    file_id = photo["photo"][-1]["file_id"]
    assert (await api("sendPhoto", chat_id=anna.id, photo=file_id))["photo"][-1]["width"] == 640
    words = await api.refusal("sendDocument", chat_id=anna.id, document=file_id)
    assert words == "400 Bad Request: can't use file of type Photo as Document"


async def test_path_of_a_file_is_valid_for_an_hour(api, anna, clock, simulator):
    await anna.upload(b"data", "отчёт.txt")
    path = (await api("getFile", file_id=anna.chat[-1].file["file_id"]))["file_path"]
    clock.tick(3599)
    assert simulator.files.read(simulator.files.by_path(path)) == b"data"
    clock.tick(1)
    assert simulator.files.by_path(path) is None


@pytest.mark.parametrize("count", [1, 11])
async def test_album_has_two_to_ten_parts(api, anna, png, count):
    media = [{"type": "photo", "media": f"attach://{n}"} for n in range(count)]
    files = {str(n): Upload("a.png", png) for n in range(count)}
    words = await api.refusal("sendMediaGroup", files, chat_id=anna.id, media=media)
    assert words.endswith("messages to send as an album")


async def test_documents_are_not_mixed_with_photos(api, anna, png):
    media = [{"type": "photo", "media": "attach://a"}, {"type": "document", "media": "attach://b"}]
    files = {"a": Upload("a.png", png), "b": Upload("b.txt", b"b")}
    words = await api.refusal("sendMediaGroup", files, chat_id=anna.id, media=media)
    assert words == "400 Bad Request: document can't be mixed with other media types"


async def test_failed_album_sends_nothing(api, anna, png):
    media = [{"type": "photo", "media": "attach://a"}, {"type": "photo", "media": "wrong"}]
    await api.refusal("sendMediaGroup", {"a": Upload("a.png", png)}, chat_id=anna.id, media=media)
    assert anna.screens == []
