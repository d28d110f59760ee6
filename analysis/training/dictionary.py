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

PARTS = {"n": "noun", "v": "verb", "a": "adj", "r": "adv"}
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
    words: dict[str, list[Entry]] = defaultdict(list)
    counts = _counts(wordnet / "cntlist.rev")
    for short, part in PARTS.items():
        classes, frames = _classes(wordnet / f"data.{part}")
        irregular: dict[str, list[str]] = defaultdict(list)
        for line in (wordnet / f"{part}.exc").read_text().splitlines():
            form, *lemmas = line.split()
            for lemma in lemmas:
                irregular[lemma].append(form)
        for line in (wordnet / f"index.{part}").read_text().splitlines():
            if line.startswith(" ") or "_" in line.split(" ", 1)[0]:
                continue
            cells = line.split()
            lemma, offsets = cells[0], cells[-int(cells[2]) :]
            small = next((c for o in offsets for w, c in classes[o] if w == lemma), "")
            large = next((c for o in offsets for w, c in classes[o] if w != lemma and w.lower() == lemma), "")
            taken = "".join(f for f, numbers in FRAMES.items() if any(frames[o] & numbers for o in offsets[:SENSES]))
            entry = (counts[lemma, short], short, small, large, taken)
            for form in {lemma, *irregular[lemma], *_inflected(lemma, short)}:
                words[form].append(entry)
    flags: dict[str, int] = defaultdict(int)
    for name in ("dist.female.first", "dist.male.first"):
        for word, _ in _names(names / name):
            flags[word] |= GIVEN
    for word, share in _names(names / "dist.all.last"):
        if share >= COMMON or word not in words:
            flags[word] |= FAMILY
    return _table(words, flags)


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


def _counts(path: Path) -> dict[tuple[str, str], int]:
    """How often a lemma is met as a part of speech in WordNet's tagged texts."""
    counts: dict[tuple[str, str], int] = defaultdict(int)
    for line in path.read_text().splitlines():
        key, _, count = line.split()
        lemma, code = key.split("%")
        counts[lemma, "?nvara"[int(code[0])] if code[0] != "4" else "r"] += int(count)
    return counts


def _classes(path: Path) -> tuple[dict[str, list[tuple[str, str]]], dict[str, set[int]]]:
    """The words of each synset as WordNet spells them with its lexicographer's class, and the sentence frames of its verbs."""
    classes, frames = {}, {}
    for line in path.read_text().splitlines():
        if line.startswith(" "):
            continue
        cells = line.split(" | ")[0].split()
        number = int(cells[3], 16)
        classes[cells[0]] = [(cells[4 + 2 * i].split("(")[0], cells[1]) for i in range(number)]
        rest = cells[5 + 2 * number + 4 * int(cells[4 + 2 * number]) :]
        frames[cells[0]] = {int(rest[i + 1]) for i, cell in enumerate(rest) if cell == "+"}
    return classes, frames


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
