"""`python -m simulator`: the simulator alone, until SIGINT or SIGTERM."""

import argparse
import asyncio
import gc
import signal
import sys
from pathlib import Path

from simulator.core import Simulator
from simulator.limits import PRESETS
from simulator.server import server_url, start_server


def main() -> int:
    """Reads the command line and runs the server."""
    parser = argparse.ArgumentParser(prog="python -m simulator", description=__doc__)
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on (%(default)s)")
    parser.add_argument("--port", type=int, default=8081, help="port, 0 for any free one (%(default)s)")
    parser.add_argument("--token", default="1:demo", help="token of the bot (%(default)s)")
    parser.add_argument(
        "--limits", choices=PRESETS, default="off", help="how often the bot may send (%(default)s)"
    )
    parser.add_argument("--store", type=Path, help="folder that keeps people, chats and files")
    options = parser.parse_args()
    if not options.token.partition(":")[0].isdecimal():
        parser.error("a token looks like 1:demo, a number first")
    # Long pauses of the collector would be measured as the bot's.
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 50, 100)
    try:
        asyncio.run(_serve(options))
    except OSError as error:
        print(f"simulator can't listen: {error.strerror or error}", file=sys.stderr)
        return 1
    return 0


async def _serve(options: argparse.Namespace) -> None:
    stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    simulator = Simulator(options.token, limits=options.limits, store=options.store)
    try:
        runner = await start_server(simulator, options.host, options.port)
        print(f"simulator listens on {server_url(runner)}", flush=True)
        await stop.wait()
        await runner.cleanup()
    finally:
        await simulator.close()


if __name__ == "__main__":
    sys.exit(main())
