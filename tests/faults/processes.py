"""Bots as processes, for tests: started by the nursery, killed and waited for by pid."""

import asyncio
import json
import os
import signal
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent.parent
PATIENCE = 40.0
"""How long anything may take on a busy machine before a test gives up."""


@dataclass
class BotProcess:
    """One started `python -m bot COMMAND`."""

    pid: int
    log: Path
    nursery: "Nursery"

    def kill(self) -> None:
        """-9, in the middle of whatever it does."""
        os.kill(self.pid, signal.SIGKILL)

    def terminate(self) -> None:
        os.kill(self.pid, signal.SIGTERM)

    async def wait(self) -> int:
        """The exit code; minus the signal when one ended it."""
        return await self.nursery.wait(self)

    @property
    def errors(self) -> str:
        """What it printed, both streams."""
        return self.log.read_text(encoding="utf-8") if self.log.exists() else ""


class Nursery:
    """Starts bots fast; `async with Nursery(folder) as nursery`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._turn = asyncio.Lock()
        self._started = 0

    async def __aenter__(self) -> "Nursery":
        environment = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
        self._process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "tests.faults.nursery",
            cwd=self.folder,
            env={**environment, "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"},
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
        )  # fmt: skip
        assert (await self._read())["ready"]
        return self

    async def __aexit__(self, *_: object) -> None:
        assert self._process.stdin
        self._process.stdin.close()
        await asyncio.wait_for(self._process.wait(), PATIENCE)

    async def start(self, *command: str, **settings: object) -> BotProcess:
        """Starts a command with settings by their names in the environment, in lower case."""
        self._started += 1
        log = self.folder / f"bot-{self._started}.log"
        request = {
            "command": command or ("run",),
            "env": {name.upper(): str(value) for name, value in settings.items()},
            "cwd": str(self.folder),
            "log": str(log),
        }
        return BotProcess((await self._ask(request))["pid"], log, self)

    async def wait(self, bot: BotProcess) -> int:
        """The exit code, once it has ended."""
        while (code := (await self._ask({"wait": bot.pid}))["code"]) is None:
            await asyncio.sleep(0.01)
        return code

    async def _ask(self, request: dict[str, Any]) -> dict[str, Any]:
        async with self._turn:
            assert self._process.stdin
            self._process.stdin.write(json.dumps(request).encode() + b"\n")
            await self._process.stdin.drain()
            return await self._read()

    async def _read(self) -> dict[str, Any]:
        assert self._process.stdout
        line = await asyncio.wait_for(self._process.stdout.readline(), PATIENCE)
        assert line, "the nursery ended"
        return json.loads(line)
