"""The graph parser: tags, features, sentences and trees of a Doc, all from one network (`network.py`).

It is a pipeline component of spaCy with the factory `graph_parser`. What an earlier component has set of `is_sent_start` holds. Documents
are read several at a time, which is faster and changes nothing.
"""

import shutil
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from spacy.attrs import DEP, HEAD, MORPH, POS, TAG
from spacy.language import Language
from spacy.tokens import Doc
from threadpoolctl import ThreadpoolController

from analysis.batches import Batched
from analysis.parser import trees
from analysis.parser.lexicon import LexicalClasses
from analysis.parser.network import Network
from analysis.parser.whitespace import DIRECTIONS

# A sentence longer than this is a list or a table: it is cut where a sentence is likeliest to begin, as arcs take its square in memory.
LONGEST = 250
# One thread: sums come out the same on machines of any number of cores, and workers beside each other don't get in each other's way.
THREADS = ThreadpoolController()
WRITTEN = [HEAD, DEP, TAG, POS, MORPH]


class GraphParser(Batched):
    """The component. `labels` are the relations it can give."""

    def __init__(self, name: str = "graph_parser"):
        super().__init__(name)
        self.network: Network
        self.lexicon = LexicalClasses()

    @property
    def labels(self) -> tuple[str, ...]:
        return tuple(self.network.labels["dep"])

    def annotate(self, docs: list[Doc]) -> None:
        """Write heads, relations, tags, parts of speech and features on each document."""
        docs = [doc for doc in docs if len(doc)]
        if docs:
            with THREADS.limit(limits=1):
                self._annotate(docs)

    def _annotate(self, docs: list[Doc]) -> None:
        network = self.network
        sizes = [len(doc) for doc in docs]
        forms = [token.text for doc in docs for token in doc]
        x = network.encode(network.words(forms, np.concatenate([self.lexicon.classes(doc) for doc in docs])), sizes)
        tags, morphs = network.tags(x)
        starts = sentence_starts(network.head("start", x), docs)
        lengths = np.diff(np.append(starts, len(forms)))
        scores, dependents, heads = network.sentences(x, lengths)
        best = [trees.best(arcs) for arcs in scores]
        # The root stands before all words where relations are asked for.
        governors = np.concatenate(
            [np.where(b == trees.ROOT, 0, b + start) for b, start in zip(best, starts, strict=True)]
        )
        relations = network.relate(dependents, heads[governors])
        distance = np.where(governors == 0, 0, governors - 1 - np.arange(len(forms)))
        for doc, start, end in zip(docs, *_bounds(sizes), strict=True):
            here = slice(start, end)
            self._write(doc, distance[here], relations[here], tags[here], morphs[here])

    def _write(
        self, doc: Doc, distance: np.ndarray, relations: np.ndarray, tags: np.ndarray, morphs: np.ndarray
    ) -> None:
        numbers = self._numbers(doc)
        columns = [
            distance.astype("int64").astype("uint64"),
            np.where(distance == 0, numbers["root"], numbers["dep"][relations]),
            numbers["tag"][tags],
            numbers["pos"][morphs],
            numbers["feats"][morphs],
        ]
        doc.from_array(WRITTEN, np.stack(columns, axis=1).astype("uint64"))  # type: ignore[arg-type]  # the stub asks for a protocol

    def _numbers(self, doc: Doc) -> dict[str, Any]:
        """The labels as a Doc keeps them. A word that is no root may be labelled so: it is a `dep` then."""
        vocab = doc.vocab
        if getattr(self, "_vocab", None) is not vocab:
            labels = self.network.labels
            split = [label.split("|", 1) for label in labels["morph"]]
            add = vocab.strings.add
            self._known = {
                "root": add("ROOT"),
                "dep": np.array([add("dep" if label == "root" else label) for label in labels["dep"]], dtype="uint64"),
                "tag": np.array([add(label) for label in labels["tag"]], dtype="uint64"),
                "pos": np.array([add(pos) for pos, _ in split], dtype="uint64"),
                "feats": np.array([vocab.morphology.add(feats) for _, feats in split], dtype="uint64"),
            }
            self._vocab = vocab
        return self._known

    def to_disk(self, path: Path, **_: Any) -> None:
        """Copy the network's files."""
        shutil.copytree(self.network.folder, path, dirs_exist_ok=True)

    def from_disk(self, path: Path, **_: Any) -> "GraphParser":
        """Read the network. Raises OSError where it is not there."""
        self.network = Network(Path(path))
        return self


def sentence_starts(scores: np.ndarray, docs: list[Doc]) -> np.ndarray:
    """Where sentences begin, as indices into the words of all documents.

    The network reads all quotation marks alike. Which way one points decides whether a sentence begins with it or behind it.
    """
    margin = scores[:, 1] - scores[:, 0]
    points = np.concatenate([doc.user_data.get(DIRECTIONS, np.zeros(len(doc))) for doc in docs])
    for i in np.flatnonzero(points[:-1]):
        here, gone = (i, i + 1) if points[i] > 0 else (i + 1, i)
        margin[here] = max(margin[i], margin[i + 1])
        margin[gone] = -np.inf
    given = np.concatenate([[token.is_sent_start for token in doc] for doc in docs])
    given = np.array([0 if value is None else 1 if value else -1 for value in given])
    begins = np.where(given == 0, margin > 0, given > 0)
    begins[np.cumsum([0, *(len(doc) for doc in docs[:-1])])] = True
    starts = np.flatnonzero(begins)
    while (lengths := np.diff(np.append(starts, len(margin)))).max() > LONGEST:
        more = [
            start + 1 + int(margin[start + 1 : start + length].argmax())
            for start, length in zip(starts.tolist(), lengths.tolist(), strict=True)
            if length > LONGEST
        ]
        starts = np.union1d(starts, more)
    return starts


def _bounds(sizes: list[int]) -> tuple[list[int], list[int]]:
    ends = np.cumsum([0, *sizes]).tolist()
    return [start for start, _ in pairwise(ends)], [end for _, end in pairwise(ends)]


@Language.factory(
    "graph_parser", assigns=["token.dep", "token.head", "token.tag", "token.pos", "token.morph", "doc.sents"]
)
def create_graph_parser(nlp: Language, name: str) -> GraphParser:
    """The component; `from_disk` gives it its network."""
    return GraphParser(name)
