"""The network of the graph parser, with numpy alone: words to vectors, vectors to tags, sentence starts, arcs and relations.

A word is read as its form, its endings, its shape, its letters in threes and fours and its classes in the dictionary. Convolutions over
neighbours give tags, features and sentence starts; a bidirectional LSTM (Hochreiter and Schmidhuber 1997) over each sentence and biaffine
products (Dozat and Manning, ICLR 2017) give a score to every arc and relation. `analysis.training.parser` makes the weights.
"""

import json
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np

FEATURES = ("word", "suf3", "suf2", "pre3", "shape", "lex0", "lex1", "lex2")
GRAMS, BUCKETS = 12, 4096
UNKNOWN = 1
WEIGHTS, NAMES = "weights.npz", "names.json"
RELATIONS_AT_ONCE = 1024
KEPT_TYPES = 60_000  # words whose vectors are kept, 1 KB each
Array = np.ndarray


def shape(form: str) -> str:
    """Letters and digits by kind, no run longer than three: "Mi-24s" is "Xx-ddx"."""
    made: list[str] = []
    last, run = "", 0
    for character in form:
        kind = "d" if character.isdigit() else "X" if character.isupper() else "x" if character.isalpha() else character
        run = run + 1 if kind == last else 1
        last = kind
        if run <= 3:
            made.append(kind)
    return "".join(made)[:10]


def grams(form: str) -> list[int]:
    """Buckets of the form's letters in threes and fours, its ends marked; 0 where there are fewer than `GRAMS`."""
    marked = f"<{form.lower()}>"
    found = [
        zlib.crc32(marked[i : i + n].encode()) % BUCKETS + 1 for n in (3, 4) for i in range(max(len(marked) - n + 1, 0))
    ]
    half = GRAMS // 2
    return found[:half] + found[-half:] if len(found) > GRAMS else found + [0] * (GRAMS - len(found))


def features(form: str, classes: Sequence[int]) -> tuple[str, ...]:
    """What `FEATURES` names, of a form and its three classes in the dictionary."""
    lower = form.lower()
    return (lower, lower[-3:], lower[-2:], lower[:3], shape(form), *map(str, classes))


@dataclass
class Layer:
    """A linear map whose outputs are taken as the higher of two, normalised to mean 0 and variance 1 (Goodfellow et al. 2013)."""

    weight: Array
    bias: Array
    gain: Array
    shift: Array

    def __call__(self, x: Array) -> Array:
        y = x @ self.weight
        y += self.bias
        half = y.shape[1] // 2
        y = np.maximum(y[:, :half], y[:, half:])
        y -= y.mean(axis=1, keepdims=True)
        y /= np.sqrt(np.einsum("ij,ij->i", y, y) / half + 1e-5)[:, None]
        return y * self.gain + self.shift


