"""What is wrong with an input: where, what, and what to do about it."""

from collections.abc import Iterable
from dataclasses import dataclass

LONGEST = 100  # characters of a name that a message repeats


def shown(text: str) -> str:
    """A name from the input as a message can show it: on one line, not too long, with what a terminal would obey escaped."""
    plain = printable(text[: LONGEST + 1])
    return plain if len(text) <= LONGEST else f"{plain[:LONGEST]}…"


@dataclass(frozen=True, order=True)
class Problem:
    """One thing that is wrong in a file. `line` counts from 1; null where the whole file is meant."""

    file: str
    line: int | None
    what: str
    remedy: str

    def __str__(self) -> str:
        place = self.file if self.line is None else f"{self.file}:{self.line}"
        return "\n    -> ".join(printable(part) for part in (f"{place}: {self.what}", self.remedy))


def printable(text: str) -> str:
    """Text on one line, with what a terminal would obey escaped."""
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)


class ProblemsError(Exception):
    """An input cannot be used. `problems` lists everything found, not only the first."""

    def __init__(self, problems: Iterable[Problem]):
        self.problems = sorted(set(problems), key=lambda p: (p.file, p.line or 0, p.what))
        super().__init__("\n".join(str(p) for p in self.problems))

    def __reduce__(self) -> tuple:
        """Errors of a worker process reach the one that waits for it."""
        return type(self), (self.problems,)
