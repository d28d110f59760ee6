"""Shared by the tests of roles, events and blame: texts through the pipeline up to `terms`, and the sentences of the symmetry tests."""

import itertools
import random
from functools import lru_cache

from spacy.language import Language
from spacy.tokens import Doc

from analysis import parser
from analysis.annotate import pipeline
from analysis.codebook import Codebook

STEPS = (
    "vocabulary", "predicate_matches", "attribution", "voices", "events", "blame", "disowned", "term_matches",
    "relational_matches", "usages", "terms",
)  # fmt: skip


@lru_cache(maxsize=1)
def parse_only() -> Language:
    return parser.load()


@lru_cache(maxsize=2)
def _parser(codebook_json: str) -> Language:
    """The parser as the pipeline uses it, behind the mask of a codebook."""
    return pipeline.parsing(Codebook.model_validate_json(codebook_json))


@lru_cache(maxsize=8)
def _rules(codebook_json: str) -> Language:
    return pipeline.rules(Codebook.model_validate_json(codebook_json), STEPS)


def annotate(text: str, codebook: Codebook, title: str | None = None) -> Doc:
    nlp = _parser(codebook.model_dump_json())
    doc = nlp.make_doc(f"{title}\n\n{text}" if title else text)
    doc.user_data["title"] = title
    return annotate_again(nlp(doc), codebook)


def annotate_again(doc: Doc, codebook: Codebook) -> Doc:
    """The same parsed document with the records of another codebook."""
    return _rules(codebook.model_dump_json())(doc)


SUBJECTS = ["{A} forces", "{A}'s army", "The {a} military", "{A}", "Troops from {A}", "{a} artillery units"]
OBJECTS = ["{b} villages", "{b} positions", "a {b} convoy", "civilians in {B}", "{B}", "three {b} soldiers"]
ACTIVE = ["attacked {o} on Monday", "have shelled {o} for two days", "opened fire on {o}", "launched an attack on {o}", "seized {o} last week",
          "destroyed {o} overnight, officials said", "did not attack {o}"]  # fmt: skip
PASSIVE = [
    "{o} were attacked by {s}",
    "{o} were shelled in the night",
    "{o} came under fire from {s}",
    "{o} were reportedly captured by {s}",
]
NOUNS = [
    "The {a} shelling of {o} continued",
    "{A}'s attack on {o} was condemned",
    "The capture of {o} by {s} was reported on Tuesday",
]
REPORTED = ["{A} said it had captured two villages", "{B} accused {A} of shelling {o}", "{B} blamed {A} for the attack", "{A} and {B} accused each other of violating the ceasefire",
            "The {b} defence ministry said {s} had attacked {o}", "{A} is responsible for the deaths, {B} said"]  # fmt: skip


def generated(count: int = 1000) -> list[tuple[str, str]]:
    """(sentence, the same with the names of the two sides exchanged); the order is fixed."""
    patterns = [
        f"{s} {p.format(o=o, a='{a}', A='{A}', b='{b}', B='{B}')}."
        for s, p, o in itertools.product(SUBJECTS, ACTIVE, OBJECTS)
    ]
    keep = {"a": "{a}", "A": "{A}", "b": "{b}", "B": "{B}"}
    patterns += [
        p.format(s=_low(s), o=o, **keep) + "."
        for p, s, o in itertools.product([*PASSIVE, *NOUNS, *REPORTED], SUBJECTS, OBJECTS)
    ]
    names = {"A": "Norland", "a": "Norlandish", "B": "Sudland", "b": "Sudlandish"}
    swapped = {"A": "Sudland", "a": "Sudlandish", "B": "Norland", "b": "Norlandish"}
    pairs = [(_up(p.format(**names)), _up(p.format(**swapped))) for p in sorted(set(patterns))]
    pairs += [(b, a) for a, b in pairs]
    random.Random(5).shuffle(pairs)
    return pairs[:count]


def _low(text: str) -> str:
    return "the" + text[3:] if text.startswith("The ") else "troops" + text[6:] if text.startswith("Troops ") else text


def _up(text: str) -> str:
    return text[0].upper() + text[1:]
