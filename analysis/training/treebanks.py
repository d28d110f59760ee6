"""Treebanks as the network reads them: every word a row of a table of words, pieces of one to five sentences with their gold answers.

A piece begins wherever the one before ended, so that the network learns sentence starts from what stands around them. Epochs differ: the
pieces are cut anew and some sentences changed (`augment.py`). Nothing here needs PyTorch.
"""

import random
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import spacy
from spacy.tokens import Doc

from analysis.parser import whitespace
from analysis.parser.lexicon import LexicalClasses
from analysis.parser.network import FEATURES, UNKNOWN, features, grams
from analysis.training import conllu
from analysis.training.augment import augment, capitals, lower_case, title_case
from analysis.training.conllu import Sentence

NEWS = Path(__file__).parent / "treebank"
SENTENCES_A_PIECE = 5
LONGEST = 130  # words; a longer sentence is not learnt from
# How often a value must occur to have a row of its own; the rest are unknown.
LEAST = {"word": 2, "lex0": 2, "lex1": 2, "lex2": 2, "suf3": 3, "suf2": 3, "pre3": 3, "shape": 3}
LEAST_LABEL = {"tag": 2, "morph": 3, "dep": 2}
Documents = list[list[Sentence]]
# Of an epoch: rows of the table of words, numbers of labels, heads (0 the root, else the place in the sentence from 1), sizes of the
# pieces and of the sentences.
Arrays = dict[str, np.ndarray]


def read(paths: Iterable[Path]) -> Documents:
    """The documents of several files, their typography in one shape."""
    return [
        [s.with_words([replace(w, form=whitespace.plain(w.form)) for w in s.words]) for s in document]
        for path in paths
        for document in conllu.documents(conllu.read(path))
    ]


def sources(folder: Path, part: str) -> list[Path]:
    """The files of one part. Raises FileNotFoundError, saying what is looked for."""
    found = sorted(folder.glob(f"*{part}*.conllu"))
    if not found:
        raise FileNotFoundError(f"no *{part}*.conllu in {folder}")
    return found


def words(documents: Documents) -> Iterator[conllu.Word]:
    """Every word."""
    return (word for document in documents for sentence in document for word in sentence.words)


@dataclass(frozen=True)
class Names:
    """Values of the features and labels that the network knows, in the order of their rows; for each tag the parts of speech with features
    that the treebanks have it with. It is what `names.json` holds."""

    vocabulary: dict[str, list[str]]
    labels: dict[str, list[str]]
    together: dict[str, list[str]]

    @classmethod
    def learn(cls, treebanks: Documents, news: Documents) -> "Names":
        """From the treebanks; a word of the project's own counts twice."""
        seen: dict[str, Counter[str]] = {name: Counter() for name in FEATURES}
        labels: dict[str, Counter[str]] = {name: Counter() for name in LEAST_LABEL}
        known = classes({word.form for documents in (treebanks, news) for word in words(documents)})
        for documents, times in ((treebanks, 1), (news, 2)):
            for word in words(documents):
                for name, value in zip(FEATURES, features(word.form, known[word.form]), strict=True):
                    seen[name][value] += times
                for name, value in answers(word).items():
                    labels[name][value] += 1
        kept = _often(labels, LEAST_LABEL)
        pairs = {(a["tag"], a["morph"]) for d in (treebanks, news) for a in map(answers, words(d))}
        together = {tag: [morph for morph in kept["morph"] if (tag, morph) in pairs] for tag in kept["tag"]}
        return cls(_often(seen, LEAST), kept, together)


def _often(counts: dict[str, Counter[str]], least: dict[str, int]) -> dict[str, list[str]]:
    return {name: sorted(v for v, n in found.items() if n >= least[name]) for name, found in counts.items()}


def answers(word: conllu.Word) -> dict[str, str]:
    """The gold labels of a word."""
    return {"tag": word.xpos, "morph": f"{word.upos}|{word.feats}", "dep": word.dep}


def classes(forms: Iterable[str]) -> dict[str, tuple[int, ...]]:
    """What the dictionary knows of each form."""
    listed = sorted(forms)
    found = LexicalClasses().classes(Doc(spacy.blank("en").vocab, words=listed))
    return {form: tuple(row) for form, row in zip(listed, found.tolist(), strict=True)}


class Words:
    """The table of words: a row for each form, as the treebanks have it and as augmentation may change it. `ids` are rows of `FEATURES`'
    embeddings, `letters` buckets of letters, `often` how often a row of `word` occurs."""

    def __init__(self, forms: set[str], names: Names, occur: Counter[str]):
        listed = sorted(forms)
        self.rows = {form: i for i, form in enumerate(listed)}
        known = classes(listed)
        place = {name: {v: i + 2 for i, v in enumerate(values)} for name, values in names.vocabulary.items()}
        self.ids = np.array(
            [[place[n].get(v, UNKNOWN) for n, v in zip(FEATURES, features(f, known[f]), strict=True)] for f in listed]
        )
        self.letters = np.array([grams(form) for form in listed])
        self.often = np.zeros(len(place["word"]) + 2, dtype="int64")
        for form, n in occur.items():
            self.often[place["word"].get(form.lower(), UNKNOWN)] += n


def variants(documents: Documents) -> set[str]:
    """Every form, and what augmentation makes of it."""
    found = {word.form for word in words(documents)}
    for change in (lower_case, capitals, title_case):
        for document in documents:
            for sentence in document:
                if changed := change(sentence):
                    found.update(word.form for word in changed.words)
    return found


def arrays(documents: Documents, table: Words, names: Names, rng: random.Random | None = None) -> Arrays:
    """The documents in pieces. With `rng`, pieces and sentences vary."""
    number = {name: {value: i for i, value in enumerate(values)} for name, values in names.labels.items()}
    made: dict[str, list[int]] = {name: [] for name in ("word", *number, "head", "piece", "sentence")}
    for document in documents:
        position = 0
        while position < len(document):
            size = rng.randint(1, SENTENCES_A_PIECE) if rng else SENTENCES_A_PIECE
            piece = document[position : position + size]
            position += size
            if rng:
                piece = [sentence for sentence in augment(piece, rng) if len(sentence.words) <= LONGEST]
            for sentence in piece:
                for i, word in enumerate(sentence.words):
                    made["word"].append(table.rows[word.form])
                    made["head"].append(0 if word.head == i else word.head + 1)
                    for name, value in answers(word).items():
                        made[name].append(number[name].get(value, 0))
                made["sentence"].append(len(sentence.words))
            if piece:
                made["piece"].append(sum(len(sentence.words) for sentence in piece))
    return {name: np.array(values, dtype="int64") for name, values in made.items()}


def epoch(treebanks: Documents, news: Documents, times: int, table: Words, names: Names, seed: str) -> Arrays:
    """An epoch: the treebanks once, the project's own `times`."""
    parts = [arrays(treebanks, table, names, random.Random(f"{seed}/a"))]
    parts += [arrays(news, table, names, random.Random(f"{seed}/{time}")) for time in range(times)]
    return {name: np.concatenate([part[name] for part in parts]) for name in parts[0]}
