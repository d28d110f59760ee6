"""What is known of English words: lexicon.yml, read, validated and asked by word or by property.

`lexicon().verb("accuse").blames` answers for one word, `words_with("complement", "denied")` gives the words with a property. The
head of the file explains each property. Knows no side, no codebook and no tree.
"""

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError, field_validator, model_validator
from ruamel.yaml import YAML

from analysis.english.inflection import lemmas_by_form
from analysis.schema import EventClass

Part = Literal["verb", "noun", "adjective", "adverb"]
CueClass = Literal["statement", "accusation", "denial", "admission", "demand", "belief", "intention"]
Frame = Literal[
    "object", "as", "infinitive", "clause", "to", "naming", "question", "topic", "person", "raised", "document", "predicative",
]  # fmt: skip
Complement = Literal[
    "denied", "denied claim", "doubted", "negated", "irrealis", "implied", "ended", "hedged infinitive", "hedged clause",
    "true claim",
]  # fmt: skip
Light = Literal[
    "carry", "undergo", "cause", "happen", "under", "lives", "exchange", "bear", "rest", "shake", "lay", "confess",
]  # fmt: skip
Blamed = Literal["somebody", "party", "doer", "subject", "bearer", "each other"]
_BLAMES = re.compile(r"(?:(?P<before>[a-z]+) )?X(?P<whose>'s act|'s harm)?(?: (?P<behind>[a-z]+))?")

_BLAMED_SO: dict[str, Blamed] = {"X is": "subject", "bearer": "bearer", "each other": "each other"}
_BLAMED_WHOSE: dict[str | None, Blamed] = {None: "somebody", "'s act": "party", "'s harm": "doer"}


class LexiconError(ValueError):
    """The lexicon's file is wrong; the message names the group, the word and what to change."""


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
    an adjective or noun; who bears it; each other. `preposition`: before it, empty for an object; `behind`: a preposition that
    must follow, empty where none need."""

    whom: Blamed
    preposition: str = ""
    behind: str = ""

    @classmethod
    def read(cls, text: str) -> "BlameFrame":
        """From "X", "on X", "X for", "about X's act". Raises ValueError for anything else."""
        if text in _BLAMED_SO:
            return cls(_BLAMED_SO[text])
        found = _BLAMES.fullmatch(text)
        if found is None:
            known = "X, on X, X for, X's act, about X's harm, X is, bearer or each other"
            raise ValueError(f"'{text}' is no frame of blame: write {known}")
        return cls(_BLAMED_WHOSE[found["whose"]], found["before"] or "", found["behind"] or "")


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
    unless: tuple[str, ...] = ()
    verbs: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()


class _Words(_Model):
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


class _HarmWords(_Model):
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


class Lexicon:
    """Every word by its part of speech, the harmful acts, and the forms of the verbs."""

    def __init__(self, words: dict[tuple[Part, str], Word], harm: tuple[Harm, ...]):
        self._words = words
        self.harm = harm
        parts: dict[Part, dict[str, Word]] = {"verb": {}, "noun": {}, "adjective": {}, "adverb": {}}
        for (part, word), entry in words.items():
            parts[part][word] = entry
        self.verbs, self.nouns, self.adjectives, self.adverbs = parts.values()
        self.phrases: dict[str, dict[str, Word]] = {}
        """Phrasal verbs: the verb, its particle or preposition."""
        for phrase, entry in self.verbs.items():
            verb, _, particle = phrase.partition(" ")
            if particle:
                self.phrases.setdefault(verb, {})[particle] = entry
        heads = [phrase.split()[0].lower() for pattern in harm for phrase in pattern.verbs]
        self.forms = lemmas_by_form([*heads, *(word.split()[0] for word in self.verbs)])
        """Forms of every verb to its lemma; a trained lemmatizer errs on rare verbs."""

    def verb(self, word: str) -> Word:
        """What is known of a verb or phrasal verb by its lemma; a word without properties where nothing is."""
        return self.verbs.get(word) or Word(word, "verb")

    def noun(self, word: str) -> Word:
        """The same of a noun."""
        return self.nouns.get(word) or Word(word, "noun")

    def adjective(self, word: str) -> Word:
        """The same of an adjective."""
        return self.adjectives.get(word) or Word(word, "adjective")

    def having(self, name: str, value: object, part: Part | None = None) -> frozenset[str]:
        """The words with a property, of one part of speech or of any."""
        return frozenset(
            entry.word
            for entry in self._words.values()
            if part in (None, entry.part) and _has(getattr(entry.properties, name), value)
        )


def _has(own: object, value: object) -> bool:
    return value in own if isinstance(own, frozenset | tuple) else own == value


def read(path: Path) -> Lexicon:
    """A lexicon's file. Raises LexiconError with every problem of the first group that has one."""
    groups = YAML(typ="safe").load(path.read_text(encoding="utf-8"))
    words: dict[tuple[Part, str], Word] = {}
    harm: list[Harm] = []
    for number, group in enumerate(groups, start=1):
        try:
            if "harm" in group:
                found = TypeAdapter(_HarmWords).validate_python(group)
                harm.append(
                    Harm(
                        **{
                            **dict(found.harm),
                            "verbs": found.verbs,
                            "nouns": found.nouns,
                            "adjectives": found.adjectives,
                        }
                    )
                )
            else:
                for entry in _entries(_Words.model_validate(group)):
                    _add(words, entry)
        except ValidationError as error:
            told = [f"{' '.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors()]
            raise LexiconError(f"{path.name}, group {number} ({_title(group)}): {'; '.join(told)}") from None
        except ValueError as error:
            raise LexiconError(f"{path.name}, group {number} ({_title(group)}): {error}") from None
    return Lexicon(words, tuple(harm))


def _title(group: dict[str, Any]) -> str:
    return str(group.get("attribution") or group.get("harm") or group.get("part"))


def _entries(group: _Words) -> list[Word]:
    found = []
    for word, own in [*((w, {}) for w in group.plain), *group.words.items()]:
        try:
            properties = Properties.model_validate({**group.default, **own})
        except ValidationError as error:
            told = "; ".join(f"{' '.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors())
            raise ValueError(f"'{word}': {told}") from None
        found.append(Word(word, group.part, group.attribution, properties))
    return found


def _add(words: dict[tuple[Part, str], Word], entry: Word) -> None:
    if (entry.part, entry.word) in words:
        raise ValueError(f"the {entry.part} '{entry.word}' stands twice: put all that is known of it into one entry")
    words[entry.part, entry.word] = entry


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """The shipped lexicon."""
    return read(Path(str(files(__package__).joinpath("lexicon.yml"))))


@cache
def words_with(name: str, value: object, part: Part | None = None) -> frozenset[str]:
    """The words of the shipped lexicon that have a property: `words_with("control", "object", "verb")`."""
    return lexicon().having(name, value, part)
