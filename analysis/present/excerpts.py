"""How much of the articles' text a report may show."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum

VARIABLE = "FRAMING_EXCERPTS"  # notebooks run in processes of their own and inherit it


class Excerpts(StrEnum):
    """`none`: counts only. `sentence`: passages in their sentences, no article as a whole. `full`: all."""

    NONE = "none"
    SENTENCE = "sentence"
    FULL = "full"


def allowed() -> Excerpts:
    """What may be shown at present."""
    return Excerpts(os.environ.get(VARIABLE, Excerpts.FULL))


@contextmanager
def only(excerpts: Excerpts) -> Iterator[None]:
    """Show no more than this until the block ends."""
    before = os.environ.get(VARIABLE)
    os.environ[VARIABLE] = excerpts.value
    try:
        yield
    finally:
        if before is None:
            del os.environ[VARIABLE]
        else:
            os.environ[VARIABLE] = before