class Network:
    """The trained network. `labels` has the names of tags, of parts of speech with features, and of relations."""

    def __init__(self, folder: Path):
        self.folder = folder
        with (folder / NAMES).open(encoding="utf-8") as file:
            names = json.load(file)
        self.labels: dict[str, list[str]] = names["labels"]
        number = {label: i for i, label in enumerate(self.labels["morph"])}
        self.apart = np.ones((len(self.labels["tag"]), len(number)), bool)  # tag × morph: never seen together
        for i, tag in enumerate(self.labels["tag"]):
            together = [number[label] for label in names["together"][tag]]
            self.apart[i, together or slice(None)] = False
        self.rows: dict[str, dict[str, int]] = {
            feature: {value: i + 2 for i, value in enumerate(values)} for feature, values in names["vocabulary"].items()
        }
        with np.load(folder / WEIGHTS) as saved:
            w = {name: saved[name].astype("float32") for name in saved.files}
        self.embeddings = [w[f"emb.{i}.weight"] for i in range(len(FEATURES))]
        self.grams = w["grams.weight"] / 3
        self.mix = _layer(w, "mix")
        self.convolutions = [_layer(w, f"convs.{i}") for i in range(sum(name.endswith(".l.bias") for name in w) - 1)]
        self.heads = {name: (w[f"{name}.weight"].T.copy(), w[f"{name}.bias"]) for name in ("tag", "morph", "start")}
        layers = sum(name.startswith("lstm.") for name in w) // 8
        self.lstm = [[_direction(w, f"lstm.{i}", end) for end in ("", "_reverse")] for i in range(layers)]
        self.root = w["root"]
        self.maps = {name: (w[f"{name}.weight"].T.copy(), w[f"{name}.bias"]) for name in ("ad", "ah", "rd", "rh")}
        self.arcs = w["U"]
        self.relations = w["R"]  # relation × dependent × head
        count, size, _ = self.relations.shape
        self.flat_relations = np.ascontiguousarray(self.relations.transpose(1, 0, 2).reshape(size, count * size))
        self.known: dict[tuple[str, ...], int] = {}
        self.vectors = np.zeros((0, self.mix.gain.shape[0]), "float32")

    def words(self, forms: Sequence[str], classes: Array) -> Array:
        """A vector for each word. `classes`: three for each, from the dictionary."""
        if len(self.known) > KEPT_TYPES:
            self.known, self.vectors = {}, self.vectors[:0]
        keys = [(form, *row) for form, row in zip(forms, classes.tolist(), strict=True)]
        new = list(dict.fromkeys(key for key in keys if key not in self.known))
        if new:
            self.known.update((key, len(self.vectors) + i) for i, key in enumerate(new))
            self.vectors = np.concatenate([self.vectors, self._types(new)])
        return self.vectors[[self.known[key] for key in keys]]

    def _types(self, keys: list[tuple]) -> Array:
        values = [features(form, classes) for form, *classes in keys]
        parts = [
            table[[self.rows[name].get(value[i], UNKNOWN) for value in values]]
            for i, (name, table) in enumerate(zip(FEATURES, self.embeddings, strict=True))
        ]
        letters = np.array([grams(form) for form, *_ in keys])
        return self.mix(np.concatenate([*parts, self.grams[letters].sum(axis=1)], axis=1))

    def encode(self, x: Array, lengths: Sequence[int]) -> Array:
        """The words with their neighbours, text by text."""
        ends = np.cumsum(lengths)
        for layer in self.convolutions:
            before = np.roll(x, 1, axis=0)
            after = np.roll(x, -1, axis=0)
            before[ends[:-1]] = 0
            before[:1] = 0
            after[ends - 1] = 0
            x = x + layer(np.concatenate([before, x, after], axis=1))
        return x

    def head(self, name: str, x: Array) -> Array:
        """Scores of the labels of `tag`, `morph` or `start` (no, yes), a row for each word."""
        weight, bias = self.heads[name]
        return np.asarray(x @ weight + bias)

    def tags(self, x: Array) -> tuple[Array, Array]:
        """The number of each word's tag, and of its part of speech with features, which is one that goes with the tag."""
        tags = self.head("tag", x).argmax(axis=1)
        scores = self.head("morph", x)
        scores[self.apart[tags]] = -np.inf
        return tags, scores.argmax(axis=1)

    def sentences(self, x: Array, lengths: Array) -> tuple[list[Array], Array, Array]:
        """For each sentence the scores of its arcs (word × root and words); then what `relate` needs of every word as a dependent, and of
        the root and every word as a head."""
        order = np.argsort(-lengths, kind="stable")
        starts = (np.cumsum(lengths) - lengths)[order]
        sizes = lengths[order]
        longest = int(sizes[0])
        # Words by their place in the sentence: the block of place t has the t-th word of each sentence that has one, longest first.
        active = np.searchsorted(-sizes, -np.arange(longest), side="left")
        place = np.concatenate([starts[:n] + t for t, n in enumerate(active)])
        back = np.empty_like(place)
        back[place] = np.arange(len(place))
        blocks = np.concatenate([[0], np.cumsum(active)])
        y = x[place]
        for forward, backward in self.lstm:
            y = np.concatenate([_run(y, forward, blocks, False), _run(y, backward, blocks, True)], axis=1)
        y = y[back]
        ad, rd = (_leaky(y @ self.maps[name][0] + self.maps[name][1]) for name in ("ad", "rd"))
        with_root = np.concatenate([self.root[None], y])
        ah, rh = (_leaky(with_root @ self.maps[name][0] + self.maps[name][1]) for name in ("ah", "rh"))
        left = ad @ self.arcs[:-1] + self.arcs[-1]
        scores = []
        bounds = np.concatenate([[0], np.cumsum(lengths)])
        for start, end in pairwise(bounds.tolist()):
            heads = np.concatenate([ah[:1], ah[start + 1 : end + 1]])
            arcs = left[start:end] @ heads.T
            arcs[np.arange(end - start), np.arange(1, end - start + 1)] = -1e4  # no word heads itself
            scores.append(arcs)
        return scores, rd, rh

    def relate(self, dependents: Array, heads: Array) -> Array:
        """The best relation of each pair, as its number: rows of `sentences`' last two results."""
        count, size, _ = self.relations.shape
        found = []
        for i in range(0, len(dependents), RELATIONS_AT_ONCE):
            d, h = dependents[i : i + RELATIONS_AT_ONCE], heads[i : i + RELATIONS_AT_ONCE]
            product = (d @ self.flat_relations[:-1] + self.flat_relations[-1]).reshape(len(d), count, size)
            found.append((np.matmul(product[:, :, :-1], h[:, :, None])[:, :, 0] + product[:, :, -1]).argmax(axis=1))
        return np.concatenate(found)


