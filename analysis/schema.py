"""Every table in one place: the records that components write on a document, and of each its columns and its maker.

A record is a dataclass; each field is a column with its type, its meaning and its vocabulary. From what is declared here follow
the columns, the validation and the data dictionary (`analysis.tables`), the lists `doc._.<name>` and the order of the pipeline
(`analysis.annotate`). Offsets are characters of the document's text. `docs/extending.md` shows how to add one.
"""

from collections.abc import Callable, Iterable
from dataclasses import MISSING, dataclass, field
from datetime import datetime
from typing import Any, Literal, NamedTuple, TypeVar, get_args

SourceKind = Literal[
    "government", "military", "local authorities", "international body", "third-party government", "civilian or witness",
    "journalist or wire", "expert", "document", "anonymous",
]  # fmt: skip
EventClass = Literal[
    "kill", "wound", "attack", "shell", "clash", "seize", "occupy", "displace", "destroy", "detain", "blockade", "violate",
    "provoke", "threaten", "other",
]  # fmt: skip
Voice = Literal["outlet", "direct", "indirect", "scare"]
BlockKind = Literal["prose", "title", "subhead", "caption", "boilerplate", "duplicate"]
MODALITIES = ("asserted", "hedged", "negated", "denied", "irrealis")
BASES = ("said", "coreference", "place", "opponent", "context", "home")
CONSTRUCTIONS = (
    "active", "passive_agent", "passive_agentless", "headline_participle", "unaccusative", "nominal", "nominal_agent",
    "instrument", "cause",
)  # fmt: skip
T = TypeVar("T", bound=type)


class Column(NamedTuple):
    """What a field means as a column. `values`: all it may hold. `null`: whether it may be missing; null where its type says."""

    text: str
    values: tuple[str, ...] = ()
    null: bool | None = None
    low: float | None = None
    high: float | None = None


class Declared(NamedTuple):
    """A kind of record. `step` makes it from the lists that it `reads` and keeps it at `doc._.<kept>`; `table`: its table, one row
    a `unit`; null where there is none. `label`: the field that names its spans in `doc.spans["framing_<kept>"]`. Articles and what
    was rejected are kept on no document."""

    record: type
    table: str | None
    unit: str
    kept: str | None
    step: str | None
    reads: tuple[str, ...]
    label: str | None


DECLARED: list[Declared] = []


def declare(
    table: str | None = None,
    unit: str = "",
    kept: str | None = None,
    step: str | None = None,
    reads: Iterable[str] = (),
    label: str | None = None,
) -> Callable[[T], T]:
    """Make a dataclass a kind of record; see `Declared`. Declared again, it takes the place of the one of the same name.

    `reads`: names of lists, attributes as spaCy writes them ("token.dep") and fields of the codebook ("codebook.sides"). Raises ValueError
    where it has no name.
    """
    if not (table or kept):
        raise ValueError("a kind of record needs a table, or a list on the document")

    def decorator(record: T) -> T:
        made = Declared(record, table, unit, kept, step, tuple(reads), label)
        names = [(d.table, d.kept) for d in DECLARED]
        if (table, kept) in names:
            DECLARED[names.index((table, kept))] = made
        else:
            DECLARED.append(made)
        return record

    return decorator


def tables() -> dict[str, Declared]:
    """What is declared as a table, by its name."""
    return {d.table: d for d in DECLARED if d.table}


def lists() -> dict[str, Declared]:
    """What is kept on a document, by the name of its list."""
    return {d.kept: d for d in DECLARED if d.kept}


def column(
    text: str,
    values: Iterable[str] = (),
    null: bool | None = None,
    low: float | None = None,
    high: float | None = None,
    default: Any = MISSING,
) -> Any:
    """A field of a record, as `Column` describes it."""
    return field(default=default, metadata={"column": Column(text, tuple(values), null, low, high)})


# Columns that many tables have


def _start() -> Any:
    return column("first character", low=0)


def _end() -> Any:
    return column("one past the last character", low=0)


def _first(of: str) -> Any:
    return column(f"first character of the {of}", default=None)


def _behind() -> Any:
    return column("one past its last character", default=None)


def _sentence() -> Any:
    return column("the sentence of `sentences` in which it begins")


def side(text: str, default: Any = MISSING) -> Any:
    """A column that holds a side, or nothing."""
    return column(text + ": a side's id, both, other or unresolved", null=True, default=default)


def _voice(default: Any = MISSING) -> Any:
    return column("whose voice it stands in", default=default)


