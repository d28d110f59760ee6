"""How often intervals cover and tests err, on simulated corpora whose truth is known.

    python -m benchmarks.calibration [--corpora N] [--only NAME]

A corpus is drawn from a model: outlets, articles of different lengths, mentions that are alike within an article (intraclass
correlation `icc`). Each line is a cell, computed over N corpora by the functions that `framing compare` uses. Coverage is that of 95 %
intervals, false positives at p < .05 where there is no difference, `any` the corpora in which something is listed at q <= .05. `known`:
coverage of the intervals of shares if `icc` were known and not estimated. Prints every cell, and then the lowest, middle and highest of those
that have the same articles an outlet, as Markdown tables (docs/comparing.md).
"""

import argparse
from collections import defaultdict
from collections.abc import Callable, Iterator
from itertools import combinations, product

import numpy as np
from scipy import stats

from analysis.compare import across, families, matched, uncertainty
from analysis.compare.uncertainty import Differences, Estimates, Sums

SEED = 20200927
Rates = dict[str, float]
SIXTEEN = (5,) * 16
LOOKED_AT = 100  # pairs of outlets for which it is reckoned what a test could list
UNEQUAL = (5, 10, 20, 30, 40, 60)


def mentions(
    rng: np.random.Generator, corpora: int, sizes: tuple[int, ...], icc: float | np.ndarray, share: float, mean: float
) -> tuple:
    """k of n mentions of every article, (corpora, outlets, articles): beta-binomial, lengths negative binomial. `icc`: of all outlets, or
    (outlets, 1)."""
    shape = (corpora, len(sizes), max(sizes))
    chance = rng.beta(share * (1 / icc - 1), (1 - share) * (1 / icc - 1), shape)
    n = np.maximum(1, rng.negative_binomial(2, 2 / (2 + mean), shape)) * _there(sizes)
    return rng.binomial(n, chance).astype(float), n.astype(float)


def _there(sizes: tuple[int, ...]) -> np.ndarray:
    return np.arange(max(sizes)) < np.array(sizes)[:, None]


def _shares(k: np.ndarray, n: np.ndarray) -> Estimates:
    """(corpora, outlets); the outlets of a corpus are a family."""
    sums = Sums.of(k, n)
    family = np.repeat(np.arange(len(k)), k.shape[1])
    found = uncertainty.shares(Sums(*(s.ravel() for s in sums)), family)
    return Estimates(*(v.reshape(k.shape[:2]) for v in found))


def _known(k: np.ndarray, n: np.ndarray, share: float, icc: float | np.ndarray) -> float:
    """Coverage of Jeffreys' interval on the number of independent mentions that there truly are."""
    s = Sums.of(k, n)
    alike = icc if np.ndim(icc) == 0 else np.ravel(icc)
    low, high = uncertainty.beta_interval(s.k / s.n, s.n / (1 + (s.nn / s.n - 1) * alike), np.inf)
    return float(((low <= share) & (share <= high)).mean())


def _means(values: np.ndarray, sizes: tuple[int, ...]) -> Estimates:
    there = np.broadcast_to(_there(sizes), values.shape)
    return uncertainty.means(Sums.of(values * there, there.astype(float)))


def _covered(e: Estimates, truth: float | np.ndarray) -> float:
    given = np.isfinite(e.low)
    return float((((e.low <= truth) & (truth <= e.high))[given]).mean())


def _pairs(e: Estimates, covariance: np.ndarray | None = None) -> Differences:
    """(corpora, pairs). covariance: (corpora, outlets, outlets)."""
    flat = Estimates(*(np.asarray(v, float).ravel() for v in e))
    floored = families.floored(flat, np.repeat(np.arange(len(e.value)), e.value.shape[1]))
    e = Estimates(*(v.reshape(e.value.shape) for v in floored))
    found = [
        uncertainty.differences(
            Estimates(*(v[:, a] for v in e)),
            Estimates(*(v[:, b] for v in e)),
            0.0 if covariance is None else covariance[:, a, b],
        )
        for a, b in combinations(range(e.value.shape[1]), 2)
    ]
    return Differences(*(np.stack(v, axis=1) for v in zip(*found, strict=True)))


def _rest(e: Estimates) -> Differences:
    corpora, outlets = e.value.shape
    flat = Estimates(*(np.asarray(v, float).ravel() for v in e))
    guarded = families.guarded(flat, np.repeat(np.arange(corpora), outlets))
    guarded = Estimates(*(v.reshape(e.value.shape) for v in guarded))
    found = []
    for a in range(outlets):
        others = [b for b in range(outlets) if b != a]
        rest = families.average(Estimates(*(v[:, others] for v in e)))
        found.append(uncertainty.differences(rest, Estimates(*(v[:, a] for v in guarded))))
    return Differences(*(np.stack(v, axis=1) for v in zip(*found, strict=True)))


