"""Whether more of an outlet's units have something than would by chance, one test a thing, and discoveries among very many such tests.

The test conditions on how many units have the thing at all (Fisher's exact test) and allows for their length: a long article has any
one word more often than a short one. A thing that stands at random `rate` times a word is in a unit of s words with the chance
1 - exp(-rate s); `rate` is what lets as many units have it as do. The outlet's number is then Fisher's noncentral hypergeometric with
the odds of its units against the others' (Fog 2008, Communications in Statistics 37:241–257).

Few units having a thing, its p cannot be small at all. Taking that into account (Heyse 2011, Journal of the American Statistical Association 106; Tarone 1990,
Biometrics 46:515–522) leaves power for the others.
"""

from typing import NamedTuple

import numpy as np
from scipy import special

GRID = np.exp(np.linspace(-16, 3, 400))  # rates a word


class Tested(NamedTuple):
    """`p` by thing; `steps`, `weights`: the p that chance could have given, and how many tests more are at or below each, on average."""

    p: np.ndarray
    steps: np.ndarray
    weights: np.ndarray


def enriched(own: np.ndarray, every: np.ndarray, size: np.ndarray, of_outlet: np.ndarray) -> Tested:
    """`own` units of the outlet and `every` unit have a thing (arrays by thing). `size`, `of_outlet`: by unit, its words and whether it is
    the outlet's; units without words are left out."""
    size, of_outlet = size[size > 0], of_outlet[size > 0]
    chance = [
        np.array([-np.expm1(-rate * part).mean() for rate in GRID]) for part in (size[of_outlet], size[~of_outlet])
    ]
    number = np.array([of_outlet.sum(), (~of_outlet).sum()])
    odds = special.logit(np.clip(chance[0], 1e-12, 1 - 1e-12)) - special.logit(np.clip(chance[1], 1e-12, 1 - 1e-12))
    expected = chance[0] * number[0] + chance[1] * number[1]
    p, steps, weights = np.ones(len(own)), [], []
    for m, things in zip(*_groups(every), strict=True):
        tails = upper_tails(m, number[0], number[1], float(np.interp(m, expected, odds)))
        low = max(m - number[1], 0)
        p[things] = tails[own[things] - low]
        rising = tails[::-1]
        steps.append(rising)
        weights.append(len(things) * np.diff(rising, prepend=0))
    return Tested(p, np.concatenate(steps or [p]), np.concatenate(weights or [p]))


def _groups(values: np.ndarray) -> tuple[list[int], list[np.ndarray]]:
    order = np.argsort(values, kind="stable")
    found, begins = np.unique(values[order], return_index=True)
    return found.tolist(), np.split(order, begins[1:])


def upper_tails(drawn: int, own: int, others: int, log_odds: float) -> np.ndarray:
    """P(X >= x) for each x that can be, where `drawn` of own + others units have a thing and X of them are own."""
    x = np.arange(max(drawn - others, 0), min(drawn, own) + 1)
    log = x * log_odds - sum(special.gammaln(v + 1) for v in (x, own - x, drawn - x, others - drawn + x))
    mass = np.exp(log - log.max())
    tails: np.ndarray = np.minimum(mass[::-1].cumsum()[::-1] / mass.sum(), 1)
    return tails


def discrete_false_discovery(tests: list[Tested]) -> list[np.ndarray]:
    """q of every test of all of them together: of as many tests with a p as small, the share that chance would give."""
    p = np.concatenate([t.p for t in tests])
    steps, weights = (np.concatenate(v) for v in zip(*((t.steps, t.weights) for t in tests), strict=True))
    order = np.argsort(steps)
    by_chance = np.r_[0, weights[order].cumsum()][np.searchsorted(steps[order], p * (1 + 1e-9), "right")]
    rank = np.searchsorted(np.sort(p), p * (1 + 1e-9), "right")
    falling = np.argsort(-p, kind="stable")
    q = np.empty(len(p))
    q[falling] = np.minimum.accumulate(np.minimum(by_chance / rank, 1)[falling])
    return np.split(q, np.cumsum([len(t.p) for t in tests])[:-1])
