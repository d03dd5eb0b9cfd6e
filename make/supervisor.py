"""Runs a command, and starts it again whenever it ends by itself. Uses only the standard library.

Usage: supervisor.py COMMAND …

Ctrl+C or SIGTERM ends the command, and then this.
"""

import os
import signal
import subprocess
import sys
import threading
import time
from contextlib import suppress
from types import FrameType

SOON, LATEST = 0.5, 30.0
"""Seconds before it is started again: the first time, and at most."""
LONG = 60.0
"""A server that ran for this many seconds is restarted after the shortest wait again."""
GRACE = 2.0
"""Seconds that are left to the command's own processes when the command itself was killed."""


def main(command: list[str]) -> None:
    stopping = threading.Event()
    running: list[subprocess.Popen[bytes]] = []

    def stop(_signal: int, _frame: FrameType | None) -> None:
        stopping.set()
        for process in running:
            process.terminate()

    for ending in (signal.SIGINT, signal.SIGTERM):
        signal.signal(ending, stop)
    pause = SOON
    while not stopping.is_set():
        started = time.monotonic()
        running[:] = [subprocess.Popen(command, start_new_session=True)]  # Ctrl+C is for this process alone
        if stopping.is_set():
            running[0].terminate()
        code = running[0].wait()
        end_group(running[0].pid)
        if stopping.is_set():
            break
        pause = SOON if time.monotonic() - started >= LONG else pause
        print(f"The server ended ({reason(code)}). It is started again in {pause:g} s.", file=sys.stderr, flush=True)
        stopping.wait(pause)
        pause = min(LATEST, 2 * pause)


def reason(code: int) -> str:
    return f"killed by {signal.Signals(-code).name}" if code < 0 else f"with code {code}"


def end_group(leader: int) -> None:
    """End what a killed command left behind, such as workers that would go on serving beside the new ones."""
    with suppress(ProcessLookupError):
        os.killpg(leader, signal.SIGTERM)
        end = time.monotonic() + GRACE
        while time.monotonic() < end:
            os.killpg(leader, 0)
            time.sleep(0.05)
        os.killpg(leader, signal.SIGKILL)


if __name__ == "__main__":
    main(sys.argv[1:])
