"""What the model of `analysis.annotate.sentiment.tone` sees of one mention.

Two descriptions of the same sentence come out. *Words* are sparse: the words around the mention, in its clause, above and below it
in the tree (as in Jiang et al., ACL 2011), in blocks of one kind. *Numbers* are few: the connotations of words (see `connotations`)
summed by the place in which they stand to the mention (`PLACES`), valences, and the setting.
"""

import math
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from analysis.annotate.sentiment.tone_context import Context
from analysis.english.lexicon import words_with
from analysis.english.word_classes import word_class

TARGET = "TARGET"
NEGATIVE = word_class("negators") | word_class("negative_words")
SPEECH = words_with("speech", True, "verb")
BEFORE, AFTER, NEAR = 6, 8, 3
FADE = 6  # words within which the weight of a neighbour falls to 1/e
EVEN = 4.0  # a sum of connotations x counts as x / sqrt(x² + EVEN)
LONGEST = 10_000  # words of a sentence
GENERATIONS = 4  # heads above the mention that are looked at
# Blocks of sparse features, each of length 1 in a mention, with their weights; and the kinds of features in each.
BLOCKS = {"sentence": 0.5, "window": 0.5, "runs": 0.4, "tree": 0.5}
KINDS = {
    "sentence": ("sentence",),
    "window": ("left", "right"),
    "runs": ("runs",),
    "tree": ("role", "predicate", "role predicate", "role bin", "path"),
    "valences": ("valences",),
}
# Where a word may stand to the mention: around it, above it, below it, and as an argument of its predicate.
PLACES = (
    "before", "after", "near", "all", "above0", "above1", "above2", "predicate", "clause", "below", "nsubj", "obj", "obl", "comp",
    "advcl", "advmod", "conj", "parataxis",
)  # fmt: skip
_PLACE = {name: number for number, name in enumerate(PLACES)}
_ARGUMENTS = {name: name for name in PLACES[10:]} | {"iobj": "obj", "ccomp": "comp", "xcomp": "comp"}
ARGUMENT_OF = {relation: _PLACE[place] for relation, place in _ARGUMENTS.items()}
VALENCES = ("all", "all+", "all-", "clause", "clause+", "clause-", "near", "predicate", "after", "before")
SETTING = ("place", "length", "names", "negated", "speaks", "quoted", "quotes", "contrast before", "contrast after")
ROLES = (
    "nsubj", "nsubj:pass", "obj", "iobj", "obl", "obl:agent", "nmod", "nmod:poss", "compound", "appos", "conj", "root", "xcomp",
    "parataxis", "flat", "acl:relcl", "advcl", "ccomp", "dep", "case", "amod",
)  # fmt: skip
_ROLE = {name: number for number, name in enumerate(ROLES)}


class ToneFeatures(NamedTuple):
    """Of one mention: its sparse features by kind; the weight of each word of the sentence in each of `PLACES`; the rows of these
    words in the table of connotations; the other numbers."""

    words: dict[str, dict[str, float]]
    places: np.ndarray
    rows: list[int]
    rest: list[float]

    def numbers(self, vectors: np.ndarray) -> np.ndarray:
        """Connotations by place, squashed, and the rest."""
        sums = self.places @ vectors[self.rows]
        sums /= np.sqrt(sums * sums + EVEN)
        return np.concatenate([sums.ravel(), self.rest])


