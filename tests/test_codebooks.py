"""Every codebook that is shipped is valid, gives its reasons and matches the words that it lists."""

import re
from pathlib import Path

import pytest
from conftest import ROOT

from analysis.codebook import Codebook, check, load, pattern_places
from analysis.patterns import compile_pattern

FILES = sorted((ROOT / "corpus" / "codebooks").glob("*.yml"))


@pytest.fixture(params=FILES, ids=[path.stem for path in FILES])
def path(request) -> Path:
    return request.param


@pytest.fixture
def book(path) -> Codebook:
    return load(path)


def spelled_out(pattern: str, book: Codebook) -> list[str]:
    """What a writer would write for a pattern: the first of alternatives, everything optional, each listed spelling."""
    words = [word.strip("()") if word.startswith("(") else word for word in pattern.split()]
    texts = [" ".join(word if "{" in word else word.split("|")[0].removeprefix("=") for word in words)]
    for name, spellings in book.spellings.items():
        if f"{{{name}}}" in texts[0]:
            texts = [t.replace(f"{{{name}}}", s) for t in texts for s in spellings]
    return texts


def test_there_are_codebooks():
    assert {"nagorno-karabakh", "israel-palestine", "russia-ukraine"} <= {path.stem for path in FILES}


def test_it_is_valid_and_named_as_its_file(path):
    book, problems = check(path)
    assert problems == []
    assert book is not None and book.id == path.stem


def test_it_has_two_sides_and_each_has_names_people_and_places(book):
    assert len(set(book.side_ids)) == 2
    for side in book.side_ids:
        actors = [actor for actor in book.actors if actor.side == side]
        for part in ("names", "demonyms", "institutions", "people", "places"):
            assert any(getattr(actor, part) for actor in actors), (side, part)
    assert any(actor.side is None for actor in book.actors)
    assert book.contested_places


def test_every_variant_says_why_and_on_whose_authority(book):
    for concept in book.concepts:
        for variant in concept.variants:
            assert variant.why.strip(), (concept.id, variant.id)
            assert variant.references, (concept.id, variant.id)


def test_every_reference_is_used(book):
    used = {r for c in book.concepts for v in c.variants for r in v.references}
    used |= {r for fact in book.facts for r in fact.references}
    assert set(book.references) == used


def test_every_pattern_matches_the_spellings_that_are_given_for_it(book):
    for place, _, _, pattern in pattern_places(book):
        expression = re.compile(compile_pattern(pattern, book.spellings))
        texts = spelled_out(pattern, book)
        assert texts, (place, pattern)
        for text in texts:
            match = expression.search(f"they said {text}, again")
            assert match is not None and match[0] == text, (place, pattern, text)


def test_neither_side_has_all_the_partisan_words(book):
    variants = [v for c in book.concepts for v in c.variants if v.usage == "partisan"]
    counts = [sum(v.preferred_by == side for v in variants) for side in book.side_ids]
    assert min(counts) >= max(counts) / 2, counts


def test_facts_and_episodes(book):
    assert len(book.facts) >= 10
    days = sorted((e.start, e.end) for e in book.episodes)
    assert all(end < start for (_, end), (start, _) in zip(days, days[1:], strict=False)), "episodes overlap"


def test_it_covers_its_conflict(book):
    assert len(book.concepts) >= 15
    assert sum(len(concept.variants) for concept in book.concepts) >= 60
    assert len(book.facts) >= 20


def test_no_concept_has_the_words_of_one_side_alone(book):
    for concept in book.concepts:
        owners = {v.preferred_by or v.relation for v in concept.variants}
        assert not owners & set(book.side_ids) or len(owners) > 1, concept.id


def test_people_of_both_sides_are_known(book):
    counts = [sum(len(a.people) for a in book.actors if a.side == side) for side in book.side_ids]
    assert min(counts) >= max(counts) / 2, counts
