"""What the model of `analysis.annotate.targets` sees of a mention: words and their roles, no names.

A mention is one mark, other names another, so that exchanging names changes no score. Two descriptions of the same sentence come
out. *Words* are sparse: the words around the mention, in its clause, above and below it in the tree (as in Jiang et al., ACL 2011),
in blocks of one kind. *Numbers* are few: the connotations of words (see `connotations`) summed by the place in which they stand to
the mention (`PLACES`), VADER's valences, and the setting.
"""

import math
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from analysis.annotate.connotations import Connotations
from analysis.annotate.lexicon import words
from analysis.annotate.tree import Tree

TARGET, NAME, NUMBER, MARK = "TARGET", "NAME", "NUMBER", "PUNCT"
MARKS = frozenset('.,;:!?"')
QUOTES = frozenset('"“”')
BEFORE, AFTER, NEAR = 6, 8, 3
FADE = 6  # words within which the weight of a neighbour falls to 1/e
EVEN = 4.0  # a sum of connotations x counts as x / sqrt(x² + EVEN)
GENERATIONS = 4  # heads above the mention that are looked at
# Blocks of sparse features, each of length 1 in a mention, and their weights.
BLOCKS = {"sentence": 0.5, "clause": 0.4, "window": 0.5, "runs": 0.4, "tree": 0.5, "setting": 0.2}
# Where a word may stand to the mention: around it, above it, below it, and as an argument of its predicate.
PLACES = (
    "before", "after", "near", "all", "above0", "above1", "above2", "predicate", "clause", "below", "nsubj", "obj", "obl", "comp",
    "advcl", "advmod", "conj", "parataxis",
)  # fmt: skip
_PLACE = {name: number for number, name in enumerate(PLACES)}
_ARGUMENTS = {name: name for name in PLACES[10:]} | {"iobj": "obj", "ccomp": "comp", "xcomp": "comp"}
ARGUMENT_OF = {relation: _PLACE[place] for relation, place in _ARGUMENTS.items()}
VALENCES = ("all", "all+", "all-", "clause", "clause+", "clause-", "near", "pred", "after", "before")
SETTING = ("place", "length", "names", "negated", "speaks", "quoted", "quotes", "contrast before", "contrast after")
ROLES = (
    "nsubj", "nsubj:pass", "obj", "iobj", "obl", "obl:agent", "nmod", "nmod:poss", "compound", "appos", "conj", "root", "xcomp",
    "parataxis", "flat", "acl:relcl", "advcl", "ccomp", "dep", "case", "amod",
)  # fmt: skip
_ROLE = {name: number for number, name in enumerate(ROLES)}


class Mention(NamedTuple):
    """Of one mention: its sparse features by block; the weight of each word of the sentence in each of `PLACES`; the rows of these
    words in the table of connotations; the other numbers."""

    words: dict[str, dict[str, float]]
    places: np.ndarray
    rows: list[int]
    rest: list[float]

    def numbers(self, vectors: np.ndarray) -> np.ndarray:
        """Connotations by place, squashed, and the rest."""
        sums = self.places @ vectors[self.rows]
        return np.concatenate([(sums / np.sqrt(sums * sums + EVEN)).ravel(), self.rest])


class Context:
    """The words of one sentence, or of a short text, as the model sees them; shared by its mentions.

    Words are numbered within the sentence; spaces are left out, and what lies outside `first` to `last` is not looked at.
    """

    def __init__(self, tree: Tree, first: int, last: int, connotations: Connotations):
        self.tree = tree
        self.nodes = [n for n in range(first, last) if tree.pos[n] != "SPACE"]
        self.at = {node: i for i, node in enumerate(self.nodes)}
        low, high = tree.start[first], tree.end[last - 1]
        spans = [(m.start, m.end) for m in tree.doc._.mentions if low <= m.start < high]
        self.named = {n for n in self.nodes for start, end in spans if tree.start[n] < end and start < tree.end[n]}
        self.word = {n: self._masked(n) for n in self.nodes}
        known = [connotations.of((w, tree.lower[n], tree.lemma[n].lower(), tree.pos[n])) for n, w in self.word.items()]
        self.rows = [row for row, _ in known]
        self.valence = {n: value for n, (_, value) in zip(self.nodes, known, strict=True)}
        self.valued = [(n, v) for n, v in self.valence.items() if v]
        self.quotes = [n for n in self.nodes if tree.lower[n] in QUOTES]
        contrasts = closed("contrasts")
        self.contrasts = [n for n in self.nodes if tree.lower[n] in contrasts]
        self.names = [n for n, word in self.word.items() if word == NAME and self.word.get(n - 1) != NAME]

    def _masked(self, node: int) -> str:
        """No word of a name gets through: the codebook's, capitals inside a sentence, and whatever is tagged as a name."""
        tree, pos = self.tree, self.tree.pos[node]
        if pos == "PROPN" or node in self.named:
            return NAME
        if tree.text[tree.start[node]].isupper() and node != self.nodes[0] and tree.lower[node] != "i":
            return NAME
        if pos == "NUM":
            return NUMBER
        if pos == "PUNCT":
            return tree.lower[node] if tree.lower[node] in MARKS else MARK
        return tree.lemma[node].lower()

    def mention(self, start: int, end: int) -> Mention:
        """Both descriptions of the mention at these characters."""
        return _Reading(self, start, end).described()


