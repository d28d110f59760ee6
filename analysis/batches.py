"""Components that take several documents at once: how documents are batched changes no annotation."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from spacy.tokens import Doc
from spacy.util import raise_error

BATCH_TOKENS = 8000  # annotated at once: fewer waste time, more waste memory
OnError = Callable[[str, Any, list[Doc], Exception], None]


class Batched(ABC):
    """A component whose `annotate` takes a list of documents."""

    def __init__(self, name: str):
        self.name = name
        self._on_error: OnError = raise_error

    @abstractmethod
    def annotate(self, docs: list[Doc]) -> None:
        """Write what the component writes on each document."""

    def __call__(self, doc: Doc) -> Doc:
        self.annotate([doc])
        return doc

    def pipe(self, docs: Iterable[Doc], **_: Any) -> Iterator[Doc]:
        """The documents in their order. One that fails goes to the error handler; the others go on."""
        for batch in batches(docs, BATCH_TOKENS):
            try:
                self.annotate(batch)
                done = batch
            except Exception:
                done = list(self._one_by_one(batch))
            yield from done

    def set_error_handler(self, error_handler: OnError) -> None:
        self._on_error = error_handler

    def get_error_handler(self) -> OnError:
        return self._on_error

    def _one_by_one(self, docs: list[Doc]) -> Iterator[Doc]:
        for doc in docs:
            try:
                self.annotate([doc])
            except Exception as error:
                self._on_error(self.name, self, [doc], error)
            else:
                yield doc


def batches(docs: Iterable[Doc], tokens: int) -> Iterator[list[Doc]]:
    """Neighbours, as many as make so many tokens. No document is asked for before it belongs to a batch: components in a row that take
    batches so take the same, and hold no more than one between them."""
    batch: list[Doc] = []
    held = 0
    for doc in docs:
        batch.append(doc)
        held += len(doc)
        if held >= tokens:
            yield batch
            batch, held = [], 0
    if batch:
        yield batch
