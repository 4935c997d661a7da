"""Sizes of pictures, read from the first bytes of each format."""

import struct

import pytest

from simulator.images import image_size

JPEG = (
    b"\xff\xd8\xff\xe0\0\x10JFIF\0\1\1\0\0\1\0\1\0\0"
    + b"\xff\xc0\0\x11\x08"
    + struct.pack(">HH", 480, 640)
    + b"\3\1\x22\0\2\x11\1\3\x11\1"
)
PICTURES = {
    "png": b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + struct.pack(">II", 640, 480),
    "gif": b"GIF89a" + struct.pack("<HH", 640, 480),
    "bmp": b"BM" + b"\0" * 16 + struct.pack("<ii", 640, -480),
    "jpeg": JPEG,
    "webp, simple": b"RIFF\0\0\0\0WEBPVP8 " + b"\0" * 10 + struct.pack("<HH", 640, 480),
    "webp, lossless": b"RIFF\0\0\0\0WEBPVP8L" + b"\0" * 4 + b"\x2f" + (639 | 479 << 14).to_bytes(4, "little"),
    "webp, extended": b"RIFF\0\0\0\0WEBPVP8X"
    + b"\0" * 8
    + (639).to_bytes(3, "little")
    + (479).to_bytes(3, "little"),
}


@pytest.mark.parametrize("name", PICTURES)
def test_size_is_read(name: str):
    assert image_size(PICTURES[name]) == (640, 480)


@pytest.mark.parametrize(
    "data", [b"", b"text", b"\xff\xd8", b"RIFF\0\0\0\0WEBPVP8?", b"RIFF\0\0\0\0WAVE", b"BM"]
)
def test_anything_else_has_none(data: bytes):
    assert image_size(data) is None


@pytest.mark.parametrize("name", PICTURES)
def test_every_cut_is_survived(name: str):
    for length in range(len(PICTURES[name])):
        assert image_size(PICTURES[name][:length]) in (None, (640, 480))
