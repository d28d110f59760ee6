"""The codebook: everything about one conflict that an analyst decides, read from YAML and validated.

`load(path)` gives a `Codebook` or raises `CodebookError`, which lists every problem with its line and remedy. Nothing else in
the package knows the name of a side, a place or a person.
"""

import datetime as dt
import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator, model_validator

from analysis.patterns import PatternError, compile_pattern
from analysis.problems import Problem, ProblemsError, shown
from analysis.schema import EventClass, SourceKind
from analysis.yamlfile import YamlFile

Usage = Literal["partisan", "institutional", "international"]
Relation = Literal["agent", "opponent_of_agent", "patient", "opponent_of_patient"]
MentionKind = Literal["name", "demonym", "person", "institution", "group", "place"]
RESERVED_SIDES = ("both", "other", "unresolved", "neutral")
_ID = re.compile(r"^[a-z][a-z0-9_-]*$")


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _Named(_Model):
    id: str
    name: str

    @field_validator("id")
    @classmethod
    def _identifier(cls, value: str) -> str:
        if not _ID.match(value):
            raise ValueError(f"'{value}' is not an id: use lower-case letters, digits, '-' and '_', a letter first")
        return value


class Side(_Named):
    """A party to the conflict."""


class Person(_Model):
    """Somebody who speaks or acts for an actor. `patterns`: full name first, then the short forms that stand for it."""

    name: str
    patterns: list[str] = Field(min_length=1)
    kind: SourceKind | None = None
    role: str | None = None
    from_date: dt.date | None = None
    until: dt.date | None = None


class Institution(_Model):
    """A named body of an actor (not a plain "defence ministry", which grammar resolves by its owner)."""

    patterns: list[str] = Field(min_length=1)
    kind: SourceKind


class Actor(_Named):
    """Somebody who acts or speaks: a state, an authority, a group. `side` is null for a third party."""

    side: str | None = None
    kind: SourceKind
    names: list[str] = []
    """Nouns that name it, capitals used for governments included."""
    demonyms: list[str] = []
    """Adjectives and names of its people: "Fooish", "Fooland" + er."""
    groups: list[str] = []
    """Descriptions that can only mean this actor ("Fooish separatists")."""
    institutions: list[Institution] = []
    people: list[Person] = []
    places: list[str] = []
    """Places whose people and buildings are this actor's: a location there gives a patient this side (basis `place`)."""

    def patterns(self) -> list[tuple[MentionKind, str, SourceKind, str | None]]:
        """Every pattern of the actor with the kind of mention it makes, the kind of source it is and a person's role."""
        rows: list[tuple[MentionKind, str, SourceKind, str | None]] = []
        rows += [("name", p, self.kind, None) for p in self.names]
        rows += [("demonym", p, self.kind, None) for p in self.demonyms]
        rows += [("group", p, self.kind, None) for p in self.groups]
        rows += [("institution", p, i.kind, None) for i in self.institutions for p in i.patterns]
        rows += [("person", p, who.kind or self.kind, who.role) for who in self.people for p in who.patterns]
        rows += [("place", p, self.kind, None) for p in self.places]
        return rows


class Variant(_Named):
    """One of the words for a contested concept, with whose usage it is and why."""

    patterns: list[str] = Field(min_length=1)
    usage: Usage
    preferred_by: str | None = None
    """A side's id or `neutral`; null for a relational variant."""
    relation: Relation | None = None
    """Relational variants ("aggression", "liberation"): whose usage it is follows from who does it to whom in that place."""
    why: str
    references: list[str] = Field(min_length=1)
    unless: list[str] = []
    """Longer phrases in which the words mean something else (false friends): a match inside one is not counted."""

    @model_validator(mode="after")
    def _one_owner(self) -> "Variant":
        if (self.preferred_by is None) == (self.relation is None):
            raise ValueError("give exactly one of `preferred_by` (a side's id or neutral) and `relation`")
        return self


class Concept(_Named):
    """Something that the sides call by different names."""

    variants: list[Variant] = Field(min_length=1)


class Predicates(_Model):
    """Words for one class of harmful act. Roles name the grammatical place of each argument of a *verb* in the active voice."""

    event_class: EventClass
    verbs: list[str] = []
    nouns: list[str] = []
    agent: Literal["subject", "none"] = "subject"
    patient: Literal["object", "subject", "oblique", "none"] = "object"
    patient_prepositions: list[str] = []


class Fact(_Named):
    """An item of the checklist. It is stated where one sentence matches every pattern of one of the alternatives."""

    statement: str
    stated_by: list[list[str]] = Field(min_length=1)
    references: list[str] = Field(min_length=1)


class Episode(_Named):
    """A span of days within which outlets may be compared."""

    start: dt.date
    end: dt.date

    @model_validator(mode="after")
    def _ordered(self) -> "Episode":
        if self.end < self.start:
            raise ValueError("`end` is before `start`: swap them")
        return self


