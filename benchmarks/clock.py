"""Processor time of a spaCy pipeline, component by component, whatever its components are called."""

import time
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

TOKENS = "tokens"
_END = object()


class Clock:
    """Processor seconds by name. Of stretches within each other, only the innermost is charged."""

    def __init__(self) -> None:
        self.spent: Counter[str] = Counter()
        self._running: list[str] = []
        self._since = 0.0

    @contextmanager
    def charge(self, name: str) -> Iterator[None]:
        self._settle()
        self._running.append(name)
        try:
            yield
        finally:
            self._settle()
            self._running.pop()

    def _settle(self) -> None:
        now = time.process_time()
        if self._running:
            self.spent[self._running[-1]] += now - self._since
        self._since = now


class Timed:
    """A component, or the tokenizer, whose calls are charged to its name; else as it was."""

    def __init__(self, inner: Any, name: str, clock: Clock):
        self._inner, self._name, self._clock = inner, name, clock

    def __call__(self, *arguments: Any, **options: Any) -> Any:
        with self._clock.charge(self._name):
            return self._inner(*arguments, **options)

    def __getattr__(self, attribute: str) -> Any:
        return getattr(self.__dict__["_inner"], attribute)


class TimedBatches(Timed):
    """A component that takes documents in batches: what it pulls from the one before is charged there."""

    def pipe(self, docs: Iterable[Doc], **options: Any) -> Iterator[Doc]:
        made = iter(self._inner.pipe(docs, **options))
        while True:
            with self._clock.charge(self._name):
                doc = next(made, _END)
            if doc is _END:
                return
            yield doc


def timed(nlp: Language) -> Clock:
    """Put a clock around every component of a pipeline, those inside others too, and around its tokenizer."""
    clock = Clock()
    nlp.tokenizer = Timed(nlp.tokenizer, TOKENS, clock)
    for i, (name, component) in enumerate(nlp._components):
        kind = TimedBatches if hasattr(component, "pipe") else Timed
        nlp._components[i] = (name, kind(component, name, clock))
    return clock
