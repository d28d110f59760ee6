"""Whether more of an outlet's units have something than would by chance, one test a thing, and discoveries among very many such tests.

The test conditions on how many units have the thing at all (Fisher's exact test) and allows for their size: a long article has any one
word sooner than a short one. The size is how many different things a unit has, not its length: articles repeat themselves, so that a
quarter of one has more than a quarter of its different words (Heaps 1978, Information Retrieval, section 7.5). A thing is in a unit of size s
with the chance 1 - exp(-rate s); `rate` is what lets as many units have it as do. The outlet's number is then Fisher's noncentral
hypergeometric with the odds of its units against the others' (Fog 2008, Communications in Statistics 37:241–257).

Few units having a thing, its p cannot be small at all. Taking that into account (Heyse 2011, A false discovery rate procedure for categorical
data, in: Recent Advances in Biostatistics, 43–58; Tarone 1990, Biometrics 46:515–522) leaves power for the others.
"""

from typing import NamedTuple

import numpy as np
from scipy import special

GRID = np.exp(np.linspace(-16, 3, 400))  # rates
STEP, STEPS = 0.002, 160_001  # in which p are held together, in powers of ten, and how many


class Tested(NamedTuple):
    """`p` by thing; `chance`: how many of the tests would have a p of each `_step` if there were nothing, on average."""

    p: np.ndarray
    chance: np.ndarray


def enriched(own: np.ndarray, every: np.ndarray, size: np.ndarray, of_outlet: np.ndarray) -> Tested:
    """`own` units of the outlet and `every` unit have a thing (arrays by thing). `size`, `of_outlet`: by unit, how many different
    things it has and whether it is the outlet's; units without any are left out."""
    size, of_outlet = size[size > 0], of_outlet[size > 0]
    chance = [
        np.array([-np.expm1(-rate * part).mean() for rate in GRID]) for part in (size[of_outlet], size[~of_outlet])
    ]
    number = np.array([of_outlet.sum(), (~of_outlet).sum()])
    odds = special.logit(np.clip(chance[0], 1e-12, 1 - 1e-12)) - special.logit(np.clip(chance[1], 1e-12, 1 - 1e-12))
    expected = chance[0] * number[0] + chance[1] * number[1]
    factorials = special.gammaln(np.arange(number.sum() + 1) + 1.0)
    p, steps, weights = np.ones(len(own)), [np.zeros(0)], [np.zeros(0)]
    for m, things in zip(*_groups(every), strict=True):
        tails = upper_tails(m, number[0], number[1], float(np.interp(m, expected, odds)), factorials)
        low = max(m - number[1], 0)
        p[things] = tails[own[things] - low]
        steps.append(tails)
        weights.append(len(things) * -np.diff(tails, append=0))
    return Tested(p, np.bincount(_step(np.concatenate(steps)), np.concatenate(weights), STEPS))


def _step(p: np.ndarray) -> np.ndarray:
    """The number of a p: the smaller, the higher; those of a step are less than half a per cent apart."""
    return np.minimum(-np.log10(np.maximum(p, 1e-320)) / STEP, STEPS - 1).astype(int)


def _groups(values: np.ndarray) -> tuple[list[int], list[np.ndarray]]:
    order = np.argsort(values, kind="stable")
    found, begins = np.unique(values[order], return_index=True)
    return found.tolist(), np.split(order, begins[1:])


def upper_tails(drawn: int, own: int, others: int, log_odds: float, factorials: np.ndarray) -> np.ndarray:
    """P(X >= x) for each x that can be, where `drawn` of own + others units have a thing and X of them are own. `factorials`: the
    logarithms of 0!, 1! …, up to all units."""
    x = np.arange(max(drawn - others, 0), min(drawn, own) + 1)
    log = x * log_odds - sum(factorials[v] for v in (x, own - x, drawn - x, others - drawn + x))
    mass = np.exp(log - log.max())
    tails: np.ndarray = np.minimum(mass[::-1].cumsum()[::-1] / mass.sum(), 1)
    return tails


def discrete_false_discovery(p: list[np.ndarray], chance: np.ndarray) -> list[np.ndarray]:
    """q of every test of all of them together: of as many tests with a p as small, the share that chance would give. `chance`: the sum of
    that of all."""
    every = np.concatenate(p)
    step = _step(every)
    expected = chance[::-1].cumsum()[::-1][step]
    rank = np.bincount(step, minlength=STEPS)[::-1].cumsum()[::-1][step]
    falling = np.argsort(step, kind="stable")
    q = np.empty(len(every))
    q[falling] = np.minimum.accumulate(np.minimum(expected / rank, 1)[falling])
    return np.split(q, np.cumsum([len(values) for values in p])[:-1])
