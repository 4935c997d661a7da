"""`make demo`: the bot, the simulator and an invented territory in one process. Alone imports simulator."""

import asyncio
import shutil
import signal
import socket
import sys
from datetime import UTC, datetime
from pathlib import Path

from bot import logs
from bot.config import Settings
from bot.demo_territory import greet, populate
from bot.running import Running, start, until
from bot.setup import opened
from simulator.clock import Clock as SimulatorClock
from simulator.core import Simulator
from simulator.server import start_server

FOLDER = Path("data/demo")
TOKEN = "1:demo"
HOST = "127.0.0.1"


async def run_demo(port: int, people: int, reset: bool) -> int:
    """Starts where it stopped; with `reset` anew. Returns the exit code."""
    logs.set_up("WARNING", "text")
    if reset and FOLDER.exists():
        shutil.rmtree(FOLDER)
    FOLDER.mkdir(parents=True, exist_ok=True)
    simulator = Simulator(TOKEN, store=FOLDER / "simulator")
    try:
        server = await start_server(simulator, HOST, port)
    except OSError:
        print(
            f"Порт {port} занят. Закройте другую программу или выберите порт: make demo PORT=8090",
            file=sys.stderr,
        )
        return 1
    try:
        return await _run(simulator, port, people)
    finally:
        await server.cleanup()
        await simulator.close()


async def _run(simulator: Simulator, port: int, people: int) -> int:
    stop = asyncio.Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(name, stop.set)
    web_port = _free_port()
    settings = Settings(  # the demo is the same everywhere: nobody's .env changes it
        _env_file=None,  # type: ignore[call-arg]
        bot_token=TOKEN,
        bot_api_url=f"http://{HOST}:{port}",
        database_url=f"sqlite+aiosqlite:///{FOLDER / 'opora.db'}",
        operator_name="Методическая служба Заозёрной области (учебный пример)",
        sending_rate=30,
        web_port=web_port,
        web_url=f"http://{HOST}:{web_port}",
    )
    async with opened(settings) as database:
        clock = _business_clock(simulator.clock)
        is_new = await populate(database, simulator, clock, people)
        running = await start(settings, database, clock)
        if is_new:
            await greet(simulator)
        running.app.tasks.start(_follow_clock(simulator.clock, running), "demo clock")
        print(f"Опора работает: http://{HOST}:{port}  (остановить: Ctrl-C)", flush=True)
        try:
            return await until(running, stop)
        finally:
            await running.stop()
            print(
                "Остановлено. Следующий make demo продолжит с этого места; make demo RESET=1 начнёт заново."
            )


def _free_port() -> int:
    """For the operator's own pages, beside the browser chat."""
    with socket.create_server((HOST, 0)) as taken:
        return taken.getsockname()[1]


def _business_clock(clock: SimulatorClock):  # type: ignore[no-untyped-def]
    """Business time is the simulator's: real time plus what the page has moved it by."""
    return lambda: datetime.fromtimestamp(clock.now(), UTC)


async def _follow_clock(clock: SimulatorClock, running: Running) -> None:
    """A jump of the clock runs every tick once, at once."""
    seen = clock.offset
    while True:
        await asyncio.sleep(0.2)
        if clock.offset != seen:
            seen = clock.offset
            await running.schedule.run_all()
