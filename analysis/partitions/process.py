"""A worker process as the one who asks it sees it. It may be killed at any moment, or be killed because it takes too long."""

import atexit
import os
import pickle
import queue
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import psutil

from analysis.codebook import Codebook
from analysis.partitions.cut import Partition
from analysis.storage import Tables

STARTING = 300  # seconds that loading models may take
REQUESTS = 200  # after so many a process is replaced: what spaCy remembers of every new word would grow without end
PATIENCE = 10  # a process that waits uses no processor time
LOOK = 0.5  # seconds between two looks at the processor time
_ENDED = object()


class EndedError(Exception):
    """The process ended, or was ended because no article was done in time (`late`), before it answered."""

    def __init__(self, reason: str, late: bool):
        super().__init__(reason)
        self.reason, self.late = reason, late


class Process:
    """One worker process. `annotate` may be called from one thread at a time."""

    def __init__(self) -> None:
        # The worker imports the package that is imported here, wherever it was started.
        path = os.pathsep.join([str(Path(__file__).parents[2]), *filter(None, sys.path)])
        command = [sys.executable, "-m", "analysis.partitions.worker"]
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
        self._process = subprocess.Popen(command, env=os.environ | {"PYTHONPATH": path}, **pipes)  # type: ignore[call-overload]
        self._said: queue.SimpleQueue[Any] = queue.SimpleQueue()
        self.requests = 0
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        with suppress(Exception):  # the end of what it says, at any byte
            while True:
                self._said.put(pickle.load(self._process.stdout))
        self._said.put(_ENDED)

    @property
    def pid(self) -> int:
        return self._process.pid

    @property
    def ended(self) -> bool:
        """Whether it can be asked no more."""
        return self._process.poll() is not None or bool(self._process.stdin and self._process.stdin.closed)

    def annotate(
        self, partition: Partition, codebook: Codebook, kept: Path | None, allow_parser: str | None, seconds: float
    ) -> Tables:
        """The tables of a partition, types not validated yet. `seconds`: of processor time, the most that an article may take.

        Raises EndedError, ProblemsError where the process cannot be started or the parser not be used.
        """
        self.requests += 1
        try:
            pickle.dump((partition, codebook, kept, allow_parser), self._process.stdin)
            self._process.stdin.flush()
        except OSError:
            raise NotStartedError(self._ended().reason) from None
        answer = self._next(STARTING)
        if answer is _ENDED:
            raise NotStartedError(self._ended().reason)
        while isinstance(answer, str):
            answer = self._next(seconds)
        if answer is _ENDED:
            raise self._ended()
        if isinstance(answer, Exception):
            raise answer
        return answer

    def _next(self, seconds: float) -> Any:
        """What it says next. Raises EndedError where that takes more than so many seconds of its processor time, which other work on
        the machine does not use up, or `PATIENCE` times as long by the clock."""
        used, until = self._used(), time.monotonic() + PATIENCE * seconds
        while True:
            with suppress(queue.Empty):
                return self._said.get(timeout=LOOK)
            if self._used() - used > seconds or time.monotonic() > until:
                self.close()
                raise EndedError(f"it took more than {seconds:g} seconds", late=True)

    def _used(self) -> float:
        """Seconds of processor time that the process has used; 0 where it has ended, which is told by what it says."""
        try:
            times = psutil.Process(self.pid).cpu_times()
        except psutil.Error:
            return 0.0
        return times.user + times.system

    def _ended(self) -> EndedError:
        self.close()
        code = self._process.wait()
        with suppress(ValueError):
            return EndedError(f"the process ended by {signal.Signals(-code).name}", late=False)
        return EndedError(f"the process ended with code {code}", late=False)

    def close(self) -> None:
        """End the process."""
        self._process.kill()
        for pipe in (self._process.stdin, self._process.stdout):
            with suppress(OSError, ValueError):
                pipe.close()


class NotStartedError(EndedError):
    """The process ended before it could take a request: no article's fault."""

    def __init__(self, reason: str):
        super().__init__(reason, late=False)


# --- processes that wait for work -------------------------------------------------------------------------------------

_lock = threading.Lock()
_waiting: list[Process] = []
_all: set[Process] = set()


@contextmanager
def borrowed() -> Iterator[Process]:
    """A process that nobody else asks. It is used again unless it ended, or has done its share."""
    with _lock:
        while _waiting and _waiting[-1].ended:  # from outside, while it waited
            _all.discard(_waiting.pop())
        process = _waiting.pop() if _waiting else Process()
        _all.add(process)
    try:
        yield process
    except BaseException:
        _forget(process)
        raise
    if process.requests >= REQUESTS:
        _forget(process)
    else:
        with _lock:
            _waiting.append(process)


def _forget(process: Process) -> None:
    process.close()
    with _lock:
        _all.discard(process)


@atexit.register
def close_all() -> None:
    """End every process, also those that work."""
    with _lock:
        _waiting.clear()
        processes = list(_all)
        _all.clear()
    for process in processes:
        process.close()
