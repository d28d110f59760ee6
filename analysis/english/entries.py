"""What can be known of a word: the properties that lexicon.yml gives to verbs, nouns, adjectives and adverbs. The head of that file
explains each."""

import re
from dataclasses import dataclass
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, field_validator, model_validator

from analysis.schema import EventClass

Part = Literal["verb", "noun", "adjective", "adverb"]
CueClass = Literal["statement", "accusation", "denial", "admission", "demand", "belief", "intention"]
Frame = Literal[
    "object", "as", "infinitive", "clause", "to", "naming", "question", "topic", "person", "raised", "document", "predicative",
    "gerund", "pair",
]  # fmt: skip
Complement = Literal[
    "denied", "denied claim", "doubted", "negated", "irrealis", "implied", "ended", "hedged infinitive", "hedged clause",
    "true claim",
]  # fmt: skip
Light = Literal[
    "carry", "undergo", "cause", "happen", "under", "lives", "exchange", "bear", "rest", "shake", "lay", "confess",
]  # fmt: skip
Blamed = Literal["somebody", "party", "doer", "subject", "bearer", "each other", "judged", "owner", "agent", "breaker"]
_BLAMES = re.compile(r"(?P<act>act )?(?:(?P<before>[a-z]+) )?X(?P<whose>'s act|'s harm)?(?: (?P<behind>[a-z]+))?")

_BLAMED_SO: dict[str, Blamed] = {
    "X is": "subject",
    "bearer": "bearer",
    "each other": "each other",
    "X's act is": "judged",
    "X's own": "owner",
    "X does": "agent",
    "X does not": "breaker",
}
_BLAMED_WHOSE: dict[str | None, Blamed] = {None: "somebody", "'s act": "party", "'s harm": "doer"}


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Cue(_Model):
    """How a word attributes: what is done, the kind of content, the stance shown to its truth."""

    cue_class: CueClass
    kind: Literal["speech", "belief", "intention"]
    stance: Literal["neutral", "factive", "distancing"] = "neutral"

    @model_validator(mode="before")
    @classmethod
    def _as_written(cls, data: dict[str, str]) -> dict[str, str]:
        written = {"class": "cue_class", "content": "kind"}
        return {written.get(key, key): value for key, value in data.items()}


@dataclass(frozen=True, slots=True)
class BlameFrame:
    """Where the blamed stands. `whom`: whoever it is; a party or the doer of an act; only the doer of a harmful act; the subject of
    an adjective or noun; who bears it; each other; of whom or whose act it is said as a judgement; whose own a fault is; who does what is wrong; who does not do what was agreed. `preposition`: before it, empty for an object; `behind`: a preposition that
    must follow, empty where none need; `act`: only where the object is a harmful act."""

    whom: Blamed
    preposition: str = ""
    behind: str = ""
    act: bool = False

    @classmethod
    def read(cls, text: str) -> "BlameFrame":
        """From "X", "on X", "X for", "about X's act". Raises ValueError for anything else."""
        if text in _BLAMED_SO:
            return cls(_BLAMED_SO[text])
        found = _BLAMES.fullmatch(text)
        if found is None:
            known = "X, on X, X for, X's act, about X's harm, X is, X's act is, X's own, X does, X does not, bearer or each other"
            raise ValueError(f"'{text}' is no frame of blame: write {known}")
        return cls(_BLAMED_WHOSE[found["whose"]], found["before"] or "", found["behind"] or "", bool(found["act"]))


class Properties(_Model):
    """What a word says beside its attribution and its harm."""

    frames: frozenset[Frame] = frozenset()
    complement: frozenset[Complement] = frozenset()
    control: frozenset[Literal["subject", "object", "oblique", "owner", "aim"]] = frozenset()
    blames: tuple[BlameFrame, ...] = ()
    light: frozenset[Light] = frozenset()
    speech: bool = False
    relays: bool = False
    result: bool = False
    two_objects: bool = False

    @field_validator("blames", mode="before")
    @classmethod
    def _read_frames(cls, value: list[str]) -> tuple[BlameFrame, ...]:
        return tuple(BlameFrame.read(text) if isinstance(text, str) else text for text in value)


class Harm(_Model):
    """A class of harmful act with one pattern of arguments, and the words that name it."""

    event_class: EventClass
    references: tuple[str, ...] = ()
    agent: Literal["subject", "oblique", "none"] = "subject"
    agent_prepositions: tuple[str, ...] = ()
    patient: Literal["object", "subject", "oblique", "none"] = "object"
    patient_prepositions: tuple[str, ...] = ()
    takes: Literal["", "ground", "land", "town", "person", "munition"] = ""
    armed: bool = False
    ousts: tuple[str, ...] = ()
    labile: bool = False
    with_preposition: bool = False
    moving: bool = False
    qualified: bool = False
    found: bool = False
    to_come: bool = False
    unless: tuple[str, ...] = ()
    verbs: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()


class Words(_Model):
    """A group of words, as the file has it."""

    part: Part
    attribution: Cue | None = None
    default: dict[str, Any] = {}
    plain: tuple[str, ...] = ()
    words: dict[str, dict[str, Any]] = {}


class _HarmPattern(Harm):
    @model_validator(mode="before")
    @classmethod
    def _as_written(cls, data: dict[str, Any]) -> dict[str, Any]:
        return {"event_class" if key == "class" else key: value for key, value in data.items()}


class HarmWords(_Model):
    """A group of words for one kind of harm, as the file has it."""

    harm: _HarmPattern
    verbs: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()


_NOTHING = Properties()


@dataclass(frozen=True, slots=True)
class Word:
    """One word or phrase: its attribution, null where it has none, and its properties."""

    word: str
    part: Part
    cue: Cue | None = None
    properties: Properties = _NOTHING

    @property
    def blames(self) -> tuple[BlameFrame, ...]:
        return self.properties.blames

    @property
    def frames(self) -> frozenset[Frame]:
        return self.properties.frames

    @property
    def complement(self) -> frozenset[Complement]:
        return self.properties.complement