def _listed(found: Differences, q: float = 0.05) -> np.ndarray:
    family = np.repeat(np.arange(len(found.p)), found.p.shape[1])
    return (families.false_discovery(found.p.ravel(), family) <= q).reshape(found.p.shape)


def _share_errors(
    rng: np.random.Generator, corpora: int, sizes: tuple[int, ...], icc: float | np.ndarray, share: float, mean: float
) -> tuple[np.ndarray, Rates]:
    """(mentions of every article, rates)."""
    k, n = mentions(rng, corpora, sizes, icc, share, mean)
    return n, _errors(_shares(k, n), share) | {"known": _known(k, n, share, icc)}


def _errors(e: Estimates, truth: float) -> Rates:
    pairs = _pairs(e)
    found = {
        "coverage": _covered(e, truth),
        "false": float((pairs.p < 0.05).mean()),
        "any": float(_listed(pairs).any(1).mean()),
    }
    return found | ({"any, against the rest": float(_listed(_rest(e)).any(1).mean())} if e.value.shape[1] > 2 else {})


def share_cells(rng: np.random.Generator, corpora: int) -> Iterator[tuple[str, Rates]]:
    """Shares: outlets alike in truth."""
    layouts = {
        "3 of 5": (5,) * 3,
        "6 of 5–60": UNEQUAL,
        "16 of 5": SIXTEEN,
        "6 of 10": (10,) * 6,
        "6 of 30": (30,) * 6,
        "40 of 10": (10,) * 40,
    }
    for (name, sizes), icc, (share, mean) in product(layouts.items(), (0.1, 0.3), ((0.3, 8), (0.5, 3), (0.1, 16))):
        yield (
            f"share {share}, {mean} mentions, ICC {icc}; {name}",
            _share_errors(rng, corpora, sizes, icc, share, mean)[1],
        )


def rare_cells(rng: np.random.Generator, corpora: int) -> Iterator[tuple[str, Rates]]:
    """Shares of rare things: many outlets with none."""
    for (name, sizes), icc, (share, mean) in product(
        (("16 of 5", SIXTEEN), ("6 of 5–60", UNEQUAL)), (0.1, 0.3), ((0.05, 8), (0.02, 4))
    ):
        n, found = _share_errors(rng, corpora, sizes, icc, share, mean)
        drawn = n.sum(-1).astype(int)[:LOOKED_AT]
        most = np.mean([attainable(share, *rng.choice(some, 2, replace=False)) for some in drawn])
        yield f"rare {share}, {mean} mentions, ICC {icc}; {name}", found | {"false at most": float(most)}


def attainable(share: float, first: int, second: int) -> float:
    """How often a test of two shares that are alike lists a difference at p < .05, where every mention is independent: two-sided mid-p of
    the split of those that were found (Lancaster 1961, Journal of the American Statistical Association 56:223–234)."""
    chances = stats.binom.pmf(np.arange(first + second + 1), first + second, share)
    size = 0.0
    for found in np.flatnonzero(chances > 1e-6).tolist():
        split = np.sort(stats.hypergeom.pmf(np.arange(found + 1), first + second, first, found))
        below = np.r_[0, split.cumsum()]
        rarer, no_rarer = (
            below[np.searchsorted(split, split * (1 + side * 1e-9), way)] for side, way in ((-1, "left"), (1, "right"))
        )
        size += chances[found] * split[(rarer + no_rarer) / 2 < 0.05].sum()
    return float(size)


def unlike_cells(rng: np.random.Generator, corpora: int) -> Iterator[tuple[str, Rates]]:
    """Shares where the mentions of some outlets are much more alike than those of others."""
    for (name, sizes), (share, mean) in product(
        (("16 of 5", SIXTEEN), ("6 of 10", (10,) * 6), ("6 of 5–60", UNEQUAL)), ((0.3, 8), (0.5, 3))
    ):
        icc = np.resize((0.05, 0.3), len(sizes))[:, None]
        yield (
            f"share {share}, {mean} mentions, ICC 0.05 and 0.3; {name}",
            _share_errors(rng, corpora, sizes, icc, share, mean)[1],
        )


