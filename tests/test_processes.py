"""A call in a process of its own gives its answer or its error, and is ended where it takes too long."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest

from communique.errors import SourceError
from communique.processes import EndedError, Worker, uncounted
from communique.sources import moments

# two ways for each character: it would take longer than the world is old
HANG = (re.fullmatch, r"(?:a|a)*b", "a" * 60)


def test_answers_and_errors_come_back() -> None:
    with Worker() as worker:
        assert worker.call(moments.checked, "2025-11-28", seconds=5) == "2025-11-28"
        with pytest.raises(SourceError, match="is not a date"):
            worker.call(moments.checked, "yesterday", seconds=5)
        assert worker.call(len, b"x" * 3_000_000, seconds=5) == 3_000_000
        with pytest.raises(RuntimeError, match="cannot be sent"):
            worker.call(open, os.devnull, seconds=5)


def test_what_takes_too_long_is_ended_and_the_next_call_goes_on() -> None:
    with Worker() as worker:
        first = worker.call(os.getpid, seconds=5)
        with pytest.raises(EndedError, match=r"took more than 0\.5 seconds") as error:
            worker.call(*HANG, seconds=0.5)
        assert error.value.seconds == 0.5
        assert worker.call(os.getpid, seconds=5) != first


def worked(seconds: float) -> float:
    """Processor time, spent."""
    begun = time.process_time()
    while time.process_time() < begun + seconds:
        pass
    return seconds


def loaded_and(seconds: float) -> float:
    """The same after a second of loading."""
    with uncounted():
        worked(1.0)
    return worked(seconds)


def test_what_is_loaded_with_a_call_takes_nothing_of_its_time() -> None:
    with Worker() as worker:
        assert worker.call(loaded_and, 0.0, seconds=0.5) == 0.0
        with pytest.raises(EndedError, match=r"took more than 0\.5 seconds"):
            worker.call(loaded_and, 1.0, seconds=0.5)


def test_a_process_that_dies_is_told_from_one_that_takes_long() -> None:
    with Worker() as worker, pytest.raises(EndedError, match="died") as error:
        worker.call(os._exit, 1, seconds=5)
    assert error.value.seconds is None


def test_a_call_over_which_the_process_died_is_told_though_another_was_sent_after_it() -> None:
    with Worker() as worker:
        worker.send(os._exit, 1, seconds=5)
        assert worker.process is not None and worker.process.wait() == 1
        worker.send(len, "abc", seconds=5)
        with pytest.raises(EndedError, match="died"):
            worker.answer()
        assert worker.call(len, "abcd", seconds=5) == 4


def test_what_is_prepared_is_prepared_in_each_process() -> None:
    with Worker(os.putenv, "COMMUNIQUE_TEST", "ready") as worker:
        for _ in range(2):
            assert worker.call(subprocess.getoutput, "echo $COMMUNIQUE_TEST", seconds=5) == "ready"
            with pytest.raises(EndedError):
                worker.call(os._exit, 1, seconds=5)


def test_a_process_whose_preparation_fails_says_so() -> None:
    with Worker(moments.checked, "never") as worker:
        for _ in range(2):
            with pytest.raises(SourceError, match="is not a date"):
                worker.call(os.getpid, seconds=5)


def test_several_calls_ahead_are_answered_in_order() -> None:
    with Worker() as worker:
        for n in range(5):
            worker.send(abs, -n, seconds=5)
        assert [worker.answer() for _ in range(5)] == list(range(5))


def test_a_worker_is_gone_with_the_process_that_started_it() -> None:
    program = (
        "from communique.processes import Worker; import os, re, time\n"
        "w = Worker(); print(w.call(os.getpid, seconds=5), flush=True); w.send(time.sleep, 600, seconds=5); "
        "time.sleep(600)"
    )
    keeper = subprocess.Popen(
        [sys.executable, "-c", program], stdout=subprocess.PIPE, env={**os.environ, "PYTHONPATH": "src"}
    )
    assert keeper.stdout is not None
    number = int(keeper.stdout.readline())
    keeper.kill()
    keeper.wait()
    keeper.stdout.close()
    while alive(number):  # the test would not end if it stayed
        time.sleep(0.05)


def alive(number: int) -> bool:
    """Whether a process runs."""
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return False
    with open(f"/proc/{number}/stat") as file:
        return file.read().rsplit(")", 1)[1].split()[0] != "Z"


def test_a_call_whose_process_is_killed_once_is_made_again(tmp_path: Path) -> None:
    with Worker() as worker:
        assert worker.call(dies_the_first_time, str(tmp_path / "mark"), seconds=5) == "done"


def dies_the_first_time(mark: str) -> str:
    """Kill this process, unless that was done before."""
    if os.path.exists(mark):
        return "done"
    Path(mark).touch()
    os._exit(9)