def _source_side() -> Any:
    return side("side of the source whose voice it is; null in the outlet's own", default=None)


def _attribution() -> Any:
    return column("the row of `attributions` that gives it its voice", default=None)


def _party(role: str) -> Any:
    return column(f"the {role}'s words; null where the text names none", default=None)


def _party_actor(role: str) -> Any:
    return column(f"the codebook's actor that the {role} is", default=None)


def _party_basis() -> Any:
    return column(
        "how the side is known: in its words, by coreference, by the place, as the opponent, by what is told around the act, as the doer's own people",
        BASES,
        default=None,
    )


# What articles are


@declare("articles", "article")
@dataclass(slots=True)
class ArticleRow:
    article_id: str = column("the article, as the corpus names it")
    outlet: str | None = column("the outlet; null where it is unknown")
    outlet_basis: str = column("how the outlet is known", ["stated", "inferred", "unknown"])
    date: datetime | None = column("day of publication, as the corpus gives it")
    episode: str | None = column("the codebook's episode it belongs to; outlets are compared within one")
    title: str | None = column("the headline")
    url: str | None = column("where it was published")
    text: str = column("the document's text: title, blank line, body; the body alone where there is no title")
    language: str | None = column("ISO 639-1 code")
    n_words: int = column(
        "words of prose, titles, subheads and captions; punctuation, boilerplate and doubled headlines not counted"
    )
    wire: str | None = column("the agency whose copy it is said or known to be")
    relays: str | None = column("another outlet that the article relays throughout")
    cluster_id: str | None = column("articles made of the same dispatch share it; null until reuse has been looked for")
    parser: str = column("name and version of the pipeline that parsed it")


@declare(kept="blocks", step="layout")
@dataclass(slots=True)
class Block:
    """A stretch of layout: a paragraph, or the part of one that is of another kind. `paragraph` counts from 0."""

    start: int
    end: int
    kind: BlockKind
    paragraph: int


@declare(kept="mentions", step="mentions", label="side",
         reads=["codebook.actors", "codebook.contested_places", "codebook.spellings"])  # fmt: skip
@dataclass(slots=True)
class Mention:
    """A place in the text that names an actor of the codebook. `side` is null for a third party; kind is `contested` for a
    place that gives nobody a side (actor null). `role`: the office that the codebook gives a person."""

    start: int
    end: int
    surface: str
    actor: str | None
    side: str | None
    kind: str
    source_kind: str | None
    role: str | None = None


@declare("sentences", "sentence", kept="sentence_rows", step="sentences", reads=["blocks", "doc.sents"])
@dataclass(slots=True)
class Sentence:
    sentence_id: int = _sentence()
    start: int = _start()
    end: int = _end()
    position: float = column("0 for the first sentence of the article, 1 for the last", low=0, high=1)
    kind: BlockKind = column("what it is; only prose and titles enter the measures, captions are counted apart")


@declare(kept="vocabulary", step="vocabulary", reads=["token.dep"])
@dataclass(slots=True)
class Vocabulary:
    """The words of the text in lower case and their lemmas, each once, with spaces between: what a change of the codebook's words is
    held against without the text's tokens. One record a document."""

    words: str


# Who says it


@declare("attributions", "source–cue–content", kept="attributions", step="attribution",
         reads=["token.dep", "blocks", "mentions", "sentence_rows", "codebook.actors"])  # fmt: skip
@dataclass(slots=True)
class Attribution:
    attribution_id: str = column("its name within the article")
    sentence_id: int = _sentence()
    start: int = _start()
    end: int = _end()
    source: str | None = column("who said it; null where the text names nobody", default=None)
    source_start: int | None = _first("source")
    source_end: int | None = _behind()
    source_side: str = side("side of the source", default="unresolved")
    source_actor: str | None = column("the codebook's actor that the source is or speaks for", default=None)
    source_kind: str | None = column("what kind of source", get_args(SourceKind), default=None)
    source_basis: str | None = column("how the source is known", ["said", "coreference", "previous"], default=None)
    cue: str | None = column("the words that attribute it", default=None)
    cue_start: int | None = _first("cue")
    cue_end: int | None = _behind()
    cue_lemma: str | None = column("the cue as a dictionary has it (say for said)", default=None)
    cue_class: str | None = column(
        "what was done: statement, accusation, denial, admission, demand, belief, intention ...", default=None
    )
    cue_stance: str | None = column(
        "how the cue treats the truth of it", ["neutral", "factive", "distancing"], default=None
    )
    content_kind: str = column(
        "speech and belief set the voice, an intention does not", ["speech", "belief", "intention"], default="speech"
    )
    form: str = column(
        "in quotation marks, reported, or partly both", ["direct", "indirect", "mixed"], default="indirect"
    )
    via: str | None = column("the outlet that relayed it", default=None)


