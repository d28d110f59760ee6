"""How a step becomes a spaCy component: what `analysis.schema` declares of it, and the codebook that its pipeline holds once."""

from collections.abc import Callable, Sequence
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from analysis import schema
from analysis.annotate import records
from analysis.annotate.batches import Batched
from analysis.codebook import Codebook

CODEBOOK = "framing_codebook"
Make = Callable[[Doc], Any]
MakeTogether = Callable[[Sequence[Doc]], Sequence[Any]]


@Language.factory(CODEBOOK)
class CodebookHolder:
    """Holds the codebook for every component behind it, and notes its digest in `doc.user_data`. `codebook`: as JSON, one string,
    because keys of a codebook are free text and those of a spaCy config are not."""

    def __init__(self, nlp: Language, name: str, codebook: str):
        self.codebook = Codebook.model_validate_json(codebook)

    def __call__(self, doc: Doc) -> Doc:
        doc.user_data[CODEBOOK] = self.codebook.digest
        return doc


def hold(nlp: Language, codebook: Codebook) -> None:
    """Give a pipeline its codebook; before any component that works by it is added."""
    # "$" means something in a spaCy config, and nothing in JSON.
    nlp.add_pipe(CODEBOOK, first=True, config={"codebook": codebook.model_dump_json().replace("$", "\\u0024")})


def codebook_of(nlp: Language) -> Codebook:
    """The codebook that a pipeline holds. Raises ValueError where it holds none."""
    if CODEBOOK not in nlp.component_names:
        raise ValueError(f"the pipeline holds no codebook: add {CODEBOOK} before the components that work by it")
    return nlp.get_pipe(CODEBOOK).codebook  # type: ignore[attr-defined]


class RecordWriter:
    """A component that writes lists of records: what `make` returns of a document (for several lists a tuple of them)."""

    def __init__(self, make: Make, kept: tuple[str, ...]):
        self.make, self.kept = make, kept

    def __call__(self, doc: Doc) -> Doc:
        _write(doc, self.kept, self.make(doc))
        return doc


class BatchWriter(Batched):
    """The same where several documents cost less together: `make` takes many and returns as many."""

    def __init__(self, name: str, make: MakeTogether, kept: tuple[str, ...]):
        super().__init__(name)
        self.make, self.kept = make, kept

    def annotate(self, docs: list[Doc]) -> None:
        for doc, made in zip(docs, self.make(docs), strict=True):
            _write(doc, self.kept, made)


def _write(doc: Doc, kept: tuple[str, ...], made: Any) -> None:
    for name, rows in zip(kept, made if len(kept) > 1 else (made,), strict=True):
        doc._.set(name, rows)


def step(name: str, together: bool = False) -> Callable[[Callable[[Codebook], Any]], Callable[[Language, str], Any]]:
    """Make the component `framing_<name>` of a function that takes the codebook and returns what makes a document's records (`Make`),
    or those of many documents at once (`together`: `MakeTogether`).

    Which lists it writes and reads is declared in `analysis.schema`. Raises ValueError where nothing is declared for it.
    """
    own = {kept: declared for kept, declared in schema.lists().items() if declared.step == name}
    if not own:
        raise ValueError(f"analysis.schema declares no record that the step '{name}' makes")
    records.register()

    def decorator(function: Callable[[Codebook], Any]) -> Callable[[Language, str], Any]:
        def factory(nlp: Language, name: str) -> RecordWriter | BatchWriter:
            made = function(codebook_of(nlp))
            return BatchWriter(name, made, tuple(own)) if together else RecordWriter(made, tuple(own))

        factory.__doc__ = function.__doc__
        reads = dict.fromkeys(read for declared in own.values() for read in declared.reads)
        Language.factory(
            f"framing_{name}",
            assigns=[f"doc._.{kept}" for kept in own],
            requires=[read if "." in read else f"doc._.{read}" for read in reads],
            func=factory,
        )
        return factory

    return decorator