def mean_cells(rng: np.random.Generator, corpora: int) -> Iterator[tuple[str, Rates]]:
    """Means of article means, normal and skewed, with equal and unequal spread."""
    for name, sizes in (
        ("3 of 5", (5,) * 3),
        ("16 of 5", SIXTEEN),
        ("6 of 10", (10,) * 6),
        ("6 of 30", (30,) * 6),
        ("6 of 5–60", UNEQUAL),
    ):
        shape = (corpora, len(sizes), max(sizes))
        yield f"mean, normal; {name}", _errors(_means(rng.normal(size=shape), sizes), 0)
        yield f"mean, skewed; {name}", _errors(_means(rng.gamma(4, size=shape), sizes), 4)
    sizes = (5, 30)
    values = rng.normal(size=(corpora * 5, 2, 30)) * np.array([3, 1])[:, None]
    yield "mean, 5 with three times the spread against 30", _errors(_means(values, sizes), 0)


def power_cells(rng: np.random.Generator, corpora: int) -> Iterator[tuple[str, Rates]]:
    """One outlet far away."""
    values = rng.normal(size=(corpora, 16, 5))
    values[:, 0] += 3
    e = _means(values, SIXTEEN)
    pairs, rest = _listed(_pairs(e)), _listed(_rest(e))
    yield (
        "one outlet of 16 (5 articles each) 3 SD away",
        {
            "found": float(rest[:, 0].mean()),
            "found, pairs": float(pairs[:, :15].any(1).mean()),
            "others listed, against the rest": float(rest[:, 1:].any(1).mean()),
        },
    )


def discovery_cells(rng: np.random.Generator, corpora: int) -> Iterator[tuple[str, Rates]]:
    """Half of the outlets different: the false share of what is listed at q <= .10."""
    for name, sizes in (("6 of 5–60", UNEQUAL), ("16 of 10", (10,) * 16)):
        shift = np.where(np.arange(len(sizes)) % 2 == 0, 1.0, 0.0)
        e = _means(rng.normal(size=(corpora, len(sizes), max(sizes))) + shift[:, None], sizes)
        listed = _listed(_pairs(e), 0.10)
        alike = np.array([shift[a] == shift[b] for a, b in combinations(range(len(sizes)), 2)])
        false = (listed & alike).sum(1) / np.maximum(listed.sum(1), 1)
        yield (
            f"half of the outlets 1 SD away; {name}",
            {"FDR at .10": float(false.mean()), "found": float(listed[:, ~alike].mean())},
        )


def copy_cells(rng: np.random.Generator, corpora: int) -> Iterator[tuple[str, Rates]]:
    """Copies of a dispatch within an outlet (each article printed three times), and dispatches that outlets share."""
    values = np.repeat(rng.normal(size=(corpora, 4, 10)), 3, axis=2)
    yield "each article thrice, as 30 articles", _errors(_means(values, (30,) * 4), 0)
    yield "each article thrice, copies as one unit", _errors(_means(values[:, :, ::3], (10,) * 4), 0)
    values = rng.normal(size=(corpora, 4, 12))
    values[:, :, :6] = values[:, :1, :6]  # half of every outlet's articles are the same six dispatches
    e = _means(values, (12,) * 4)
    rest = (values - e.value[..., None]) / np.sqrt(12 * 11)
    shared = np.einsum("caj,cbj->cab", rest[:, :, :6], rest[:, :, :6])
    plain, joint = _pairs(e), _pairs(e, shared)
    yield "six of twelve articles shared by all outlets, taken as different", {"false": float((plain.p < 0.05).mean())}
    yield "the same, covariance of what is shared", {"false": float((joint.p < 0.05).mean())}


def shrunk_cells(rng: np.random.Generator, corpora: int) -> Iterator[tuple[str, Rates]]:
    """Empirical Bayes: coverage over outlets and squared error, shrunk against raw."""
    for name, sizes, spread in (("16 of 5", SIXTEEN, 0.3), ("16 of 5", SIXTEEN, 1.0), ("6 of 5–60", UNEQUAL, 0.3)):
        truth = rng.normal(size=(corpora, len(sizes))) * spread
        e = _means(rng.normal(size=(corpora, len(sizes), max(sizes))) + truth[..., None], sizes)
        family = np.repeat(np.arange(corpora), len(sizes))
        flat = Estimates(*(np.asarray(v, float).ravel() for v in e))
        value, low, high = (v.reshape(truth.shape) for v in families.shrink(flat, family, False))
        yield (
            f"shrunk mean, outlets {spread} SD apart; {name}",
            {
                "coverage": float(((low <= truth) & (truth <= high)).mean()),
                "squared error, of the raw one": float(((value - truth) ** 2).mean() / ((e.value - truth) ** 2).mean()),
            },
        )