@declare("voices", "stretch of one voice", kept="voices", step="voices",
         reads=["token.dep", "attributions", "sentence_rows"], label="voice")  # fmt: skip
@dataclass(slots=True)
class VoiceStretch:
    start: int = _start()
    end: int = _end()
    voice: Voice = _voice()
    attribution_id: str | None = _attribution()
    n_words: int = column("its words, counted as in `articles`", default=0)


# What is said


@declare(kept="term_matches", step="term_matches", reads=["codebook.concepts", "codebook.spellings"])
@dataclass(slots=True)
class TermMatch:
    """The words of a variant in the text, with what the codebook says of its usage: one of the two is null."""

    start: int
    end: int
    concept: str
    variant: str
    preferred_by: str | None
    relation: str | None


@declare(kept="relational_matches", step="relational_matches", reads=["term_matches"])
@dataclass(slots=True)
class RelationalMatch:
    """One of `term_matches` whose usage follows from who does what to whom in its place."""

    start: int
    end: int
    relation: str


@declare(kept="usages", step="usages",
         reads=["token.dep", "mentions", "voices", "attributions", "events", "relational_matches", "codebook.sides"])  # fmt: skip
@dataclass(slots=True)
class Use:
    """Whose usage one of `relational_matches` is: a side's id, or unresolved."""

    start: int
    end: int
    preferred_by: str


@declare(kept="disowned", step="disowned", reads=["token.dep"])
@dataclass(slots=True)
class Disowned:
    """Where what begins is somebody else's word for it, as the grammar before it says ("what Y calls X")."""

    start: int
    end: int


@declare("terms", "mention", kept="terms", step="terms",
         reads=["sentence_rows", "attributions", "voices", "term_matches", "usages", "disowned"], label="variant")  # fmt: skip
@dataclass(slots=True)
class Term:
    sentence_id: int = _sentence()
    start: int = _start()
    end: int = _end()
    surface: str = column("the words as they stand")
    concept: str = column("the contested concept")
    variant: str = column("which of its words")
    preferred_by: str = column(
        "whose usage the variant is (a side's id, neutral, unresolved); not that the writer takes a side"
    )
    distanced: bool = column(
        "marked as somebody else's word: so-called, self-styled, or set in quotation marks nobody is said to have uttered"
    )
    voice: Voice = _voice()
    source_side: str | None = _source_side()
    attribution_id: str | None = _attribution()


@declare(kept="predicate_matches", step="predicate_matches", reads=["vocabulary", "codebook.predicates"])
@dataclass(slots=True)
class PredicateMatch:
    """A word or phrase of the codebook for a harmful act whose head stands in the text in some form; the rest as in
    `codebook.Predicates`."""

    part: Literal["verb", "noun"]
    phrase: str
    event_class: EventClass
    agent: Literal["subject", "none"]
    patient: Literal["object", "subject", "oblique", "none"]
    patient_prepositions: list[str]


@declare("events", "harmful act mentioned", kept="events", step="events",
         reads=["token.dep", "blocks", "mentions", "sentence_rows", "attributions", "voices", "predicate_matches",
                "codebook.sides", "codebook.actors"], label="event_class")  # fmt: skip
@dataclass(slots=True)
class Event:
    event_id: str = column("its name within the article")
    sentence_id: int = _sentence()
    start: int = _start()
    end: int = _end()
    predicate: str = column("lemma of the word for the act")
    event_class: str = column("what kind of act", get_args(EventClass))
    agent: str | None = _party("agent")
    agent_start: int | None = _first("agent")
    agent_end: int | None = _behind()
    agent_side: str | None = side("side of the agent", default=None)
    agent_actor: str | None = _party_actor("agent")
    agent_basis: str | None = _party_basis()
    patient: str | None = _party("patient")
    patient_start: int | None = _first("patient")
    patient_end: int | None = _behind()
    patient_side: str | None = side("side of the patient", default=None)
    patient_actor: str | None = _party_actor("patient")
    patient_basis: str | None = _party_basis()
    construction: str = column("how the clause presents it", CONSTRUCTIONS, default="active")
    modality: str = column(
        "asserted and hedged events are counted, the rest kept and shown", MODALITIES, default="asserted"
    )
    voice: Voice = _voice("outlet")
    source_side: str | None = _source_side()
    attribution_id: str | None = _attribution()


