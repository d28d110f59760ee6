"""All patterns at once find what each pattern's expression finds by itself, in texts as they are and in odd ones."""

import random
import re
from pathlib import Path

import pytest

from analysis import codebook, corpus
from analysis.matching import Matcher
from analysis.patterns import compile_pattern

CORPUS = Path(__file__).parents[1] / "corpus"
ODD = [
    "A&B (the) Vale", "'tis|it", ".50 (old) calibre", "%", "(a) (the) =of war|the", "U.S.", "ənə (very) war", "Straße",
    "Καΐρης", "the (long) (cold) war (ever)",
]  # fmt: skip
GAPS = [" "] * 40 + ["-", " – ", "\u00a0", "\n", "\r\n", "  ", "\n\n", "", "'", "’", "\t-", ", "]
LETTERS = [
    ("e", "ə"),
    ("i", "ı"),
    ("i", "İ"),
    ("a", "á"),
    ("o", "ø"),
    ("s", "ſ"),
    ("k", "\u212a"),
    ("'", "’"),
    ("e", "e\u0301"),
]


def garbled(text: str, patterns: list[str], chance: random.Random) -> str:
    """A text with other letters, capitals, spaces and hyphens, and words of patterns in the place of its own."""
    parts = []
    for word in text.split(" "):
        change = chance.randrange(16)
        if change < 3:
            word = (word.upper, word.capitalize, word.lower)[change]()
        elif change == 3:
            word = word.replace(*chance.choice(LETTERS))
        elif change == 4:
            word += chance.choice(["'s", "’s", "ʼs", "s", "_", "2", "."])
        elif change == 5:
            word = re.sub(r"[{}()=|_]", " ", chance.choice(patterns)).replace(*chance.choice(LETTERS))
        parts += [word, chance.choice(GAPS)]
    return "".join(parts)


@pytest.mark.parametrize("path", sorted((CORPUS / "codebooks").glob("*.yml")), ids=lambda path: path.stem)
def test_the_matches_are_those_of_each_expression(path: Path):
    book, chance = codebook.load(path), random.Random(path.stem)
    shipped = [pattern for *_, pattern in codebook.pattern_places(book)]
    patterns = ODD + [f"{{{name}}}'s" for name in book.spellings] + chance.sample(shipped, min(300, len(shipped)))
    expressions = [re.compile(compile_pattern(pattern, book.spellings)) for pattern in patterns]
    matcher = Matcher(patterns, book.spellings)
    texts = [article.text for article in chance.sample(corpus.read(CORPUS / "nagorno-karabakh").articles, 4)]
    matches = 0
    for text in texts + [garbled(text, patterns, chance) for text in texts for _ in range(2)]:
        expected = [(n, *match.span()) for n, found in enumerate(expressions) for match in found.finditer(text)]
        assert matcher(text) == expected
        matches += len(expected)
    assert matches > 200


def test_an_expression_is_only_tried_where_its_rarest_word_stands():
    matcher = Matcher(["the {vale}", "the war", "the (long) war of words"], {"vale": ["Green Vale", "Grünvale"]})
    assert matcher._candidates("The war of the long war, of the war") == {1: {0, 15, 28}}
    assert matcher._candidates("The words of Grunvale") == {0: {10}, 2: set()}