class Window(_Named):
    """A turning point for time series: days before `date` are compared with days from it on."""

    date: dt.date
    days: int = Field(default=14, gt=0)


class Codebook(_Named):
    """One conflict as its analyst codes it. See the module for what each part means."""

    description: str
    references: dict[str, str]
    spellings: dict[str, list[str]] = {}
    sides: list[Side] = Field(min_length=2, max_length=2)
    actors: list[Actor] = Field(min_length=1)
    contested_places: list[str] = []
    """Places that give nobody a side."""
    concepts: list[Concept] = []
    predicates: list[Predicates] = []
    facts: list[Fact] = []
    episodes: list[Episode] = []
    windows: list[Window] = []
    parser: str | None = None
    """Another installed UD pipeline to use instead of the shipped one."""

    @cached_property
    def side_ids(self) -> tuple[str, str]:
        """The two ids in the order of the file."""
        return self.sides[0].id, self.sides[1].id

    def opponent(self, side: str | None) -> str | None:
        """The other side's id; null unless `side` is one of the two."""
        first, second = self.side_ids
        return {first: second, second: first}.get(side) if side else None

    @cached_property
    def actor_by_id(self) -> dict[str, Actor]:
        return {actor.id: actor for actor in self.actors}

    @cached_property
    def side_names(self) -> dict[str, str]:
        return {side.id: side.name for side in self.sides}

    @cached_property
    def digest(self) -> str:
        """A key of the content, for caches."""
        return hashlib.sha256(self.model_dump_json().encode()).hexdigest()[:16]

    def only(self, parts: Iterable[str]) -> "Codebook":
        """The same codebook of which nothing else can be read: any other field raises AttributeError."""
        view = self.model_copy()
        known = {part: getattr(self, part) for part in parts}
        view.__dict__.clear()
        view.__dict__.update(known)
        return view

    def episode_of(self, date: dt.date | None) -> str | None:
        """The id of the episode a date falls in, null if in none."""
        return next((e.id for e in self.episodes if date is not None and e.start <= date <= e.end), None)

    def swapped(self) -> "Codebook":
        """The same codebook with the ids of the two sides exchanged: every result must mirror (the test of neutrality)."""
        first, second = self.side_ids
        mirror = {first: second, second: first}
        data = self.model_dump()
        for side in data["sides"]:
            side["id"] = mirror[side["id"]]
        for actor in data["actors"]:
            actor["side"] = mirror.get(actor["side"], actor["side"])
        for concept in data["concepts"]:
            for variant in concept["variants"]:
                variant["preferred_by"] = mirror.get(variant["preferred_by"], variant["preferred_by"])
        return Codebook.model_validate(data)


class CodebookError(ProblemsError):
    """The codebook cannot be used; `problems` says why, each with line and remedy."""


def load(path: Path | str) -> Codebook:
    """Read and validate a codebook. Raises CodebookError with every problem found."""
    codebook, problems = check(Path(path))
    if codebook is None or problems:
        raise CodebookError(problems)
    return codebook


def check(path: Path) -> tuple[Codebook | None, list[Problem]]:
    """The codebook, if its form allows one to be built, and all its problems."""
    file, problems = YamlFile.read(path)
    if file is None:
        return None, problems
    try:
        codebook = Codebook.model_validate(file.data)
    except ValidationError as error:
        return None, problems + [file.problem(*_told(e)) for e in error.errors()]
    return codebook, problems + [file.problem(*found) for found in _inconsistencies(codebook)]


def _told(error: Any) -> tuple[tuple[str | int, ...], str, str]:
    """Where pydantic found something, what, and what to do."""
    if error["type"] == "invalid_key":  # its place ends with the name itself, which may be a list, or nothing
        name = error["input"]
        what = "a colon has no name before it" if name is None else f"the name {shown(repr(name))} is not text"
        return (
            error["loc"][:-1],
            what,
            "write a field's name before each colon; one that looks like a number in quotation marks",
        )
    return error["loc"], error["msg"].removeprefix("Value error, "), _remedy(error)


def _remedy(error: Any) -> str:
    kind, name, value = error["type"], error["loc"][-1] if error["loc"] else "", error.get("input")
    if kind == "missing":
        return f"add `{name}`"
    if kind == "extra_forbidden":
        return "remove it, or correct its spelling (names of fields are in docs/codebook.md)"
    if kind == "literal_error":
        return "use one of the values named"
    if kind == "string_type" and isinstance(value, Mapping) and len(value) == 1 and isinstance(next(iter(value)), str):
        return f'put a pattern that begins with a brace in quotation marks: "{{{next(iter(value))}}} …"'
    if kind == "string_type" and isinstance(value, int | float) and not isinstance(value, bool):
        return f'put a number that is meant as text in quotation marks: "{shown(str(value))}"'
    if value is None:
        return f"write a value behind `{name}:`, or remove the line"
    return "correct the value"


