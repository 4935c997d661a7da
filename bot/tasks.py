"""The one place where background tasks start: each has a name, and a death is never silent."""

import asyncio
from collections.abc import Coroutine
from typing import Any

import structlog

log = structlog.get_logger()


class Tasks:
    """Background tasks of the process. A task that fails is logged and, if vital, ends the process."""

    def __init__(self) -> None:
        self._running: set[asyncio.Task[Any]] = set()
        self.failed = asyncio.Event()

    def start(self, work: Coroutine[Any, Any, Any], name: str, *, vital: bool = False) -> asyncio.Task[Any]:
        task = asyncio.create_task(work, name=name)
        self._running.add(task)
        task.add_done_callback(lambda done: self._ended(done, vital))
        return task

    def _ended(self, task: asyncio.Task[Any], vital: bool) -> None:
        self._running.discard(task)
        if task.cancelled() or task.exception() is None:
            return
        log.error("task_failed", task=task.get_name(), exc_info=task.exception())
        if vital:
            self.failed.set()

    async def stop(self) -> None:
        """Cancels what still runs and waits for it."""
        running = list(self._running)
        for task in running:
            task.cancel()
        await asyncio.gather(*running, return_exceptions=True)
