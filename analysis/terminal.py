"""What commands have in common: where they write, what they say when they cannot go on, and how far they are."""

import logging
import sys
import time
from collections import deque
from pathlib import Path
from types import TracebackType
from typing import Annotated

import typer
from tqdm import tqdm

from analysis.problems import ProblemsError, printable

OutPath = Annotated[
    Path, typer.Option("--out", help="The folder to write to: new, empty, or made by the same command before")
]

_LOGGER = logging.getLogger(__package__)
EVERY = 30.0  # seconds between two lines
WINDOW = 20  # reports over which the rate is taken: what is read from the cache at first is no guide


class _Above(logging.Handler):
    """Says what is logged on a line of its own, above a bar."""

    def emit(self, record: logging.LogRecord) -> None:
        tqdm.write(self.format(record), file=sys.stderr)


class Progress:
    """How far a run is, how fast, and how long it will take: a bar on a terminal, a line now and then in a log. Called with the number
    of articles that are done, and of all. What the package logs meanwhile is said, too."""

    def __init__(self) -> None:
        self._bar = tqdm(unit=" articles", leave=False) if sys.stderr.isatty() else None
        self._above = _Above(logging.WARNING)
        self._told = time.monotonic()
        self._seen: deque[tuple[float, int]] = deque([(self._told, 0)], maxlen=WINDOW)

    def __call__(self, done: int, of: int) -> None:
        if self._bar is not None:
            self._bar.total = of
            self._bar.update(done - self._bar.n)
            return
        now = time.monotonic()
        self._seen.append((now, done))
        if now - self._told >= EVERY:
            self._told = now
            print(line(done, of, rate(self._seen)), file=sys.stderr, flush=True)

    def __enter__(self) -> "Progress":
        _LOGGER.addHandler(self._above)
        return self

    def __exit__(self, kind: type | None, error: BaseException | None, trace: TracebackType | None) -> None:
        _LOGGER.removeHandler(self._above)
        if self._bar is not None:
            self._bar.close()


def rate(seen: "deque[tuple[float, int]]") -> float:
    """Articles a second between the first and the last of (time, articles done); 0 where no time has passed."""
    (began, before), (now, done) = seen[0], seen[-1]
    return (done - before) / (now - began) if now > began else 0.0


def line(done: int, of: int, rate: float) -> str:
    """A line for a log."""
    left = f", {duration((of - done) / rate)} left" if rate else ""
    return f"{done:,} of {of:,} articles ({done / of:.0%}), {rate:.1f} a second{left}"


def duration(seconds: float) -> str:
    """The same as somebody would say it: 50 s, 12 min, 3.5 h."""
    if seconds < 100:
        return f"{seconds:.0f} s"
    return f"{seconds / 60:.0f} min" if seconds < 100 * 60 else f"{seconds / 3600:.1f} h"


class clear_errors:
    """Problems of the input, the output or the disk end the command with a message, not with a traceback."""

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        if isinstance(error, ProblemsError | OSError):
            typer.echo(str(error) if isinstance(error, ProblemsError) else printable(str(error)), err=True)
            raise typer.Exit(2) from None