def _layer(w: dict[str, Array], name: str) -> Layer:
    """Pairs of neighbouring outputs, as they are trained, become two halves."""
    order = np.concatenate([np.arange(0, len(w[f"{name}.l.bias"]), 2), np.arange(1, len(w[f"{name}.l.bias"]), 2)])
    weight = np.ascontiguousarray(w[f"{name}.l.weight"][order].T)
    return Layer(weight, w[f"{name}.l.bias"][order], w[f"{name}.n.weight"], w[f"{name}.n.bias"])


def _direction(w: dict[str, Array], name: str, end: str) -> tuple[Array, Array, Array]:
    """Weights of one direction, its gates as tanh alone needs them: a logistic function is a tanh of half its argument."""
    x, h = w[f"{name}.weight_ih_l0{end}"].copy(), w[f"{name}.weight_hh_l0{end}"].copy()
    bias = w[f"{name}.bias_ih_l0{end}"] + w[f"{name}.bias_hh_l0{end}"]
    hidden = h.shape[1]
    gates = np.r_[0 : 2 * hidden, 3 * hidden : 4 * hidden]
    order = np.r_[gates, 2 * hidden : 3 * hidden]  # in, forget, out; then the cell's candidate
    for array in (x, h, bias):
        array[gates] *= 0.5
    return np.ascontiguousarray(x[order].T), np.ascontiguousarray(h[order].T), bias[order]


def _run(x: Array, weights: tuple[Array, Array, Array], blocks: Array, backward: bool) -> Array:
    """One direction of the LSTM over words in blocks of the same place."""
    from_input, from_before, bias = weights
    hidden = from_before.shape[0]
    inputs = x @ from_input
    inputs += bias
    found = np.empty((len(x), hidden), "float32")
    most = int(blocks[1])
    h, c = np.zeros((most, hidden), "float32"), np.zeros((most, hidden), "float32")
    places = range(len(blocks) - 1)
    for t in reversed(places) if backward else places:
        start, end = int(blocks[t]), int(blocks[t + 1])
        n = end - start
        z = inputs[start:end]
        z += h[:n] @ from_before
        np.tanh(z, out=z)
        gates = z[:, : 3 * hidden]
        gates *= 0.5
        gates += 0.5
        c[:n] *= gates[:, hidden : 2 * hidden]
        c[:n] += gates[:, :hidden] * z[:, 3 * hidden :]
        np.multiply(gates[:, 2 * hidden :], np.tanh(c[:n]), out=h[:n])
        found[start:end] = h[:n]
    return found


def _leaky(x: Array) -> Array:
    return np.maximum(x, 0.1 * x)