class MentionInContext:
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
        self.negated = any(tree.lower[child] in NEGATIVE for child in tree.children[self.predicate])
        # The predicate and, by child, what is below it.
        self.branches = [(child, list(tree.subtree(child))) for child in tree.children[self.predicate]]
        below = [self.predicate, *(node for _, branch in self.branches for node in branch)]
        self.clause = [n for n in below if n in context.word and n not in self.inside]
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
        return TARGET if node in self.inside else self.context.word.get(node, "")

    def described(self) -> ToneFeatures:
        """Both descriptions."""
        setting, valences = self._setting(), self._valences()
        found = self._line() | self._tree()
        found["valences"] = dict(zip(VALENCES, valences, strict=True))
        for name in ("clause", "predicate"):
            found["valences"][f"{name}|{self.role}"] = found["valences"][name]
        roles = [0.0] * len(ROLES)
        for name in (self.role, self.tree.dep[self.root]):
            if name in _ROLE:
                roles[_ROLE[name]] = 1.0
        return ToneFeatures(found, self._places(), self.context.rows, [*valences, *setting, *roles])

    def _line(self) -> dict[str, dict[str, float]]:
        """Words of the sentence, of the window around the mention, and runs of two and three words that touch it."""
        words = [*self.context.word.values()]
        place = self.context.at[self.low]
        line = [*words[:place], TARGET, *words[self.context.at[self.high] + 1 :]]
        left: dict[str, float] = {}
        right: dict[str, float] = {}
        for offset in range(max(-BEFORE, -place), min(AFTER + 1, len(line) - place)):
            if offset:
                word, side = line[place + offset], left if offset < 0 else right
                side[word] = side.get(word, 0.0) + (1.0 if -NEAR <= offset <= NEAR else 0.7)
        runs = {}
        for offset in (-2, -1, 0, 1):
            if place + offset >= 0:
                run = line[place + offset : place + offset + 3]
                runs[f"{offset} 2 {' '.join(run[:2])}"] = 1.0
                runs[f"{offset} 3 {' '.join(run)}"] = 0.7
        return {"sentence": dict.fromkeys(line, 1.0), "left": left, "right": right, "runs": runs}

    def _tree(self) -> dict[str, dict[str, float]]:
        not_ = "!" if self.negated else ""
        head, role = self._word(self.predicate) + not_, self.role
        value = 0.0 if self.predicate in self.inside else self.context.valence.get(self.predicate, 0.0)
        paths, path = {}, ""
        for relation, node in self.above:
            path += relation + "<"
            paths[path + self._word(node)] = 1.0
        return {
            "role": {self.tree.dep[self.root]: 1.0},
            "predicate": {head: 1.0},
            "role predicate": {f"{role} {head}": 1.0},
            "role bin": {f"{role} {_bin(value)}{not_}": 1.0},
            "path": paths,
        }

    def _places(self) -> np.ndarray:
        """`PLACES` × words; under negation predicate and arguments count the other way."""
        at, sign = self.context.at, -1.0 if self.negated else 1.0
        size, root = len(at), at[self.root]
        weights = np.zeros((len(PLACES), size))
        weights[0, :root] = _fading()[root:0:-1]
        weights[1, root:] = _fading()[: size - root]
        weights[2, max(root - NEAR - 1, 0) : root + NEAR + 2] = 1.0
        weights[3] = 1.0
        # Cells of the flat array, by value; in two lists, since thousands of pairs would wake the garbage collector.
        cells = [(4 + number) * size + at[node] for number, (_, node) in enumerate(self.above[:3]) if node in at]
        cells += [8 * size + at[n] for n in self.clause]
        cells += [9 * size + at[n] for n in self.below]
        values = [1.0] * len(cells)
        cells += [9 * size + at[n] for n in self.under]
        values += [0.7] * len(self.under)
        if self.predicate in at:
            cells.append(7 * size + at[self.predicate])
            values.append(sign)
        for child, branch in self.branches:
            place = ARGUMENT_OF.get(self.tree.base[child])
            if place is not None:
                cells += [place * size + at[n] for n in branch if n in at]
                values += [sign if n == child else sign / 2 for n in branch if n in at]
        weights.put(cells, values)
        weights[:, at[self.low] : at[self.high] + 1] = 0.0
        return weights

    def _valences(self) -> list[float]:
        """`VALENCES`: sums of valences squashed as VADER does, x / sqrt(x² + 15)."""
        clause, root = set(self.clause), self.root
        up = down = clause_up = clause_down = near = after = before = 0.0
        for n, value in self.context.valence.items():
            if n in self.inside:
                continue
            up, down = (up + value, down) if value > 0 else (up, down + value)
            if n in clause:
                clause_up, clause_down = (
                    (clause_up + value, clause_down) if value > 0 else (clause_up, clause_down + value)
                )
            near += value * math.exp(-abs(n - root) / FADE)
            after, before = (after + value, before) if n > root else (after, before + value)
        own = 0.0 if self.predicate in self.inside else self.context.valence.get(self.predicate, 0.0)
        own *= -0.7 if self.negated else 1.0
        sums = (up + down, up, down, clause_up + clause_down, clause_up, clause_down, 2 * near, own, after, before)
        return [total / math.sqrt(total * total + 15) for total in sums]

    def _setting(self) -> list[float]:
        """`SETTING`."""
        context, root = self.context, self.root
        length = len(context.nodes) - len(self.inside) + 1
        speaks = self.role == "nsubj" and self.tree.lemma[self.predicate].lower() in SPEECH
        return [
            context.at[self.low] / length,
            length,
            sum(n not in self.inside for n in context.names) / 3,
            float(self.negated),
            float(speaks),
            float(sum(n < root for n in context.quotes) % 2),
            float(bool(context.quotes)),
            float(any(n < root for n in context.contrasts)),
            float(any(n > root for n in context.contrasts)),
        ]


@lru_cache(maxsize=1)
def _fading() -> np.ndarray:
    """Weight of a neighbour by its distance."""
    return 2 * np.exp(-np.arange(LONGEST) / FADE)


def _bin(value: float) -> str:
    return "0" if not value else ("+" if value > 0 else "-") * (2 if abs(value) > 1.8 else 1)