def event_cells(rng: np.random.Generator, corpora: int) -> Iterator[tuple[str, Rates]]:
    """Two outlets alike that tell of events unlike each other, two or six articles on each; some events both cover."""
    for events, common, articles in ((8, 8, 2), (20, 20, 2), (24, 12, 2), (16, 8, 6)):
        share = np.clip(rng.normal(0.4, 0.2, size=(corpora, 2, events)), 0.02, 0.98)
        share[:, 1, :common] = share[:, 0, :common]
        n = np.maximum(1, rng.negative_binomial(2, 2 / 10, (corpora, 2, events, articles)))
        chance = rng.beta(share[..., None] * 9, (1 - share[..., None]) * 9, n.shape)
        k, n = rng.binomial(n, chance).astype(float), n.astype(float)
        plain = _pairs(_shares(k.reshape(corpora, 2, -1), n.reshape(corpora, 2, -1)))
        within = [
            matched.exchanged(*(v[:, o].sum(-1)[c : c + 1, :common] for o in (0, 1) for v in (k, n)))
            for c in range(corpora)
        ]
        p = np.array([w[1][0] for w in within])
        yield (
            f"{events} events an outlet, {common} of them common, {articles} articles on each",
            {
                "false, all articles": float((plain.p < 0.05).mean()),
                "false, within events": float((p < 0.05).mean()),
            },
        )


def episode_cells(rng: np.random.Generator, corpora: int) -> Iterator[tuple[str, Rates]]:
    """Two outlets alike within each of three episodes, which are unlike, as often as both write of them and where they don't."""
    for sizes, shares in ((((8, 5, 7), (8, 5, 11)), (0.3, 0.4, 0.5)), (((12, 6, 2), (2, 6, 12)), (0.2, 0.5, 0.8))):
        outlets = []
        for articles in sizes:
            drawn = [mentions(rng, corpora, (m,), 0.1, share, 6) for m, share in zip(articles, shares, strict=True)]
            each = [Sums.of(k[:, 0], n[:, 0]) for k, n in drawn]
            outlets.append(Sums(*(np.stack(v, axis=-1) for v in zip(*each, strict=True))))
        rates = {}
        for name, pair in (
            ("false, episodes mixed", [Sums(*(v.sum(-1) for v in s)) for s in outlets]),
            ("false, within episodes", across.weighted(*outlets)),
        ):
            both = Sums(*(np.concatenate(v) for v in zip(*pair, strict=True)))
            found = uncertainty.shares(both, np.tile(np.arange(corpora), 2))
            one, two = (Estimates(*(v[half] for v in found)) for half in (slice(corpora), slice(corpora, None)))
            rates[name] = float((uncertainty.differences(one, two).p < 0.05).mean())
        yield f"articles of three episodes: {sizes[0]} and {sizes[1]}", rates


CELLS: dict[str, Callable[[np.random.Generator, int], Iterator[tuple[str, Rates]]]] = {
    "shares": share_cells,
    "rare": rare_cells,
    "means": mean_cells,
    "power": power_cells,
    "discovery": discovery_cells,
    "copies": copy_cells,
    "shrunk": shrunk_cells,
    "events": event_cells,
    "unlike": unlike_cells,
    "episodes": episode_cells,
}


def summary(cells: list[tuple[str, Rates]]) -> Iterator[str]:
    """Rows of a table: lowest, middle and highest of the cells that have the same kind of estimate and articles an outlet."""
    groups: dict[tuple[str, str], list[Rates]] = defaultdict(list)
    for label, rates in cells:
        kind, _, layout = label.partition("; ")
        if layout and {"coverage", "false"} <= set(rates):
            groups[layout.split(" of ")[-1], kind.split()[0].strip(",")].append(rates)
    for (articles, kind), rates in sorted(groups.items(), key=lambda g: (int(g[0][0].split("–")[0]), g[0])):
        shown = [
            " / ".join(f"{100 * v:.1f}" for v in np.quantile([r[name] for r in rates], (0, 0.5, 1)))
            for name in ("coverage", "false", "any")
        ]
        yield f"| {kind} | {articles} | {len(rates)} | {' | '.join(shown)} |"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpora", type=int, default=1000)
    parser.add_argument("--only", choices=CELLS)
    given = parser.parse_args()
    cells = []
    print("| cell | % |\n| --- | --- |")
    for number, (name, of) in enumerate(CELLS.items()):
        if given.only in (None, name):
            for label, rates in of(np.random.default_rng([SEED, number]), given.corpora):
                cells.append((label, rates))
                print(
                    f"| {label} | {'; '.join(f'{rate} {100 * value:.1f}' for rate, value in rates.items())} |",
                    flush=True,
                )
    print("\n| estimate | articles an outlet | cells | coverage | false | any |\n|" + " --- |" * 6)
    print("\n".join(summary(cells)))


if __name__ == "__main__":
    main()
