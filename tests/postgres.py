"""A private PostgreSQL cluster for the tests: `python -m tests.postgres start|stop FOLDER`.

Uses the distribution's package; as root it runs the server as an ordinary user, since PostgreSQL refuses
root. Data and socket live in the folder; durability is switched off, for these data last for minutes.
"""

import os
import pwd
import shutil
import socket
import subprocess
import sys
from pathlib import Path

PACKAGES = Path("/usr/lib/postgresql")
USER = "opora"


def start(folder: Path) -> str:
    """Starts a cluster and returns the URL of its maintenance database."""
    tools = _tools()
    data, port = folder / "data", _free_port()
    _give_away(folder)
    _run(
        [
            tools / "initdb",
            "-D",
            data,
            "-U",
            USER,
            "-A",
            "trust",
            "-E",
            "UTF8",
            "--no-sync",
            "--locale=C.UTF-8",
        ]
    )
    options = f"-k {folder} -p {port} -c listen_addresses=127.0.0.1 -c fsync=off -c synchronous_commit=off"
    options += " -c full_page_writes=off -c max_connections=200"
    _run([tools / "pg_ctl", "-D", data, "-w", "-l", folder / "log", "-o", options, "start"])
    return f"postgresql+asyncpg://{USER}@127.0.0.1:{port}/postgres"


def stop(folder: Path) -> None:
    if (folder / "data" / "postmaster.pid").exists():
        _run([_tools() / "pg_ctl", "-D", folder / "data", "-m", "immediate", "stop"])


def _tools() -> Path:
    found = sorted(PACKAGES.glob("*/bin/initdb"))
    if not found:
        sys.exit("PostgreSQL is missing: apt install postgresql")
    return found[-1].parent


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _unprivileged() -> str | None:
    """The user to run as, when we are root."""
    if os.geteuid() != 0:
        return None
    names = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in names else "nobody"


def _give_away(folder: Path) -> None:
    user = _unprivileged()
    if user:
        shutil.chown(folder, user)


def _run(command: list[object]) -> None:
    user = _unprivileged()
    words = [str(word) for word in command]
    done = subprocess.run(
        words, user=user, cwd="/", stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False
    )
    if done.returncode:
        sys.exit(f"{words[0]} failed:\n{done.stdout.decode()}")


if __name__ == "__main__":
    action, path = sys.argv[1], Path(sys.argv[2])
    if action == "start":
        sys.stdout.write(start(path) + "\n")
    else:
        stop(path)
