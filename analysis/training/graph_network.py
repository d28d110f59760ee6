"""The network of `analysis.parser.network` in PyTorch, to be trained. PyTorch is needed here alone: `pip install torch`.

Names of its weights are those that `analysis.parser.network` reads. Dropout of the LSTM has one mask for all places of a sentence (Gal
and Ghahramani, NeurIPS 2016), and words seen once are often taken for unknown ones (Kiperwasser and Goldberg, TACL 2016).
"""

from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional
from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence

from analysis.parser.network import BUCKETS, FEATURES, UNKNOWN

WIDTHS = {"word": 128, "suf3": 64, "suf2": 32, "pre3": 48, "shape": 32, "lex0": 48, "lex1": 48, "lex2": 24}
LETTERS = 64
NEVER = -1e4  # the score of an arc that cannot be


@dataclass(frozen=True)
class Size:
    """Widths and depths, and shares of what is dropped."""

    width: int = 256
    convs: int = 3
    hidden: int = 256
    layers: int = 2
    arc: int = 256
    rel: int = 96
    drop: float = 0.33
    unknown: float = 0.2


# What ships, and the larger ones that teach it.
SIZES = {
    "shipped": Size(),
    "deeper": Size(layers=3),
    "deeper-dropped": Size(layers=3, drop=0.4),
    "wide": Size(320, 3, 400, 3, 400, 128, 0.4),
    "wide-dropped": Size(320, 3, 400, 3, 400, 128, 0.45, 0.35),
}


class Maxout(nn.Module):
    """A linear map, the higher of two outputs, normalised."""

    def __init__(self, inputs: int, outputs: int):
        super().__init__()
        self.l = nn.Linear(inputs, outputs * 2)
        self.n = nn.LayerNorm(outputs)

    def forward(self, x: Tensor) -> Tensor:
        return self.n(self.l(x).view(*x.shape[:-1], -1, 2).max(-1).values)


@dataclass
class Batch:
    """Pieces beside each other: words in a row, and for each sentence the places of its words in that row (the row's length where it has
    none). `left` and `right` are 0 where a piece begins or ends."""

    ids: Tensor
    letters: Tensor
    left: Tensor
    right: Tensor
    places: Tensor
    mask: Tensor
    lengths: Tensor
    gold: dict[str, Tensor]

    def by_sentence(self, values: Tensor) -> Tensor:
        return torch.cat([values, values.new_zeros(1, *values.shape[1:])])[self.places]