class _Reading:
    """One mention in its context. `inside`: its words; `root`: the one on which the others hang; `predicate`: the nearest verb,
    adjective or predicative noun above it."""

    def __init__(self, context: Context, start: int, end: int):
        self.context, tree = context, context.tree
        self.tree = tree
        inside = [n for n in context.nodes if tree.start[n] < end and start < tree.end[n]]
        self.low, self.high, self.inside = inside[0], inside[-1], frozenset(inside)
        self.root = next((n for n in inside if tree.head[n] not in self.inside or tree.head[n] == n), inside[0])
        self.role = tree.dep[self.root] if tree.dep[self.root] == "nsubj:pass" else tree.base[self.root]
        self.above = self._above()
        self.predicate = self._predicate()
        negators = closed("negators")
        self.negated = any(tree.lower[child] in negators for child in tree.children[self.predicate])
        self.clause = [n for n in tree.subtree(self.predicate) if n in context.word and n not in self.inside]
        self.below = self._children(self.root)
        self.under = [below for child in self.below for below in self._children(child)]

    def _above(self) -> list[tuple[str, int]]:
        """(relation, head) upwards from the mention."""
        tree, found, node = self.tree, [], self.root
        while tree.head[node] != node and len(found) < GENERATIONS:
            found.append((tree.dep[node], tree.head[node]))
            node = tree.head[node]
        return found

    def _predicate(self) -> int:
        for relation, head in self.above:
            pos = self.tree.pos[head]
            if pos in ("VERB", "ADJ", "AUX") or (pos == "NOUN" and relation.startswith("nsubj")):
                return head
        return self.above[0][1] if self.above else self.root

    def _children(self, node: int) -> list[int]:
        return [n for n in self.tree.children[node] if n in self.context.word and n not in self.inside]

    def _word(self, node: int) -> str:
        return TARGET if node in self.inside else self.context.word.get(node, MARK)

    def _bin(self, node: int) -> str:
        return _bin(0.0 if node in self.inside else self.context.valence.get(node, 0.0))

    def described(self) -> Mention:
        setting = self._setting()
        valences = self._valences()
        found = self._line()
        found["clause"] = dict.fromkeys([f"c={self.context.word[n]}" for n in self.clause], 1.0)
        found["tree"] = self._tree()
        found["setting"] = {
            f"place={min(int(4 * setting['place']), 3)}": 1.0,
            f"length={min(int(setting['length'] // 10), 4)}": 1.0,
            f"quoted={setting['quoted']}": 1.0,
        } | {name: setting[name] for name in SETTING[2:] if setting[name] and name != "quoted"}
        found["valences"] = {f"#{name}": value for name, value in valences.items() if value} | {
            f"#{name}|{self.role}": valences[name] for name in ("clause", "pred") if valences[name]
        }
        roles = [0.0] * len(ROLES)
        for name in (self.role, self.tree.dep[self.root]):
            if name in _ROLE:
                roles[_ROLE[name]] = 1.0
        rest = [*valences.values(), *(setting[name] for name in SETTING), *roles]
        return Mention(found, self._places(), self.context.rows, rest)

    def _line(self) -> dict[str, dict[str, float]]:
        """Words of the sentence, of the window around the mention, and runs of two and three words that touch it."""
        word, nodes = self.context.word, self.context.nodes
        before = [word[n] for n in nodes[: self.context.at[self.low]]]
        line = [*before, TARGET, *(word[n] for n in nodes[self.context.at[self.high] + 1 :])]
        place, window, runs = len(before), {}, {}
        for offset in range(max(-BEFORE, -place), min(AFTER + 1, len(line) - place)):
            if offset:
                side = f"L={line[place + offset]}" if offset < 0 else f"R={line[place + offset]}"
                window[side] = window.get(side, 0.0) + (1.0 if -NEAR <= offset <= NEAR else 0.7)
                if -NEAR <= offset <= NEAR:
                    window[f"{offset}={line[place + offset]}"] = 1.0
        for offset in (-2, -1, 0, 1):
            if place + offset >= 0:
                run = line[place + offset : place + offset + 3]
                runs[f"2{offset}={' '.join(run[:2])}"] = 1.0
                runs[f"3{offset}={' '.join(run)}"] = 0.7
        return {"sentence": dict.fromkeys([f"w={word}" for word in line], 1.0), "window": window, "runs": runs}

    def _tree(self) -> dict[str, float]:
        not_ = "!" if self.negated else ""
        head, role = self._word(self.predicate) + not_, self.role
        found = {f"role={self.tree.dep[self.root]}": 1.0, f"pred={head}": 1.0, f"role+pred={role}|{head}": 1.0}
        found[f"role+bin={role}{self._bin(self.predicate)}{not_}"] = 1.0
        path = ""
        for number, (relation, node) in enumerate(self.above):
            path += relation + "<"
            word = self._word(node)
            found[f"path={path}{word}"] = 1.0
            found[f"path+bin={path}{self._bin(node)}"] = 1.0
            found[f"above{number}={word}"] = 1.0
        for child in self.below:
            found[f"mod={self.tree.dep[child]}={self.context.word[child]}"] = 1.0
            if self.context.valence[child]:
                found[f"mod+bin={_bin(self.context.valence[child])}"] = 1.0
        return found | {f"mod2={self.context.word[n]}": 1.0 for n in self.under}

    def _places(self) -> np.ndarray:
        """`PLACES` × words; under negation predicate and arguments count the other way."""
        at, sign = self.context.at, -1.0 if self.negated else 1.0
        weights = np.zeros((len(PLACES), len(at)))
        distance = np.arange(len(at)) - at[self.root]
        fading = 2 * np.exp(-np.abs(distance) / FADE)
        weights[0], weights[1] = fading * (distance < 0), fading * (distance >= 0)
        weights[2], weights[3] = np.abs(distance) <= NEAR + 1, 1.0
        for place, (_, node) in zip((4, 5, 6), self.above, strict=False):
            if node in at:
                weights[place, at[node]] = 1.0
        if self.predicate in at:
            weights[7, at[self.predicate]] = sign
        weights[8, [at[n] for n in self.clause]] = 1.0
        weights[9, [at[n] for n in self.under]] = 0.7
        weights[9, [at[n] for n in self.below]] = 1.0
        for child in self.tree.children[self.predicate]:
            place = ARGUMENT_OF.get(self.tree.base[child])
            if place is not None:
                weights[place, [at[n] for n in self.tree.subtree(child) if n in at]] = sign / 2
                if child in at:
                    weights[place, at[child]] = sign
        weights[:, [at[n] for n in self.inside]] = 0.0
        return weights

    def _valences(self) -> dict[str, float]:
        """Sums of valences squashed as VADER does, x / sqrt(x² + 15)."""
        around = [(n, v) for n, v in self.context.valued if n not in self.inside]
        clause = set(self.clause)
        here = [v for n, v in around if n in clause]
        own = 0.0 if self.predicate in self.inside else self.context.valence.get(self.predicate, 0.0)
        sums = (
            sum(v for _, v in around),
            sum(v for _, v in around if v > 0),
            sum(v for _, v in around if v < 0),
            sum(here),
            sum(v for v in here if v > 0),
            sum(v for v in here if v < 0),
            2 * sum(v * math.exp(-abs(n - self.root) / FADE) for n, v in around),
            own * (-0.7 if self.negated else 1.0),
            sum(v for n, v in around if n > self.root),
            sum(v for n, v in around if n < self.root),
        )
        return dict(zip(VALENCES, (total / math.sqrt(total * total + 15) for total in sums), strict=True))

    def _setting(self) -> dict[str, float]:
        context, root = self.context, self.root
        length = len(context.nodes) - len(self.inside) + 1
        speaks = self.role == "nsubj" and self.tree.lemma[self.predicate].lower() in words("roles", "speech")
        return {
            "place": context.at[self.low] / length,
            "length": length,
            "names": sum(n not in self.inside for n in context.names) / 3,
            "negated": float(self.negated),
            "speaks": float(speaks),
            "quoted": sum(n < root for n in context.quotes) % 2,
            "quotes": float(bool(context.quotes)),
            "contrast before": float(any(n < root for n in context.contrasts)),
            "contrast after": float(any(n > root for n in context.contrasts)),
        }


@lru_cache(maxsize=8)
def closed(name: str) -> frozenset[str]:
    """A closed class of words of this module."""
    return words("sentiment", name)


def _bin(value: float) -> str:
    return "0" if not value else ("+" if value > 0 else "-") * (2 if abs(value) > 1.8 else 1)
