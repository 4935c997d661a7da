"""Files that bot and people send: ids, bytes, and the paths by which the bot fetches them."""

import base64
import hashlib
import mimetypes
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

from simulator.errors import ApiError, bad_request
from simulator.images import image_size
from simulator.journal import Journal
from simulator.schema import ATTACH

MAX_PHOTO = 10 * 1024 * 1024
MAX_UPLOAD = 50 * 1024 * 1024
MAX_DOWNLOAD = 20 * 1024 * 1024
PATH_LIFETIME = 3600
THUMBNAIL_SIDE = 90

KINDS = ("photo", "document", "voice", "video", "audio")
_FOLDERS = {"photo": "photos", "voice": "voice", "video": "videos", "audio": "music"}
_DEFAULT_MIME = {"photo": "image/jpeg", "voice": "audio/ogg", "video": "video/mp4", "audio": "audio/mpeg"}


@dataclass(slots=True)
class Upload:
    """A file as it came in."""

    name: str
    data: bytes
    mime: str | None = None


@dataclass(slots=True)
class File:
    """A file that has an id. Bytes are kept by their digest."""

    file_id: str
    unique_id: str
    kind: str
    digest: str
    size: int
    name: str
    mime: str
    width: int = 0
    height: int = 0
    number: int = 0

    @property
    def path(self) -> str:
        """The path getFile gives."""
        suffix = Path(self.name).suffix if self.name.isascii() else mimetypes.guess_extension(self.mime) or ""
        return f"{_FOLDERS.get(self.kind, 'documents')}/file_{self.number}{suffix}"

    def record(self) -> dict:
        """What is saved."""
        return asdict(self)


class Files:
    """All files of the simulation."""

    def __init__(
        self, journal: Journal, folder: Path | None, next_number: Callable[[], int], now: Callable[[], float]
    ) -> None:
        self._journal = journal
        self._folder = folder / "files" if folder else None
        self._next_number = next_number
        self._now = now
        self._blobs: dict[str, bytes] = {}
        self._paths: dict[str, tuple[str, float]] = {}
        self.known = {key: File(**record) for key, record in journal.load("file")}
        if self._folder:
            self._folder.mkdir(parents=True, exist_ok=True)

    def add(self, upload: Upload, kind: str, size: tuple[int, int] = (0, 0)) -> File:
        """Gives a file its id."""
        digest = hashlib.sha1(upload.data, usedforsecurity=False).hexdigest()
        self._keep(digest, upload.data)
        number = self._next_number()
        seed = f"{kind}:{number}:{digest}".encode()
        mime = upload.mime or mimetypes.guess_type(upload.name)[0]
        if not mime or mime == "application/octet-stream":
            mime = mimetypes.guess_type(upload.name)[0] or _DEFAULT_MIME.get(kind, "application/octet-stream")
        file = File(
            file_id=_code(kind, seed, 48),
            unique_id=_code("", seed, 11),
            kind=kind,
            digest=digest,
            size=len(upload.data),
            name=upload.name,
            mime=mime,
            width=size[0],
            height=size[1],
            number=number,
        )
        self.known[file.file_id] = file
        self._journal.put("file", file.file_id, file)
        return file

    def add_photo(self, upload: Upload, size: tuple[int, int]) -> list[File]:
        """A photo comes in several sizes, the smallest first; here all have the same bytes."""
        side = max(size)
        small = max(1, size[0] * THUMBNAIL_SIDE // side), max(1, size[1] * THUMBNAIL_SIDE // side)
        return [
            self.add(upload, "photo", each) for each in ((small, size) if side > THUMBNAIL_SIDE else (size,))
        ]

    def get(self, file_id: str) -> File:
        """The file of an id, 400 for a made-up one."""
        file = self.known.get(file_id)
        if file is None:
            raise bad_request("wrong file identifier/HTTP URL specified")
        return file

    def read(self, file: File) -> bytes:
        """The bytes of a file."""
        if self._folder:
            return (self._folder / file.digest).read_bytes()
        return self._blobs[file.digest]

    def open_path(self, file: File) -> str:
        """A path by which the bot may fetch the file for an hour."""
        self._paths[file.path] = (file.file_id, self._now() + PATH_LIFETIME)
        return file.path

    def by_path(self, path: str) -> File | None:
        """The file of a path that is still valid."""
        file_id, until = self._paths.get(path, ("", 0.0))
        return self.known[file_id] if until > self._now() else None

    def _keep(self, digest: str, data: bytes) -> None:
        if self._folder is None:
            self._blobs[digest] = data
            return
        target = self._folder / digest
        if not target.exists():
            partial = target.with_suffix(".partial")
            partial.write_bytes(data)
            partial.replace(target)


def _code(kind: str, seed: bytes, length: int) -> str:
    digest = hashlib.sha512(seed).digest()
    code = base64.urlsafe_b64encode(digest).decode()
    prefix = {"photo": "AgAC", "document": "BQAC", "voice": "AwAC", "video": "BAAC", "audio": "CQAC"}.get(
        kind, "AQAD"
    )
    return prefix + code[: length - len(prefix)]


def uploaded(value: str, files: dict[str, Upload]) -> Upload | None:
    """The upload a field refers to; None when it holds the id of an older file."""
    if not value.startswith(ATTACH):
        return None
    upload = files.get(value.removeprefix(ATTACH))
    if upload is None:
        raise bad_request("file is not found in the request")
    if not upload.data:
        raise bad_request("file must be non-empty")
    return upload


def photo_size(upload: Upload) -> tuple[int, int]:
    """Width and height of a picture the bot sends; refuses what Telegram would."""
    if len(upload.data) > MAX_PHOTO:
        size = len(upload.data)
        raise bad_request(
            f"file of size {size} bytes is too big for a photo; the maximum size is {MAX_PHOTO} bytes"
        )
    size = image_size(upload.data)
    if size is None:
        raise bad_request("IMAGE_PROCESS_FAILED")
    if min(size) < 1 or sum(size) > 10_000 or max(size) > 20 * min(size):
        raise bad_request("PHOTO_INVALID_DIMENSIONS")
    return size


def check_upload_size(upload: Upload) -> None:
    """413 for a file the bot may not send."""
    if len(upload.data) > MAX_UPLOAD:
        raise ApiError(413, "Request Entity Too Large")
