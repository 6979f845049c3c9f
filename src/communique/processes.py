"""Calls in a process of its own, which is ended where one takes more than its time;
`Worker` is such a process.

Knows processes and limits; does not know what is called. The process is a fresh interpreter, so that nothing
of ours is shared with it and a program that uses us needs no guard around its main part.
"""

from __future__ import annotations

import json
import os
import pickle
import queue
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from multiprocessing.connection import Connection
from typing import Any

from communique.errors import CommuniqueError

# seconds by the clock for each second of processor time: a busy machine or a sleeping laptop makes no failure
PATIENCE = 20.0
LEAST = 60.0  # … and at least so many
START = "import sys; sys.path[:] = {paths}; from communique.processes import serve; serve({number})"


class EndedError(CommuniqueError):
    """The process ended before it gave an answer: `seconds` of processor time where that was its limit,
    else None."""

    def __init__(self, seconds: float | None = None) -> None:
        said = (
            "died, twice; it may be too large for the memory"
            if seconds is None
            else f"took more than {seconds:g} seconds and was ended"
        )
        super().__init__(said)
        self.seconds = seconds


class ClosedError(CommuniqueError):
    """The worker is not to be used any more: who had it is done with it."""

    def __init__(self) -> None:
        super().__init__("the run was ended")


class Worker(AbstractContextManager["Worker"]):
    """A process that calls functions, one at a time; started with the first call,
    and again after it was ended.

    Args:
        prepare: called first in each new process, without a limit, with these arguments; say,
            to load what all calls need.
    """

    def __init__(self, prepare: Callable[..., object] | None = None, *arguments: Any) -> None:
        self.prepare = (prepare, arguments)
        self.process: subprocess.Popen[bytes] | None = None
        self.line: Connection | None = None
        self.seconds = 0.0
        self.waiting = 0  # calls that have no answer yet
        self.ended = False

    def __exit__(self, *error: object) -> None:
        self.ended = True  # a thread that waits for an answer gets ClosedError
        self.close()

    def call(self, function: Callable[..., Any], *arguments: Any, seconds: float) -> Any:
        """What the function returns or raises; EndedError where the process had to be ended, or died twice.

        It may have been killed from without: what kills it by itself does so again.
        """
        try:
            self.send(function, *arguments, seconds=seconds)
            return self.answer()
        except EndedError as error:
            if error.seconds is not None:
                raise
        self.send(function, *arguments, seconds=seconds)
        return self.answer()

    def send(self, function: Callable[..., Any], *arguments: Any, seconds: float) -> None:
        """Begin a call, whose answer is asked for later; where the process died over one before it,
        the answer to that one tells."""
        if self.ended:
            raise ClosedError
        if self.process is None or (not self.waiting and self.process.poll() is not None):
            self.start()
        self.post(function, arguments, seconds)

    def post(self, function: Callable[..., Any] | None, arguments: tuple[Any, ...], seconds: float) -> None:
        """Hand a call to the process that runs."""
        assert self.line is not None
        self.seconds = seconds
        self.waiting += 1
        with suppress(OSError):  # it died while it waited, which `answer` tells
            self.line.send((function, arguments, seconds))

    def answer(self) -> Any:
        """The answer to the call under way, waited for."""
        line, process = self.line, self.process
        if line is None or process is None:
            raise ClosedError
        self.waiting -= 1
        try:
            if not line.poll(max(LEAST, PATIENCE * self.seconds) if self.seconds else None):
                self.close()
                raise EndedError(self.seconds)
            good, value = line.recv()
        except (EOFError, OSError, TypeError):  # the last where the line was closed meanwhile
            if self.ended:
                raise ClosedError from None
            code = process.wait()
            self.close()
            raise EndedError(self.seconds if code == -signal.SIGPROF else None) from None
        if good:
            return value
        raise value

    def start(self) -> None:
        """A new process, which neither Ctrl-C nor our standard input and output reach."""
        self.close()
        ours, theirs = socket.socketpair()
        with theirs:
            command = START.format(
                paths=json.dumps([os.path.abspath(p) if p else os.getcwd() for p in sys.path]),
                number=theirs.fileno(),
            )
            self.process = subprocess.Popen(
                [sys.executable, "-c", command], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                pass_fds=[theirs.fileno()], process_group=0,
            )  # fmt: skip
        self.line = Connection(ours.detach())
        function, arguments = self.prepare
        if function is not None:
            self.post(function, arguments, 0)
            try:
                self.answer()
            except Exception:
                self.close()
                raise

    def close(self) -> None:
        """End the process at once, whatever it does."""
        process, line = self.process, self.line
        self.process = self.line = None
        self.waiting = 0
        if process is not None:
            process.kill()
            process.wait()
        if line is not None:
            line.close()


# ---------------------------------------------------------------- in the process
def serve(number: int) -> None:
    """Answer the calls that come over a socket, until it is closed; gone with the process at its other end,
    even in the midst of a call."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    line, calls = Connection(number), queue.SimpleQueue[Any]()
    threading.Thread(target=listen, args=(line, calls), daemon=True).start()
    while True:
        answer = answered(*calls.get())
        try:
            line.send_bytes(answer)
        except OSError:
            os._exit(0)


def listen(line: Connection, calls: queue.SimpleQueue[Any]) -> None:
    """Take in calls; the end of the line is the end of this process."""
    while True:
        try:
            calls.put(line.recv())
        except (EOFError, OSError):
            os._exit(0)
        except Exception as error:
            # what was sent cannot be had here, say a function of a module that is missing
            calls.put((fail, (error,), 0))


def fail(error: Exception) -> None:
    """Raise an error."""
    raise error


@contextmanager
def uncounted() -> Iterator[None]:
    """What is done within it takes nothing of the time of the call under way in this process, if there is
    one: the first call that needs it loads what others need, too."""
    left = signal.setitimer(signal.ITIMER_PROF, 0)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, *left)


def answered(function: Callable[..., Any], arguments: tuple[Any, ...], seconds: float) -> bytes:
    """What a call gives, or its error, packed; the process is ended by the system where it takes more
    processor time than its limit."""
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        answer = (True, function(*arguments))
    except Exception as error:
        answer = (False, error)
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
    try:
        packed = pickle.dumps(answer)
        if not answer[0]:
            pickle.loads(packed)  # an error that is made of more than its message may not come out again
        return packed
    except Exception as error:
        return pickle.dumps((
            False, RuntimeError(f"an answer that cannot be sent ({type(error).__name__}: {error})"),
        ))
