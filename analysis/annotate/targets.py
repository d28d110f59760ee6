"""Tone towards one mention: a linear model over the grammar and the words around it.

The model (two logistic regressions over sparse features, trained by `analysis.annotate.train_targets` on NewsMTSC; Hamborg and Donnay, EACL 2021)
sees no name: the words of the mention are one mark, other names another, so that exchanging names changes no score. What it
knows of a mention is its role and its governing predicate (as in Jiang et al., ACL 2011), the words before and after it, its
modifiers, negation, contrast, quotation, and VADER's valence of the words near it in the tree and in the line.
"""

import math
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from functools import lru_cache
from importlib.resources import files

import numpy as np
import pandas as pd
from spacy.attrs import SENT_START
from spacy.tokens import Doc

from analysis import parser
from analysis.annotate import records  # noqa: F401  (declares the document's lists)
from analysis.annotate.lexicon import words
from analysis.annotate.topic import vader_lexicon
from analysis.annotate.tree import Tree

CLASSES = ("negative", "neutral", "positive")
TARGET, NAME, NUMBER, MARK = "TARGET", "NAME", "NUMBER", "PUNCT"
MARKS = frozenset('.,;:!?"')
QUOTES = frozenset('"“”')
BEFORE, AFTER, NEAR = 6, 8, 3
GENERATIONS = 4  # heads above the mention that are looked at
SHORTEST_STEM = 4
# English derivation and inflection: suffix, what the stem ends in without it.
SUFFIXES = (
    ("fully", "ful"), ("ful", ""), ("ly", ""), ("ness", ""), ("ment", ""), ("ing", ""), ("ing", "e"), ("ed", ""), ("ed", "e"),
    ("er", ""), ("er", "e"), ("ists", "ist"), ("ist", ""), ("able", ""), ("able", "e"), ("ation", "e"), ("ion", "e"), ("ion", ""),
    ("ous", ""), ("ive", "e"), ("ive", ""), ("s", ""), ("ity", ""), ("al", ""),
)  # fmt: skip
Features = dict[str, float]


class TargetModel:
    """The trained weights: of each feature its inverse document frequency and a weight for every class in either classifier."""

    def __init__(self, names: list[str], idf: np.ndarray, weights: np.ndarray, bias: np.ndarray, scaling: np.ndarray):
        self.place = {name: i for i, name in enumerate(names)}
        self.idf, self.weights, self.bias, self.scaling = idf, weights, bias, scaling
        self.is_valence = np.array([name[0] == "#" for name in names])

    def probabilities(self, mentions: Sequence[Features]) -> np.ndarray:
        """Calibrated probabilities of `CLASSES`, a row a mention. Word features have length 1 together, the valences keep their
        size."""
        if not mentions:
            return np.zeros((0, len(CLASSES)))
        get, places, values, starts = self.place.get, [], [], []
        for features in mentions:
            starts.append(len(places))
            for name, value in features.items():
                place = get(name)
                if place is not None:
                    places.append(place)
                    values.append(value)
        where, starting = np.array(places, dtype=np.intp), np.array(starts)
        weighted = np.array(values) * self.idf[where]
        valences = self.is_valence[where]
        norms = np.sqrt(np.add.reduceat(np.where(valences, 0.0, weighted**2), starting))
        lengths = np.diff(starting, append=len(places))
        weighted /= np.where(valences, 1.0, np.repeat(np.where(norms, norms, 1.0), lengths))
        scores = np.add.reduceat(weighted[:, np.newaxis] * self.weights[where], starting) + self.bias
        logits = calibrated(combined(scores), self.scaling)
        odds = np.exp(logits - logits.max(axis=1, keepdims=True))
        return odds / odds.sum(axis=1, keepdims=True)


def combined(scores: np.ndarray) -> np.ndarray:
    """Log of the mean of the two classifiers' probabilities; of the six scores a row, the first three are the multinomial's, the
    others those of one classifier for each class against the rest."""
    multinomial = np.exp(scores[:, :3] - scores[:, :3].max(axis=1, keepdims=True))
    against_rest = 1 / (1 + np.exp(-scores[:, 3:]))
    parts = [p / p.sum(axis=1, keepdims=True) for p in (multinomial, against_rest)]
    return np.log((parts[0] + parts[1]) / 2)


