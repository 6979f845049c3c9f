"""`communique` and `python -m communique`: the command line,
from its first moment to its last without a traceback.

Knows how a process begins and ends; does not know any command.
"""

from __future__ import annotations

import os
import signal
import sys
from typing import NoReturn

INTERRUPTED, UNWRITTEN = 130, 2


def run() -> NoReturn:
    """Run the command line and end with its exit status;
    Ctrl-C is answered while it is loaded and while it ends, too."""
    signal.signal(signal.SIGINT, lambda *_: os._exit(INTERRUPTED))
    from communique.cli import main

    signal.signal(signal.SIGINT, signal.default_int_handler)
    status = main()
    signal.signal(signal.SIGINT, lambda *_: os._exit(status))
    try:
        sys.stdout.flush()
    except OSError:
        os._exit(status or UNWRITTEN)  # else the interpreter tries once more, and prints a traceback
    # the interpreter gives SIGINT back while it ends: a second one would kill it with another status
    if status == INTERRUPTED:
        sys.stderr.flush()
        os._exit(status)
    sys.exit(status)


if __name__ == "__main__":
    run()