class Network(nn.Module):
    """See the module. `rows`: how many values each feature has; `labels`: how many there are of each kind."""

    def __init__(self, rows: dict[str, int], labels: dict[str, int], size: Size):
        super().__init__()
        self.size = size
        self.emb = nn.ModuleList([nn.Embedding(rows[name], WIDTHS[name], padding_idx=0) for name in FEATURES])
        self.grams = nn.EmbeddingBag(BUCKETS + 1, LETTERS, mode="sum", padding_idx=0)
        for table in (*self.emb, self.grams):
            nn.init.normal_(table.weight, std=0.1)
            table.weight.data[0] = 0
        self.mix = Maxout(sum(WIDTHS.values()) + LETTERS, size.width)
        self.convs = nn.ModuleList([Maxout(3 * size.width, size.width) for _ in range(size.convs)])
        self.tag = nn.Linear(size.width, labels["tag"])
        self.morph = nn.Linear(size.width, labels["morph"])
        self.start = nn.Linear(size.width, 2)
        both = 2 * size.hidden
        self.lstm = nn.ModuleList([
            nn.LSTM(both if i else size.width, size.hidden, bidirectional=True, batch_first=True) for i in range(size.layers)
        ])  # fmt: skip
        for layer in self.lstm:
            _begin(layer, size.hidden)
        self.root = nn.Parameter(torch.randn(both) * 0.1)
        self.ad, self.ah = nn.Linear(both, size.arc), nn.Linear(both, size.arc)
        self.rd, self.rh = nn.Linear(both, size.rel), nn.Linear(both, size.rel)
        self.U = nn.Parameter(torch.randn(size.arc + 1, size.arc) * 0.02)
        self.R = nn.Parameter(torch.randn(labels["dep"], size.rel + 1, size.rel + 1) * 0.02)

    def encode(self, batch: Batch, often: Tensor) -> Tensor:
        """Words with their neighbours: words × width."""
        parts = [self._look_up(i, batch.ids[:, i], often) for i in range(len(FEATURES))]
        parts.append(self.grams(batch.letters) / 3)
        x = self.mix(self._drop(torch.cat(parts, -1), 0.6))
        for layer in self.convs:
            h = self._drop(x, 0.5)
            none = h.new_zeros(1, h.shape[1])
            before, after = torch.cat([none, h[:-1]]) * batch.left, torch.cat([h[1:], none]) * batch.right
            x = x + layer(torch.cat([before, h, after], -1))
        return x

    def _look_up(self, feature: int, rows: Tensor, often: Tensor) -> Tensor:
        if self.training:
            share = 2 * self.size.unknown / (1 + often.float()[rows]) + 0.05 if feature == 0 else torch.tensor(0.03)
            hidden = torch.rand(rows.shape, device=rows.device) < share
            rows = torch.where(hidden, torch.full_like(rows, UNKNOWN), rows)
        return self.emb[feature](rows)

    def _drop(self, x: Tensor, part: float) -> Tensor:
        return functional.dropout(x, self.size.drop * part, self.training)

    def _drop_alike(self, x: Tensor) -> Tensor:
        """One mask for all places of a sentence: sentences × places × width."""
        if not self.training:
            return x
        stays = 1 - self.size.drop
        return x * torch.empty(x.shape[0], 1, x.shape[2], device=x.device).bernoulli_(stays) / stays

    def words(self, x: Tensor) -> dict[str, Tensor]:
        """Scores of tags, of parts of speech with features, of sentence starts."""
        h = self._drop(x, 1)
        return {"tag": self.tag(h), "morph": self.morph(h), "start": self.start(h)}

    def arcs(self, x: Tensor, batch: Batch) -> tuple[Tensor, Tensor, Tensor]:
        """Scores of heads (sentences × words × root and words), and what `relations` needs."""
        y = batch.by_sentence(x)
        for layer in self.lstm:
            packed = pack_padded_sequence(self._drop_alike(y), batch.lengths, batch_first=True, enforce_sorted=False)
            y, _ = pad_packed_sequence(layer(packed)[0], batch_first=True)
        y = self._drop_alike(y)
        with_root = torch.cat([self.root.expand(len(y), 1, -1), y], 1)
        ad, rd = (self._drop_alike(functional.leaky_relu(m(y), 0.1)) for m in (self.ad, self.rd))
        ah, rh = (self._drop_alike(functional.leaky_relu(m(with_root), 0.1)) for m in (self.ah, self.rh))
        scores = _one(ad) @ self.U @ ah.transpose(1, 2)
        real = torch.cat([batch.mask.new_ones(len(batch.mask), 1), batch.mask], 1)
        itself = functional.pad(torch.eye(y.shape[1], dtype=torch.bool, device=y.device), (1, 0))
        return scores.masked_fill(~real[:, None, :] | itself, NEVER), _one(rd), _one(rh)

    def relations(self, dependents: Tensor, heads: Tensor, which: Tensor) -> Tensor:
        """Scores of relations between each word and the head that `which` gives it."""
        chosen = torch.gather(heads, 1, which[..., None].expand(-1, -1, heads.shape[-1]))
        return torch.einsum("sli,kij,slj->slk", dependents, self.R, chosen)


def _one(x: Tensor) -> Tensor:
    return torch.cat([x, x.new_ones(*x.shape[:-1], 1)], -1)


def _begin(layer: nn.LSTM, hidden: int) -> None:
    """Orthogonal recurrence, and a forget gate that begins open."""
    for name, weight in layer.named_parameters():
        if "weight_hh" in name:
            for gate in range(4):
                nn.init.orthogonal_(weight.data[gate * hidden : (gate + 1) * hidden])
        if "bias" in name:
            weight.data.zero_()
        if "bias_ih" in name:
            weight.data[hidden : 2 * hidden] = 1