def calibrated(logits: np.ndarray, scaling: np.ndarray) -> np.ndarray:
    """Logits after vector scaling: one factor, one constant for each class."""
    return scaling[0] * logits + scaling[1:]


@lru_cache(maxsize=1)
def model() -> TargetModel:
    """The shipped model."""
    with files("analysis.annotate").joinpath("target_model", "weights.npz").open("rb") as file, np.load(file) as data:
        names = data["names"].tobytes().decode("utf-8").split("\n")
        return TargetModel(
            names, data["idf"].astype("float64"), data["weights"].astype("float64"), data["bias"], data["scaling"]
        )


def scores(doc: Doc, spans: Sequence[tuple[int, int]]) -> list[float]:
    """target_score of each mention (start, end) of a parsed document, from its sentence; rounded to four places."""
    tree = Tree.of(doc)
    bounds = [*np.flatnonzero(doc.to_array([SENT_START]).reshape(-1) == 1).tolist(), tree.size]
    seen: dict[int, Context] = {}
    mentions = []
    for start, end in spans:
        number = bisect_right(bounds, bisect_right(tree.end, start))
        if number not in seen:
            seen[number] = Context(tree, bounds[number - 1], bounds[number])
        mentions.append(seen[number].features(start, end))
    p = model().probabilities(mentions)
    return [round(score, 4) for score in (p[:, 2] - p[:, 0]).tolist()]


def towards(texts: Iterable[str], spans: Iterable[tuple[int, int]]) -> pd.DataFrame:
    """See `analysis.annotate.sentiment.towards`."""
    pairs = list(zip(texts, spans, strict=True))
    for number, (text, (start, end)) in enumerate(pairs):
        if not 0 <= start < end <= len(text) or not text[start:end].strip():
            raise ValueError(f"text {number}: ({start}, {end}) is no part of a text of {len(text)} characters")
    docs = _pipeline().pipe([text for text, _ in pairs])
    mentions = [
        Context(Tree.of(doc), 0, len(doc)).features(start, end)
        for doc, (_, (start, end)) in zip(docs, pairs, strict=True)
    ]
    table = pd.DataFrame(model().probabilities(mentions), columns=list(CLASSES))
    table["target_score"] = table["positive"] - table["negative"]
    return table


@lru_cache(maxsize=1)
def _pipeline():
    return parser.load()


