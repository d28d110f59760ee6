"""How a step becomes a spaCy component: what `analysis.schema` declares of it, and the codebook that its pipeline holds once."""

from collections.abc import Callable, Sequence
from typing import Any
from weakref import WeakKeyDictionary

from spacy.language import Language
from spacy.tokens import Doc

from analysis import schema
from analysis.annotate import records
from analysis.annotate.made import PARSE, Recalling, Work, digest, made_of
from analysis.batches import Batched
from analysis.codebook import Codebook
from analysis.version import package_digest

CODEBOOK = "framing_codebook"
_PART = "codebook."
NO_CODEBOOK = Codebook.model_construct()  # for a step that reads none
_STANDING: WeakKeyDictionary[Doc, set[str]] = (
    WeakKeyDictionary()
)  # steps whose records a document has from `without_tokens`
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


class RecordWriter(Batched, Recalling):
    """A component that writes lists of records: what `make` returns of each of some documents (for several lists a tuple of them). What
    has been made of the same is not made again. Documents come in batches to every step: one step for many documents finds its code
    and words in the processor's cache, many steps for one document do not."""

    def __init__(self, name: str, work: Work, make: MakeTogether):
        super().__init__(name)
        self.work, self.make = work, make

    def recall(self, doc: Doc) -> bool:
        return _recall(doc, self.work)

    def annotate(self, docs: list[Doc]) -> None:
        docs = [doc for doc in docs if not self.recall(doc)]
        for doc, rows in zip(docs, self.make(docs) if docs else (), strict=True):
            _write(doc, self.work, rows)


def _each(make: Make) -> MakeTogether:
    return lambda docs: [make(doc) for doc in docs]


def _recall(doc: Doc, work: Work) -> bool:
    if work.step in _STANDING.get(doc, ()):
        return True
    made = made_of(doc)
    known = made.recall(work) if made else None
    if known is None:
        return False
    for name in work.writes:
        doc._.set(name, records.from_json(name, known[name]))
    return True


def _write(doc: Doc, work: Work, written: Any) -> None:
    lists = dict(zip(work.writes, written if len(work.writes) > 1 else (written,), strict=True))
    for name, rows in lists.items():
        doc._.set(name, rows)
    made = made_of(doc)
    if made:
        made.note(work, {name: records.to_json(name, rows) for name, rows in lists.items()})


def without_tokens(nlp: Language, doc: Doc) -> bool:
    """Write all that has been made of a document which stands without its tokens, and what can be made anew without them; false where
    more would have to be made."""
    standing = _STANDING[doc] = set()
    for _, component in nlp.pipeline:
        if isinstance(component, Recalling):
            if not component.recall(doc):
                if component.work.of_tokens:
                    return False
                component(doc)
            standing.add(component.work.step)
    return True


def with_tokens(nlp: Language, bare: Doc, doc: Doc) -> None:
    """Write the same on a document with the tokens, as far as it went, and the parse: neither is read again."""
    doc.user_data.update(bare.user_data)
    standing = _STANDING[bare]
    for _, component in nlp.pipeline:
        if isinstance(component, Recalling) and component.work.step in standing and not component.work.writes:
            component.recall(doc)
    _STANDING[doc] = standing


def step(
    name: str, together: bool = False, sees: Callable[[Codebook], Any] | None = None
) -> Callable[[Callable[[Codebook], Any]], Callable[[Language, str], Any]]:
    """Make the component `framing_<name>` of a function that takes the codebook and returns what makes a document's records (`Make`),
    or those of many documents at once (`together`: `MakeTogether`).

    Which lists it writes, and what it reads, is declared in `analysis.schema`; of the codebook it gets only the parts that are declared
    there. `sees`: what of these parts its records depend on, where that is less than all. Raises ValueError where nothing is declared
    for it.
    """
    named, own = name, {kept: declared for kept, declared in schema.lists().items() if declared.step == name}
    if not own:
        raise ValueError(f"analysis.schema declares no record that the step '{name}' makes")
    records.register()
    reads = list(dict.fromkeys(read for declared in own.values() for read in declared.reads))
    parts = [read.removeprefix(_PART) for read in reads if read.startswith(_PART)]
    lists = [read for read in reads if "." not in read]
    attributes = [read for read in reads if "." in read and not read.startswith(_PART)]

    def decorator(function: Callable[[Codebook], Any]) -> Callable[[Language, str], Any]:
        def factory(nlp: Language, name: str) -> RecordWriter:
            codebook = codebook_of(nlp).only(parts) if parts else NO_CODEBOOK
            seen = repr(sees(codebook) if sees else codebook)
            read = (*lists, PARSE) if attributes else tuple(lists)
            work = Work(named, tuple(own), read, bool(attributes), digest(package_digest(), seen))
            make = function(codebook)
            return RecordWriter(name, work, make if together else _each(make))

        factory.__doc__ = function.__doc__
        Language.factory(
            f"framing_{name}",
            assigns=[f"doc._.{kept}" for kept in own],
            requires=[*attributes, *(f"doc._.{read}" for read in lists)],
            func=factory,
        )
        return factory

    return decorator