@declare("blame", "tie", kept="blame", step="blame",
         reads=["token.dep", "blocks", "mentions", "sentence_rows", "attributions", "voices", "events",
                "predicate_matches", "codebook.sides", "codebook.actors"])  # fmt: skip
@dataclass(slots=True)
class Blame:
    sentence_id: int = _sentence()
    start: int = _start()
    end: int = _end()
    blamer: str = column("`outlet`, or the source's words")
    blamer_side: str | None = side("side of the blamer; null for the outlet")
    blamer_actor: str | None = column("the codebook's actor that the blamer is")
    blamed: str | None = column("the words for who is blamed")
    blamed_side: str = side("side of the blamed")
    blamed_actor: str | None = column("the codebook's actor that the blamed is")
    basis: Literal["event", "accusation", "acknowledged"] = column(
        "shown as the doer, accused, or says it of itself; never added up"
    )
    modality: str = column("as in `events`", MODALITIES)
    event_id: str | None = column("the row of `events` it rests on")
    voice: Voice = _voice()
    via: str | None = column("the outlet that relayed it", default=None)
    attribution_id: str | None = _attribution()


@declare(kept="tones", step="tone", reads=["token.dep", "mentions", "codebook.sides"])
@dataclass(slots=True)
class Tone:
    """Tone towards a mention of a side, -1 to 1."""

    start: int
    end: int
    side: str
    score: float


@declare(kept="valenced_words", step="valenced_words", reads=["token.dep"])
@dataclass(slots=True)
class KnownWord:
    """A word of the text, lower case, that VADER's lexicon knows."""

    start: int
    end: int
    word: str


@declare(kept="named_words", step="named_words", reads=["mentions", "terms", "valenced_words"])
@dataclass(slots=True)
class NamedWord:
    """One of `valenced_words` that stands in a name or a term: it says nothing there."""

    start: int
    end: int


@declare("sentiment", "stretch of one voice within a sentence (scored by its words) or mention of a side (scored by the tone towards it)",
         kept="sentiment",
         step="sentiment", reads=["sentence_rows", "attributions", "voices", "tones", "valenced_words",
                                   "named_words", "predicate_matches"])  # fmt: skip
@dataclass(slots=True)
class Sentiment:
    sentence_id: int = _sentence()
    start: int = _start()
    end: int = _end()
    voice: Voice = _voice()
    source_side: str | None = _source_side()
    target_side: str | None = side("side that is mentioned", default=None)
    vader: float | None = column("VADER compound, -1 to 1", low=-1, high=1, default=None)
    vader_adjusted: float | None = column(
        "the same with words that only name the conflict set to zero", low=-1, high=1, default=None
    )
    target_score: float | None = column(
        "tone towards the mentioned side, -1 to 1: probability positive minus negative", low=-1, high=1, default=None
    )
    attribution_id: str | None = _attribution()


@declare(
    "valences",
    "word that VADER gives a valence",
    kept="valences",
    step="sentiment",
    reads=["sentence_rows", "attributions", "voices", "valenced_words", "named_words", "predicate_matches"],
)
@dataclass(slots=True)
class ValencedWord:
    sentence_id: int = _sentence()
    start: int = _start()
    end: int = _end()
    word: str = column("the word, lower case")
    valence: float = column("its valence in VADER's lexicon, -4 to 4", low=-4, high=4)
    topic: bool = column("whether it only names the conflict: set to zero in `vader_adjusted`")
    voice: Voice = _voice()
    attribution_id: str | None = _attribution()


@declare("facts", "article × fact", kept="facts", step="facts",
         reads=["sentence_rows", "attributions", "voices", "codebook.facts", "codebook.spellings"])  # fmt: skip
@dataclass(slots=True)
class FactStated:
    fact_id: str = column("the codebook's fact")
    stated: bool = column("whether a sentence of the article states it")
    start: int | None = column("first character of that sentence", default=None)
    end: int | None = column("one past its last character", default=None)
    voice: Voice | None = column("whose voice states it", default=None)
    attribution_id: str | None = _attribution()


@declare("rejected", "thing that could not be used")
@dataclass(slots=True)
class RejectedRow:
    name: str = column("the article, or the part of it")
    stage: str = column(
        "where it failed: when it was read, when it was annotated, or because its process ended or took too long",
        ["read", "annotate", "process"],
    )
    reason: str = column("why, and what to do")
