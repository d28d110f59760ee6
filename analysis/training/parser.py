"""Training the shipped pipeline. PyTorch is needed, and a GPU wanted: `pip install torch`.

    python -m analysis.training.parser train --treebanks DIR --out FILE --size shipped --steps 3800 --seed 5
    python -m analysis.training.parser distil --treebanks DIR --out FILE --base FILE --teachers FILE ... --raw FILE --steps 2800 --seed 11
    python -m analysis.training.parser pipeline --treebanks DIR --weights FILE ... --out DIR

DIR holds `*train*.conllu` (read all, in order of name) and `*dev*.conllu` (the first one is scored on); the project's own treebank is read
`NEWS_TIMES` times an epoch beside them. `train` makes one network. `distil` learns on from one: from the treebanks, and from what several
networks make of raw sentences on average (Hinton, Vinyals and Dean 2015, arXiv:1503.02531; for parsers Kuncoro et al., EMNLP 2016); FILE
of `--raw` has a sentence a line. `pipeline` writes what ships, from one network or the mean of several that learnt on from the same
(Wortsman et al. 2022, arXiv:2203.05482).
"""

import argparse
import copy
import json
import math
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from analysis import parser as shipped
from analysis.training import treebanks
from analysis.training.graph_network import SIZES, Batch, Network, Size
from analysis.training.pipeline import write
from analysis.training.treebanks import NEWS, Arrays, Documents, Names, Words

NEWS_TIMES = 4
WORDS_A_BATCH = 4000
RAW_WORDS_A_BATCH = 1500
RATE, WARM_UP, DECAY = 0.002, 200, 0.02
AVERAGED = 0.999  # of the weights over steps, how much stays
WEIGHTS = {"tag": 0.3, "morph": 0.3, "start": 0.3}
SMOOTHED = {"tag": 0.05, "morph": 0.05, "start": 0.0}
SMOOTHED_RELATIONS = 0.02
DEVICE = "cuda" if torch.cuda.is_available() else "cpu"
Tell = Callable[[str], object]


@dataclass
class Data:
    """What a run reads: treebanks with the project's own, the names and the words in them, and what is scored on."""

    treebanks: Documents
    news: Documents
    names: Names
    words: Words
    dev: dict[str, Arrays]

    @classmethod
    def read(cls, folder: Path, raw: list[list[str]]) -> "Data":
        """From a folder of treebanks and raw sentences, whose words are wanted too."""
        train, news = treebanks.read(treebanks.sources(folder, "train")), treebanks.read([NEWS / "train.conllu"])
        names = Names.learn(train, news)
        dev = {p.stem: treebanks.read([p]) for p in (treebanks.sources(folder, "dev")[0], NEWS / "dev.conllu")}
        forms = set[str]().union(*(treebanks.variants(d) for d in (train, news, *dev.values())), *raw)
        occur = Counter(word.form for word in treebanks.words(train))
        occur.update({form: 2 * n for form, n in Counter(w.form for w in treebanks.words(news)).items()})
        words = Words(forms, names, occur)
        return cls(train, news, names, words, {k: treebanks.arrays(d, words, names) for k, d in dev.items()})

    def network(self, size: Size) -> Network:
        rows = {name: len(values) + 2 for name, values in self.names.vocabulary.items()}
        return Network(rows, {name: len(values) for name, values in self.names.labels.items()}, size).to(DEVICE)

    @property
    def often(self) -> Tensor:
        return torch.from_numpy(self.words.often).to(DEVICE)


def batches(made: Arrays, table: Words, size: int, rng: np.random.Generator | None = None) -> Iterator[Batch]:
    """Batches of about `size` words, shuffled with `rng`."""
    bounds = np.concatenate([[0], np.cumsum(made["piece"])])
    first = np.searchsorted(np.concatenate([[0], np.cumsum(made["sentence"])]), bounds)
    pieces: list[int] = []
    held = 0
    for piece in rng.permutation(len(made["piece"])) if rng else range(len(made["piece"])):
        pieces.append(int(piece))
        held += made["piece"][piece]
        if held >= size:
            yield _batch(made, table, pieces, bounds, first)
            pieces, held = [], 0
    if pieces:
        yield _batch(made, table, pieces, bounds, first)


def _batch(made: Arrays, table: Words, pieces: list[int], bounds: np.ndarray, first: np.ndarray) -> Batch:
    here = np.concatenate([np.arange(bounds[p], bounds[p + 1]) for p in pieces])
    lengths = np.concatenate([made["sentence"][first[p] : first[p + 1]] for p in pieces])
    ends = np.cumsum([made["piece"][p] for p in pieces])
    left, right = np.ones((len(here), 1), "float32"), np.ones((len(here), 1), "float32")
    left[np.concatenate([[0], ends[:-1]])] = 0
    right[ends - 1] = 0
    starts = np.cumsum(lengths) - lengths
    place = np.arange(lengths.max())[None]
    mask = place < lengths[:, None]
    begins = np.zeros(len(here), "int64")
    begins[starts] = 1
    gold = {name: made[name][here] for name in ("tag", "morph", "dep", "head") if name in made} | {"start": begins}
    rows = made["word"][here]
    return Batch(
        _tensor(table.ids[rows]), _tensor(table.letters[rows]), _tensor(left), _tensor(right),
        _tensor(np.where(mask, starts[:, None] + place, len(here))), _tensor(mask), torch.from_numpy(lengths),
        {name: _tensor(values) for name, values in gold.items()},
    )  # fmt: skip


