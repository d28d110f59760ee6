"""The parser's dictionary, analysis/parser/lexicon.npz.

    python -m analysis.training.dictionary --wordnet DIR --names DIR

builds it from WordNet 3.x (`index.*`, `data.*`, `*.exc`, `cntlist.rev`; Fellbaum 1998; WordNet licence) and the name lists of the
1990 US census (`dist.female.first`, `dist.male.first`, `dist.all.last`; public domain). Words are kept as hashes.
"""

import argparse
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np
from spacy.strings import hash_string  # type: ignore[attr-defined]  # public, missing in spaCy's stub

from analysis.parser.lexicon import TABLE
from analysis.training.wordnet import Key, WordNet

GIVEN, FAMILY = 1, 2
COMMON = 0.002  # per cent of the population: a rarer family name that is a word too is taken for the word
# What a verb takes, by WordNet's sentence frames: nothing, an object, two, a predicate, a clause, an infinitive, a gerund.
FRAMES = {
    "i": {1, 2, 3, 4, 12, 13, 22, 23, 27},
    "t": {8, 9, 10, 11, 15, 16, 17, 18, 19, 20, 21, 30, 31},
    "d": {14},
    "l": {5, 6, 7},
    "c": {26, 29, 34},
    "n": {24, 25, 28, 32, 35},
    "g": {33},
}
SENSES = 3  # of a verb, the commonest first, whose frames count
# Count in WordNet's tagged texts, part of speech, class in lower case and as a name, frames.
Entry = tuple[int, str, str, str, str]


def build(wordnet: Path, names: Path) -> tuple[np.ndarray, np.ndarray]:
    """The table from its sources: hashes (sorted), and for each the classes and flags."""
    words = _entries(WordNet(wordnet))
    flags: dict[str, int] = defaultdict(int)
    for name in ("dist.female.first", "dist.male.first"):
        for word, _ in _names(names / name):
            flags[word] |= GIVEN
    for word, share in _names(names / "dist.all.last"):
        if share >= COMMON or word not in words:
            flags[word] |= FAMILY
    return _table(words, flags)


def _entries(net: WordNet) -> dict[str, list[Entry]]:
    """What WordNet has of each form of its single words."""
    forms: dict[Key, list[str]] = defaultdict(list)
    for (form, kind), lemmas in net.irregular.items():
        for lemma in lemmas:
            forms[lemma, kind].append(form)
    words: dict[str, list[Entry]] = defaultdict(list)
    for (lemma, kind), senses in net.senses.items():
        if "_" in lemma:
            continue
        synsets = [net.synsets[synset] for synset, _ in senses]
        spelled = [(word, synset.topic) for synset in synsets for word in synset.words]
        small = next((topic for word, topic in spelled if word == lemma), "")
        large = next((topic for word, topic in spelled if word != lemma and word.lower() == lemma), "")
        taken = "".join(f for f, numbers in FRAMES.items() if any(s.frames & numbers for s in synsets[:SENSES]))
        entry = (net.counts[lemma, kind], kind, small, large, taken)
        for form in {lemma, *forms[lemma, kind], *_inflected(lemma, kind)}:
            words[form].append(entry)
    return words


def _table(words: dict[str, list[Entry]], flags: dict[str, int]) -> tuple[np.ndarray, np.ndarray]:
    ids: dict[str, int] = {"": 0}
    takes: dict[str, int] = {"": 0}
    rows = {}
    for word in sorted(words.keys() | flags.keys()):
        entries = sorted(words.get(word, []), key=lambda e: (-e[0], "nvar".index(e[1])))
        parts = "".join(dict.fromkeys(short for _, short, *_ in entries))
        verb = next((small for _, short, small, _, _ in entries if short == "v"), "")
        noun = next((small for _, short, small, _, _ in entries if short == "n" and small), "")
        name = next((large for _, short, _, large, _ in entries if short == "n" and large), "")
        taken = next((t for _, short, _, _, t in entries if short == "v"), "")
        key = f"{parts}:{verb}" if parts else ""
        classes = [ids.setdefault(c, len(ids)) for c in (key, noun, name)]
        rows[hash_string(word)] = [*classes, flags.get(word, 0), takes.setdefault(taken, len(takes))]
    keys = np.array(sorted(rows), dtype="uint64")
    return keys, np.array([rows[int(k)] for k in keys], dtype="uint16")


def _names(path: Path) -> Iterator[tuple[str, float]]:
    for line in path.read_text().splitlines():
        cells = line.split()
        yield cells[0].lower(), float(cells[1])


def _inflected(lemma: str, part: str) -> Iterable[str]:
    """Regular forms after English spelling."""
    if part not in "nv" or not lemma.isalpha() or len(lemma) < 2:
        return
    consonant_y = lemma.endswith("y") and lemma[-2] not in "aeiou"
    yield lemma[:-1] + "ies" if consonant_y else lemma + ("es" if lemma.endswith(("s", "x", "z", "ch", "sh")) else "s")
    if part == "v":
        stem = lemma[:-1] if lemma.endswith("e") else lemma
        yield lemma[:-1] + "ied" if consonant_y else stem + "ed"
        yield stem + "ing"


def main() -> None:
    """The command."""
    options = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    options.add_argument("--wordnet", type=Path, required=True)
    options.add_argument("--names", type=Path, required=True)
    chosen = options.parse_args()
    keys, values = build(chosen.wordnet, chosen.names)
    np.savez_compressed(TABLE, keys=keys, values=values)
    print(f"{len(keys)} words, {values.max()} classes, {TABLE.stat().st_size / 2**20:.1f} MiB")


if __name__ == "__main__":
    main()
