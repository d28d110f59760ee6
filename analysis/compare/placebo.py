"""How long the list of differences would be if there were none: outlets' labels exchanged within events.

Units that tell of an event which several outlets cover exchange their outlets among themselves; the others, within the month of their
episode. What the exchanges list at q <= `LISTED` is chance, and what differs between events; a real list should be longer.
"""

import numpy as np
import pandas as pd

from analysis.compare import families
from analysis.compare.contrasts import Pairs, differences, pairs
from analysis.compare.counting import grouped
from analysis.compare.estimates import Compared, estimated
from analysis.compare.uncertainty import Estimates
from analysis.compare.units import NO_OUTLET
from analysis.result_tables import RESULT_TABLES

EXCHANGES = 200
LISTED = 0.05
SEED = 20200927
COLUMNS = RESULT_TABLES["placebo"].names


def placebo(c: Compared, exchanges: int = EXCHANGES) -> pd.DataFrame:
    """For each measure and kind of contrast how many are listed, and how many when labels are exchanged: the mean (`expected`) and the
    number that 95 % of the exchanges do not exceed (`high`)."""
    which = pairs(c.places, c.units)
    if not len(which.first) or not exchanges:
        return pd.DataFrame(columns=COLUMNS)
    measure, names = pd.factorize(c.counts.cells["measure"])
    real = _listed(c, c.estimates, which, measure)
    strata, rng = _strata(c), np.random.default_rng(SEED)
    drawn = []
    for _ in range(exchanges):
        place = c.place.copy()
        for units in strata:
            place[units] = rng.permutation(place[units])
        sums = grouped(c.counts, place, len(c.places)).sums
        drawn.append(_listed(c, estimated(c.counts, sums, interval=False), which, measure))
    chance = np.array(drawn)
    kinds, number = np.unique(which.kind), len(names)
    rows = [
        [kind, name, int(real[i, m]), chance[:, i, m].mean(), np.quantile(chance[:, i, m], 0.95), exchanges]
        for i, kind in enumerate(kinds)
        for m, name in [*enumerate(names), (number, None)]
    ]
    return pd.DataFrame(rows, columns=COLUMNS)


def _strata(c: Compared) -> list[np.ndarray]:
    """The units that exchange labels with each other: those of one event that several outlets cover, else of one month and episode."""
    units = c.counts.units
    story = units["episode"].astype("str") + "\n" + units["story"].astype("str")
    shared = pd.Series(c.place).groupby(story.to_numpy()).transform("nunique").to_numpy() > 1
    rest = units["episode"].astype("str") + "\nmonth " + units["month"].astype("object").fillna("")
    stratum = np.where(shared, story, rest)
    known = np.flatnonzero((c.place >= 0) & (units["outlet"] != NO_OUTLET).to_numpy())
    return [known[g] for g in pd.Series(known).groupby(stratum[known]).indices.values() if len(g) > 1]


def _listed(c: Compared, e: Estimates, which: Pairs, measure: np.ndarray) -> np.ndarray:
    """(kinds, measures and all): contrasts with q <= `LISTED` in the families of `contrasts`."""
    p = differences(e, c.places, which, interval=False).p
    cells = c.counts.cells
    family = pd.factorize(cells["measure"].astype("str") + "\n" + cells["voice"].astype("object").fillna(""))[0]
    group = pd.factorize(c.places["episode"].to_numpy()[which.second].astype(str) + which.kind.astype(str))[0]
    code = family[:, None] * (group.max() + 1) + group[None, :]
    q = families.false_discovery(p.ravel(), code.ravel()).reshape(p.shape)
    number = measure.max() + 1
    result = np.zeros((len(np.unique(which.kind)), number + 1))
    for i, kind in enumerate(np.unique(which.kind)):
        hits = (q[:, which.kind == kind] <= LISTED).sum(axis=1)
        result[i, :number] = np.bincount(measure, hits, number)
        result[i, number] = hits.sum()
    return result
