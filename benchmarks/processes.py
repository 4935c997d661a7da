"""Child processes of a benchmark: started, measured, ended."""

import os
import socket
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
END_SECONDS = 15
LINES_SHOWN = 20
_TICK = os.sysconf("SC_CLK_TCK")


class Child:
    """A Python module in a process of its own; what it prints goes to a file."""

    def __init__(self, folder: Path, module: str, *arguments: str, **environment: str) -> None:
        self._log = folder / f"{module}.log"
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(
                [sys.executable, "-m", module, *arguments],
                cwd=folder,
                env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
                stdout=log,
                stderr=log,
            )

    def cpu(self) -> float:
        """Seconds of processor time, user and system, of all its threads."""
        stat = Path(f"/proc/{self._process.pid}/stat").read_text()
        user, system = stat.rpartition(")")[2].split()[11:13]
        return (int(user) + int(system)) / _TICK

    def check(self) -> None:
        """Raises with the end of its output when it is gone."""
        if self._process.poll() is not None:
            lines = self._log.read_text(errors="replace").splitlines()[-LINES_SHOWN:]
            raise RuntimeError("\n".join([f"ended with {self._process.returncode}:", *lines]))

    def stop(self) -> None:
        self._process.terminate()
        try:
            self._process.wait(END_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
