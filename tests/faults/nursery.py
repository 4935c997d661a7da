"""Real bot processes without the seconds that importing takes: `python -m tests.faults.nursery`.

Imports everything once, then forks a child for each start, before any loop or thread exists. A child is
an ordinary process: it runs the `run` command, opens its own files and sockets, and dies of its own
signals. Speaks lines of JSON on its standard streams; when its input ends, its children end too.
"""

import gc
import json
import os
import signal
import sys
from contextlib import suppress


def main() -> None:
    """Serves the requests: start (with an environment) and wait (whether a pid has ended)."""
    import bot.__main__
    import bot.running  # noqa: F401 - what the children need

    gc.collect()
    gc.freeze()
    children: set[int] = set()
    _say({"ready": True})
    for line in sys.stdin:
        request = json.loads(line)
        if "wait" in request:
            ended, status = os.waitpid(request["wait"], os.WNOHANG)
            children.discard(ended)
            _say({"code": os.waitstatus_to_exitcode(status) if ended else None})
            continue
        child = os.fork()
        if child == 0:
            _become_bot(request)
        children.add(child)
        _say({"pid": child})
    for child in children:
        with suppress(ProcessLookupError):
            os.kill(child, signal.SIGKILL)


def _become_bot(request: dict) -> None:
    """The child: its own input, its errors into a file, then the command as from a shell."""
    import bot.__main__

    errors = os.open(request["log"], os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    nothing = os.open(os.devnull, os.O_RDWR)
    for ours, theirs in ((nothing, 0), (errors, 1), (errors, 2)):
        os.dup2(ours, theirs)
    os.environ.update(request["env"])
    os.chdir(request["cwd"])
    sys.argv = ["bot", *request["command"]]
    code = 1
    try:
        bot.__main__.main()
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else 0 if end.code is None else 1
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)  # never back into the nursery's loop


def _say(answer: dict) -> None:
    print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main()