Place = tuple[str | int, ...]
Found = tuple[Place, str, str]


def _inconsistencies(codebook: Codebook) -> list[Found]:
    """(place, what, remedy) for what a schema cannot see: unknown ids, duplicates, patterns that do not compile."""
    found: list[Found] = []
    found += _duplicate_ids(codebook)
    found += _unknown_sides(codebook)
    found += _unknown_references(codebook)
    found += _bad_patterns(codebook)
    return found


def _duplicate_ids(codebook: Codebook) -> Iterator[Found]:
    lists: dict[Place, list[str]] = {
        (name,): [item.id for item in getattr(codebook, name)]
        for name in ("sides", "actors", "concepts", "facts", "episodes", "windows")
    }
    lists |= {("concepts", i, "variants"): [v.id for v in c.variants] for i, c in enumerate(codebook.concepts)}
    for place, ids in lists.items():
        for i, identifier in enumerate(ids):
            if identifier in ids[:i]:
                yield (
                    (*place, i, "id"),
                    f"the id '{identifier}' is used twice in `{place[-1]}`",
                    "rename or merge one of them",
                )
    for i, side in enumerate(codebook.sides):
        if side.id in RESERVED_SIDES:
            yield ("sides", i, "id"), f"'{side.id}' is a reserved word", "choose another id for the side"


def _unknown_sides(codebook: Codebook) -> Iterator[Found]:
    known = ", ".join(codebook.side_ids)
    for i, actor in enumerate(codebook.actors):
        if actor.side is not None and actor.side not in codebook.side_ids:
            yield (
                ("actors", i, "side"),
                f"unknown side '{actor.side}'",
                f"use {known}, or leave it out for a third party",
            )
    for i, concept in enumerate(codebook.concepts):
        for j, variant in enumerate(concept.variants):
            if variant.preferred_by is not None and variant.preferred_by not in (*codebook.side_ids, "neutral"):
                place = ("concepts", i, "variants", j, "preferred_by")
                yield place, f"unknown side '{variant.preferred_by}'", f"use {known}, or neutral"


def _unknown_references(codebook: Codebook) -> Iterator[Found]:
    places: list[tuple[Place, list[str]]] = [
        (("concepts", i, "variants", j), v.references)
        for i, c in enumerate(codebook.concepts)
        for j, v in enumerate(c.variants)
    ]
    places += [(("facts", i), fact.references) for i, fact in enumerate(codebook.facts)]
    for place, references in places:
        for k, reference in enumerate(references):
            if reference not in codebook.references:
                yield (
                    (*place, "references", k),
                    f"unknown reference '{reference}'",
                    "add it under `references`, or correct it",
                )


def _bad_patterns(codebook: Codebook) -> Iterator[Found]:
    seen: dict[tuple[str, str], str] = {}
    for place, scope, owner, pattern in pattern_places(codebook):
        try:
            compile_pattern(pattern, codebook.spellings)
        except PatternError as error:
            yield place, str(error), "correct the pattern (docs/codebook.md has the pattern language)"
            continue
        other = seen.setdefault((scope, pattern), owner)
        if scope and other != owner:
            yield place, f"the pattern '{pattern}' stands under '{other}' and under '{owner}'", "keep it in one of them"


def pattern_places(codebook: Codebook) -> Iterator[tuple[Place, str, str, str]]:
    """(place, scope, owner, pattern) of every pattern; two owners within one scope may not share a pattern."""
    for i, actor in enumerate(codebook.actors):
        for key in ("names", "demonyms", "groups", "places"):
            for k, pattern in enumerate(getattr(actor, key)):
                yield ("actors", i, key, k), "actors", actor.id, pattern
        listed = [("institutions", j, item.patterns) for j, item in enumerate(actor.institutions)]
        listed += [("people", j, item.patterns) for j, item in enumerate(actor.people)]
        for key, j, patterns in listed:
            for k, pattern in enumerate(patterns):
                yield ("actors", i, key, j, "patterns", k), "actors", actor.id, pattern
    for k, pattern in enumerate(codebook.contested_places):
        yield ("contested_places", k), "", "", pattern
    for i, concept in enumerate(codebook.concepts):
        for j, variant in enumerate(concept.variants):
            for k, pattern in enumerate(variant.patterns):
                yield ("concepts", i, "variants", j, "patterns", k), "terms", f"{concept.id}/{variant.id}", pattern
            for k, pattern in enumerate(variant.unless):
                yield ("concepts", i, "variants", j, "unless", k), "", "", pattern
    for i, fact in enumerate(codebook.facts):
        for j, alternative in enumerate(fact.stated_by):
            for k, pattern in enumerate(alternative):
                yield ("facts", i, "stated_by", j, k), "", "", pattern