def _tensor(values: np.ndarray) -> Tensor:
    return torch.from_numpy(np.ascontiguousarray(values)).to(DEVICE)


def loss(network: Network, batch: Batch, often: Tensor) -> Tensor:
    """Cross entropy of heads, relations to the gold heads, and labels of words."""
    x = network.encode(batch, often)
    arcs, dependents, heads = network.arcs(x, batch)
    mask, gold = batch.mask, {name: batch.by_sentence(batch.gold[name]) for name in ("head", "dep")}
    relations = network.relations(dependents, heads, gold["head"])
    total = functional.cross_entropy(arcs[mask], gold["head"][mask])
    total = total + functional.cross_entropy(relations[mask], gold["dep"][mask], label_smoothing=SMOOTHED_RELATIONS)
    for name, scores in network.words(x).items():
        total = total + WEIGHTS[name] * functional.cross_entropy(
            scores, batch.gold[name], label_smoothing=SMOOTHED[name]
        )
    return total


@dataclass
class Lesson:
    """Raw sentences with what the teachers make of them: the mean of their probabilities, relations to the likeliest head."""

    batch: Batch
    head: Tensor
    likeliest: Tensor
    relation: Tensor
    tag: Tensor
    morph: Tensor

    def loss(self, network: Network, often: Tensor) -> Tensor:
        """Cross entropy with the teachers' probabilities."""
        x = network.encode(self.batch, often)
        arcs, dependents, heads = network.arcs(x, self.batch)
        mask, words = self.batch.mask, network.words(x)
        relations = network.relations(dependents, heads, self.likeliest)
        return (
            _soft(arcs[mask], self.head[mask])
            + _soft(relations[mask], self.relation[mask])
            + WEIGHTS["tag"] * _soft(words["tag"], self.tag)
            + WEIGHTS["morph"] * _soft(words["morph"], self.morph)
        )


def _soft(scores: Tensor, wanted: Tensor) -> Tensor:
    return -(wanted * scores.log_softmax(-1)).sum(-1).mean()


@torch.no_grad()
def lessons(raw: list[list[str]], teachers: list[Network], data: Data) -> list[Lesson]:
    """The raw sentences, those of like length together."""
    listed = sorted(raw, key=len)
    sizes = np.array([len(words) for words in listed])
    made = {
        "word": np.array([data.words.rows[form] for words in listed for form in words]),
        "piece": sizes,
        "sentence": sizes,
    }
    found = []
    for batch in batches(made, data.words, RAW_WORDS_A_BATCH):
        encoded = [teacher.encode(batch, data.often) for teacher in teachers]
        trees = [teacher.arcs(x, batch) for teacher, x in zip(teachers, encoded, strict=True)]
        head = _mean([arcs for arcs, _, _ in trees])
        likeliest = head.argmax(-1)
        relation = _mean([t.relations(d, h, likeliest) for t, (_, d, h) in zip(teachers, trees, strict=True)])
        words = [teacher.words(x) for teacher, x in zip(teachers, encoded, strict=True)]
        tag, morph = (_mean([scores[name] for scores in words]) for name in ("tag", "morph"))
        found.append(Lesson(batch, head, likeliest, relation, tag, morph))
    return found


def _mean(scores: list[Tensor]) -> Tensor:
    return torch.stack([s.softmax(-1) for s in scores]).mean(0)


@torch.no_grad()
def scores(network: Network, made: Arrays, data: Data) -> dict[str, float]:
    """Accuracy on given words and sentences, in per cent; UAS and LAS without punctuation, before heads are made a tree."""
    network.eval()
    punctuation = data.names.labels["dep"].index("punct") if "punct" in data.names.labels["dep"] else -1
    counts: Counter[str] = Counter()
    for batch in batches(made, data.words, 2 * WORDS_A_BATCH):
        x = network.encode(batch, data.often)
        arcs, dependents, heads = network.arcs(x, batch)
        best = arcs.argmax(-1)
        relation = network.relations(dependents, heads, best).argmax(-1)
        gold = {name: batch.by_sentence(batch.gold[name]) for name in ("head", "dep")}
        counted = batch.mask & (gold["dep"] != punctuation)
        right = counted & (best == gold["head"])
        counts["of"] += int(counted.sum())
        counts["uas"] += int(right.sum())
        counts["las"] += int((right & (relation == gold["dep"])).sum())
        counts["words"] += len(x)
        for name, found in network.words(x).items():
            counts[name] += int((found.argmax(-1) == batch.gold[name]).sum())
    network.train()
    of = {name: counts["of"] if name in ("uas", "las") else counts["words"] for name in ("uas", "las", *WEIGHTS)}
    return {name: round(100 * counts[name] / max(n, 1), 2) for name, n in of.items()}


