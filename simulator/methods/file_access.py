"""Fetching files."""

from typing import TYPE_CHECKING

from simulator.errors import bad_request
from simulator.files import MAX_DOWNLOAD
from simulator.methods.registry import Params, method

if TYPE_CHECKING:
    from simulator.core import Simulator


@method("getFile", "file_id")
def get_file(simulator: "Simulator", p: Params) -> dict:
    """A path valid for an hour."""
    file = simulator.files.known.get(p["file_id"])
    if file is None:
        raise bad_request("wrong file_id or the file is temporarily unavailable (wrong file identifier)")
    if file.size > MAX_DOWNLOAD:
        raise bad_request("file is too big")
    return {
        "file_id": file.file_id,
        "file_unique_id": file.unique_id,
        "file_size": file.size,
        "file_path": simulator.files.open_path(file),
    }