class Context:
    """The words of one sentence, or of a short text, as the model sees them; shared by its mentions.

    Words are indices of the document's tokens. What lies outside `first` to `last` is not looked at.
    """

    def __init__(self, tree: Tree, first: int, last: int):
        self.tree = tree
        self.nodes = [n for n in range(first, last) if tree.pos[n] != "SPACE"]
        self.first = self.nodes[0] if self.nodes else first
        low, high = tree.start[first], tree.end[last - 1]
        spans = [(m.start, m.end) for m in tree.doc._.mentions if low <= m.start < high]
        self.named = {n for n in self.nodes for start, end in spans if tree.start[n] < end and start < tree.end[n]}
        self.word = {n: self._masked(n) for n in self.nodes}
        self.valence = {n: valence(tree.lower[n], tree.lemma[n].lower(), tree.pos[n]) for n in self.nodes}
        self.valued = [(n, v) for n, v in self.valence.items() if v]
        self.quotes = [n for n in self.nodes if tree.lower[n] in QUOTES]
        contrasts = words("sentiment", "contrasts")
        self.contrasts = [n for n in self.nodes if tree.lower[n] in contrasts]
        self.name_starts = [n for n, word in self.word.items() if word == NAME and self.word.get(n - 1) != NAME]

    def _masked(self, node: int) -> str:
        """No word of a name gets through: the codebook's, capitals inside a sentence, and whatever is tagged as a name."""
        tree, pos = self.tree, self.tree.pos[node]
        if pos == "PROPN" or node in self.named:
            return NAME
        if tree.text[tree.start[node]].isupper() and node != self.first and tree.lower[node] != "i":
            return NAME
        if pos == "NUM":
            return NUMBER
        if pos == "PUNCT":
            return tree.lower[node] if tree.lower[node] in MARKS else MARK
        return tree.lemma[node].lower()

    def features(self, start: int, end: int) -> Features:
        """Feature names with their values of the mention at these characters. Names that begin with # are valences."""
        tree = self.tree
        inside = [n for n in self.nodes if tree.start[n] < end and start < tree.end[n]]
        found = self._line(inside[0], inside[-1])
        self._tree(_root(tree, inside), frozenset(inside), found)
        return found

    def _line(self, low: int, high: int) -> Features:
        """Words of the sentence, of the window around the mention, and runs of two and three words that touch it."""
        before = [self.word[n] for n in self.nodes if n < low]
        line = [*before, TARGET, *(self.word[n] for n in self.nodes if n > high)]
        found: Features = dict.fromkeys([f"w={word}" for word in line], 0.5)
        found |= dict.fromkeys([f"b={a} {b}" for a, b in zip(line, line[1:], strict=False)], 0.5)
        place = len(before)
        for offset in range(max(-BEFORE, -place), min(AFTER + 1, len(line) - place)):
            if offset:
                word = line[place + offset]
                side = f"{'L' if offset < 0 else 'R'}={word}"
                found[side] = found.get(side, 0.0) + (1.0 if abs(offset) <= NEAR else 0.7)
                if abs(offset) <= NEAR:
                    found[f"{offset}={word}"] = 1.0
        for offset in (-2, -1, 0, 1):
            if place + offset >= 0:
                run = line[place + offset : place + offset + 3]
                found[f"2{offset}={' '.join(run[:2])}"] = 1.0
                found[f"3{offset}={' '.join(run)}"] = 0.7
        found[f"place={min(4 * place // len(line), 3)}"] = 1.0
        found[f"length={min(len(line) // 10, 4)}"] = 1.0
        return found

    def _tree(self, root: int, inside: frozenset[int], found: Features) -> None:
        tree = self.tree
        role = tree.dep[root] if tree.dep[root] == "nsubj:pass" else tree.base[root]
        ancestors = self._ancestors(root)
        predicate = self._predicate(root, ancestors)
        negators = words("sentiment", "negators")
        negated = any(tree.lower[c] in negators for c in tree.children[predicate])
        not_ = "!" if negated else ""
        head = self._seen(predicate, inside)
        found |= {f"role={tree.dep[root]}": 1.0, f"pred={head}{not_}": 1.0, f"role+pred={role}|{head}{not_}": 1.0}
        found[f"role+bin={role}{_bin(self._value(predicate, inside))}{not_}"] = 1.0
        self._path(ancestors, inside, found)
        self._arguments(predicate, role, head, inside, found)
        self._modifiers(root, inside, found)
        clause = [n for n in tree.subtree(predicate) if n in self.word and n not in inside]
        found |= dict.fromkeys([f"c={self.word[n]}" for n in clause], 0.7)
        self._valences(root, predicate, role, clause, negated, inside, found)
        self._setting(root, role, predicate, inside, found)
        if negated:
            found["negated"] = 1.0

    def _seen(self, node: int, inside: frozenset[int]) -> str:
        return TARGET if node in inside else self.word.get(node, MARK)

    def _value(self, node: int, inside: frozenset[int]) -> float:
        return 0.0 if node in inside else self.valence.get(node, 0.0)

    def _ancestors(self, root: int) -> list[tuple[str, int]]:
        """(relation, head) upwards from the mention."""
        tree, found, node = self.tree, [], root
        while tree.head[node] != node and len(found) < GENERATIONS:
            found.append((tree.dep[node], tree.head[node]))
            node = tree.head[node]
        return found

    def _predicate(self, root: int, ancestors: list[tuple[str, int]]) -> int:
        """The nearest verb, adjective or predicative noun above the mention."""
        for relation, head in ancestors:
            pos = self.tree.pos[head]
            if pos in ("VERB", "ADJ", "AUX") or (pos == "NOUN" and relation.startswith("nsubj")):
                return head
        return ancestors[0][1] if ancestors else root

    def _path(self, ancestors: list[tuple[str, int]], inside: frozenset[int], found: Features) -> None:
        path = ""
        for number, (relation, head) in enumerate(ancestors):
            path += relation + "<"
            word = self._seen(head, inside)
            found[f"path={path}{word}"] = 1.0
            found[f"path+bin={path}{_bin(self._value(head, inside))}"] = 1.0
            found[f"above{number}={word}"] = 1.0

    def _arguments(self, predicate: int, role: str, head: str, inside: frozenset[int], found: Features) -> None:
        tree = self.tree
        for child in tree.children[predicate]:
            if child in inside or child not in self.word:
                continue
            word, relation = self.word[child], tree.dep[child]
            found[f"arg={relation}={word}"] = 1.0
            found[f"role+arg={role}|{relation}={word}"] = 1.0
            found[f"pred+arg={role}|{head}|{relation}={word}"] = 1.0
            if self.valence[child]:
                found[f"arg+bin={role}|{relation}={_bin(self.valence[child])}"] = 1.0
            if relation in ("ccomp", "xcomp", "obj", "obl", "advcl", "parataxis"):
                for below in self._below(child, inside):
                    found[f"below={role}|{relation}={self.word[below]}"] = 1.0

    def _modifiers(self, root: int, inside: frozenset[int], found: Features) -> None:
        for child in self.tree.children[root]:
            if child not in self.word or child in inside:
                continue
            found[f"mod={self.tree.dep[child]}={self.word[child]}"] = 1.0
            if self.valence[child]:
                found[f"mod+bin={_bin(self.valence[child])}"] = 1.0
            for below in self._below(child, inside):
                found[f"mod2={self.word[below]}"] = 1.0

    def _below(self, node: int, inside: frozenset[int]) -> list[int]:
        return [
            n for n in self.tree.children[node] if n in self.word and n not in inside and self.tree.pos[n] != "PUNCT"
        ]

    def _valences(
        self, root: int, predicate: int, role: str, clause: list[int], negated: bool, inside: frozenset[int], found: Features
    ) -> None:  # fmt: skip
        """Sums of valences squashed as VADER does, x / sqrt(x² + 15)."""
        around = [(n, v) for n, v in self.valued if n not in inside]
        here = [v for v in (self.valence[n] for n in clause) if v]
        near = sum(v * math.exp(-abs(n - root) / 6) for n, v in around)
        own = self._value(predicate, inside) / 4 * (-0.7 if negated else 1.0)
        found |= {
            "#all": _squash(sum(v for _, v in around)),
            "#all+": _squash(sum(v for _, v in around if v > 0)),
            "#all-": _squash(sum(v for _, v in around if v < 0)),
            "#clause": _squash(sum(here)),
            "#clause+": _squash(sum(v for v in here if v > 0)),
            "#clause-": _squash(sum(v for v in here if v < 0)),
            f"#clause|{role}": _squash(sum(here)),
            "#near": _squash(2 * near),
            "#pred": own,
            f"#pred|{role}": own,
            "#after": _squash(sum(v for n, v in around if n > root)),
            "#before": _squash(sum(v for n, v in around if n < root)),
        }

    def _setting(self, root: int, role: str, predicate: int, inside: frozenset[int], found: Features) -> None:
        found[f"quoted={sum(n < root for n in self.quotes) % 2}"] = 1.0
        if self.quotes:
            found["quotes"] = 1.0
        if role == "nsubj" and self.tree.lemma[predicate].lower() in words("roles", "speech"):
            found["speaks"] = 1.0
        for node in self.contrasts:
            found[f"contrast={'after' if node > root else 'before'}"] = 1.0
        found["names"] = sum(n not in inside for n in self.name_starts) / 3


def _root(tree: Tree, inside: list[int]) -> int:
    """The word of a mention on which its others hang: the first whose head lies outside."""
    members = set(inside)
    return next((n for n in inside if tree.head[n] not in members or tree.head[n] == n), inside[0])


@lru_cache(maxsize=100_000)
def valence(word: str, lemma: str, pos: str) -> float:
    """VADER's valence of a word; where it has none, of its lemma or of the word it is derived from."""
    lexicon = vader_lexicon()
    found = lexicon.get(word) or lexicon.get(lemma)
    return found or (derived_valence(word) if pos in ("VERB", "NOUN", "ADJ", "ADV") else 0.0)


def derived_valence(word: str) -> float:
    """Of the first word in the lexicon that a regular suffix makes into this one ("disgraceful" from "disgrace"); 0 if none."""
    lexicon = vader_lexicon()
    for suffix, stem_end in SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= SHORTEST_STEM:
            found = lexicon.get(word[: -len(suffix)] + stem_end)
            if found:
                return found
    return 0.0


def _bin(value: float) -> str:
    return "0" if not value else ("+" if value > 0 else "-") * (2 if abs(value) > 1.8 else 1)


def _squash(total: float) -> float:
    return total / math.sqrt(total * total + 15)