def learn(
    network: Network,
    data: Data,
    steps: int,
    seed: int,
    taught: list[Lesson],
    rate: float,
    weight: float,
    tell: Tell = print,
) -> Network:
    """The mean of the weights over the steps. `taught` lessons count `weight` times beside the treebanks."""
    torch.manual_seed(seed)
    rng = np.random.default_rng(seed)
    dense = [p for name, p in network.named_parameters() if p.ndim > 1 and not name.startswith(("emb", "grams"))]
    chosen = {id(p) for p in dense}
    rest = [p for p in network.parameters() if id(p) not in chosen]
    groups: list[dict[str, Any]] = [{"params": dense, "weight_decay": DECAY}, {"params": rest, "weight_decay": 0.0}]
    optimizer = torch.optim.AdamW(groups, lr=rate, betas=(0.9, 0.95))
    average = copy.deepcopy(network).requires_grad_(False)
    step = epoch = 0
    started = time.monotonic()
    while step < steps:
        made = treebanks.epoch(data.treebanks, data.news, NEWS_TIMES, data.words, data.names, f"{seed}/{epoch}")
        epoch += 1
        for batch in batches(made, data.words, WORDS_A_BATCH, rng):
            if step == steps:
                break
            for group in optimizer.param_groups:
                group["lr"] = (
                    rate * min(1, (step + 1) / WARM_UP) * (0.5 * (1 + math.cos(math.pi * step / steps)) + 0.002)
                )
            total = loss(network, batch, data.often)
            if taught:
                total = total + weight * taught[rng.integers(len(taught))].loss(network, data.often)
            optimizer.zero_grad(set_to_none=True)
            total.backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            stays = min(AVERAGED, (1 + step) / (10 + step))
            with torch.no_grad():
                for mean, now in zip(average.parameters(), network.parameters(), strict=True):
                    mean.lerp_(now, 1 - stays)
            step += 1
        found = {name: scores(average, made, data) for name, made in data.dev.items()}
        tell(f"{step}\t{time.monotonic() - started:.0f} s\t{json.dumps(found)}")
    return average


def save(network: Network, names: Names, out: Path) -> None:
    """Weights in half precision, with the network's size and its names."""
    kept = {name: weight.cpu().half().numpy() for name, weight in network.state_dict().items()}
    about = json.dumps({"size": asdict(network.size), "names": asdict(names)})
    np.savez_compressed(out, **kept, about=np.array(about))


def load(path: Path, data: Data) -> Network:
    """A network that was saved. Raises ValueError where it was trained on other words."""
    with np.load(path) as saved:
        about = json.loads(str(saved["about"]))
        if Names(**about["names"]) != data.names:
            raise ValueError(f"{path}: trained on other treebanks than these")
        network = data.network(Size(**about["size"]))
        network.load_state_dict({n: torch.from_numpy(saved[n].astype("float32")) for n in saved.files if n != "about"})
    return network


def raw_sentences(path: Path | None) -> list[list[str]]:
    """The words of a file with a sentence a line, in the typography that the network reads."""
    if path is None:
        return []
    nlp = shipped.load()
    lines = dict.fromkeys(line.strip() for line in path.read_text(encoding="utf-8").splitlines())
    cut = [[t.text for t in treebanks.whitespace.hide_whitespace(nlp.make_doc(line))] for line in lines if line]
    return [words for words in cut if 3 <= len(words) <= 90]


def main() -> None:
    """The command."""
    options = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    options.add_argument("what", choices=("train", "distil", "pipeline"))
    options.add_argument("--treebanks", type=Path, required=True)
    options.add_argument("--out", type=Path, required=True)
    options.add_argument("--size", choices=SIZES, default="shipped")
    options.add_argument("--steps", type=int, default=3800)
    options.add_argument("--seed", type=int, default=5)
    options.add_argument("--rate", type=float, default=RATE)
    options.add_argument("--base", type=Path)
    options.add_argument("--teachers", type=Path, nargs="+", default=[])
    options.add_argument("--raw", type=Path)
    options.add_argument("--weight", type=float, default=0.7, help="of what the teachers say beside the treebanks")
    options.add_argument("--weights", type=Path, nargs="+", default=[])
    chosen = options.parse_args()
    if chosen.what == "pipeline":
        write(chosen.weights, chosen.treebanks, chosen.out)
        return
    raw = raw_sentences(chosen.raw)
    data = Data.read(chosen.treebanks, raw)
    torch.manual_seed(chosen.seed)
    network = load(chosen.base, data) if chosen.base else data.network(SIZES[chosen.size])
    taught = lessons(raw, [load(path, data).eval() for path in chosen.teachers], data) if chosen.teachers else []
    save(learn(network, data, chosen.steps, chosen.seed, taught, chosen.rate, chosen.weight), data.names, chosen.out)


if __name__ == "__main__":
    main()
