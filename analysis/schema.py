"""What the components write on a document: one record a row of the table of the same name (see analysis.tables).

Offsets are characters of the document's text. Each list stands at `doc._.<name>`; `analysis.annotate` declares them all.
"""

from dataclasses import dataclass
from typing import Literal

Voice = Literal["outlet", "direct", "indirect", "scare"]
EventClass = Literal[
    "kill", "wound", "attack", "shell", "clash", "seize", "occupy", "displace", "destroy", "detain", "blockade", "violate",
    "provoke", "threaten", "other",
]  # fmt: skip
BlockKind = Literal["prose", "title", "subhead", "caption", "boilerplate", "duplicate"]


@dataclass(slots=True)
class Block:
    """A stretch of layout: a paragraph, or the part of one that is of another kind. `paragraph` counts from 0."""

    start: int
    end: int
    kind: BlockKind
    paragraph: int


@dataclass(slots=True)
class Mention:
    """A place in the text that names an actor of the codebook. `side` is null for a third party; kind is `contested` for a
    place that gives nobody a side (actor null)."""

    start: int
    end: int
    surface: str
    actor: str | None
    side: str | None
    kind: str
    source_kind: str | None


@dataclass(slots=True)
class Sentence:
    sentence_id: int
    start: int
    end: int
    position: float
    kind: BlockKind


@dataclass(slots=True)
class Attribution:
    attribution_id: str
    sentence_id: int
    start: int
    end: int
    source: str | None = None
    source_start: int | None = None
    source_end: int | None = None
    source_side: str = "unresolved"
    source_actor: str | None = None
    source_kind: str | None = None
    source_basis: str | None = None
    cue: str | None = None
    cue_start: int | None = None
    cue_end: int | None = None
    cue_lemma: str | None = None
    cue_class: str | None = None
    cue_stance: str | None = None
    content_kind: str = "speech"
    form: str = "indirect"
    via: str | None = None


@dataclass(slots=True)
class VoiceStretch:
    start: int
    end: int
    voice: Voice
    attribution_id: str | None = None


@dataclass(slots=True)
class Term:
    sentence_id: int
    start: int
    end: int
    surface: str
    concept: str
    variant: str
    preferred_by: str
    distanced: bool
    voice: Voice
    source_side: str | None = None
    attribution_id: str | None = None


@dataclass(slots=True)
class Event:
    event_id: str
    sentence_id: int
    start: int
    end: int
    predicate: str
    event_class: str
    agent: str | None = None
    agent_start: int | None = None
    agent_end: int | None = None
    agent_side: str | None = None
    agent_actor: str | None = None
    agent_basis: str | None = None
    patient: str | None = None
    patient_start: int | None = None
    patient_end: int | None = None
    patient_side: str | None = None
    patient_actor: str | None = None
    patient_basis: str | None = None
    construction: str = "active"
    modality: str = "asserted"
    voice: Voice = "outlet"
    source_side: str | None = None
    attribution_id: str | None = None


@dataclass(slots=True)
class Blame:
    sentence_id: int
    start: int
    end: int
    blamer: str
    blamer_side: str | None
    blamer_actor: str | None
    blamed: str | None
    blamed_side: str
    blamed_actor: str | None
    basis: Literal["event", "accusation", "acknowledged"]
    modality: str
    event_id: str | None
    voice: Voice
    via: str | None = None
    attribution_id: str | None = None


@dataclass(slots=True)
class Sentiment:
    sentence_id: int
    start: int
    end: int
    voice: Voice
    source_side: str | None = None
    target_side: str | None = None
    vader: float | None = None
    vader_adjusted: float | None = None
    target_score: float | None = None
    attribution_id: str | None = None


@dataclass(slots=True)
class ValencedWord:
    sentence_id: int
    start: int
    end: int
    word: str
    valence: float
    topic: bool
    voice: Voice
    attribution_id: str | None = None


@dataclass(slots=True)
class FactStated:
    fact_id: str
    stated: bool
    start: int | None = None
    end: int | None = None
    voice: Voice | None = None
    attribution_id: str | None = None
