"""Gradient boosted trees without scikit-learn: all trees of all classes at once, a few array operations a row.

Trained by scikit-learn's HistGradientBoostingClassifier (after Ke et al., LightGBM, NeurIPS 2017). Evaluated as QuickScorer does
(Lucchese et al., SIGIR 2015): every split whose test fails strikes the leaves on its left from a bit mask of its tree; the first leaf
that is left is the one reached.
"""

from typing import Any

import numpy as np

ROWS = 64  # at once: what is compared for more does not fit into a processor's cache
MOST_LEAVES = 10  # bits of a mask; a table holds the first bit of every mask
NEVER = 255  # rank of a split that no value passes; scikit-learn has at most so many bins, one more than thresholds
_ALL = np.uint16((1 << MOST_LEAVES) - 1)
_FIRST_BIT = np.array([(mask & -mask).bit_length() - 1 for mask in range(1 << MOST_LEAVES)])


class Trees:
    """`features`, `thresholds`, `masks` (of the leaves that remain where the value exceeds the threshold): a column a tree, a row a
    split; `leaves`: a row a tree. Trees take the classes in turn."""

    def __init__(self, features: np.ndarray, thresholds: np.ndarray, masks: np.ndarray, leaves: np.ndarray):
        self.features, self.masks = features.astype(np.intp), masks[:, :, np.newaxis]
        self._bounds = {
            int(f): np.unique(thresholds[(features == f) & np.isfinite(thresholds)]) for f in np.unique(features)
        }
        ranks = np.full(features.shape, NEVER, "uint8")
        for feature, bounds in self._bounds.items():
            asked = (features == feature) & np.isfinite(thresholds)
            ranks[asked] = np.searchsorted(bounds, thresholds[asked])
        self._ranks = ranks[:, :, np.newaxis]
        self.leaves = leaves.ravel()
        self._first = np.arange(len(leaves)) * MOST_LEAVES

    def scores(self, rows: np.ndarray, classes: int) -> np.ndarray:
        """The sum of the leaves reached, for each row and class (without the constants of the classes)."""
        ranks = self._ranked(rows)
        parts = [self._reached(ranks[:, i : i + ROWS]) for i in range(0, len(rows), ROWS)]
        return np.concatenate(parts).reshape(len(rows), -1, classes).sum(axis=1)

    def _ranked(self, rows: np.ndarray) -> np.ndarray:
        """How many thresholds of its feature each value exceeds, a column a row. The number exceeds a threshold's own where, and only
        where, the value exceeds the threshold; it is compared in an eighth of the memory."""
        ranks, columns = np.zeros(rows.shape[::-1], "uint8"), np.ascontiguousarray(rows.T)
        for feature, bounds in self._bounds.items():
            ranks[feature] = np.searchsorted(bounds, columns[feature])
        return ranks

    def _reached(self, ranks: np.ndarray) -> np.ndarray:
        """The value of the leaf that each row reaches in each tree."""
        passed = ranks[self.features] > self._ranks
        remaining = passed.astype("uint16")
        remaining -= 1  # all leaves remain where a value does not pass
        remaining |= self.masks
        return self.leaves[self._first + _FIRST_BIT[np.bitwise_and.reduce(remaining, axis=0) & _ALL].T]


def arrays(classifier: Any) -> dict[str, np.ndarray]:
    """The four arrays of a fitted HistGradientBoostingClassifier. scikit-learn has no public access to its trees."""
    trees = [tree.nodes for stage in classifier._predictors for tree in stage]
    features = np.zeros((MOST_LEAVES - 1, len(trees)), "uint8")
    thresholds = np.full(features.shape, np.inf)
    masks = np.full(features.shape, _ALL)
    leaves = np.zeros((len(trees), MOST_LEAVES))
    for number, nodes in enumerate(trees):
        splits: list[tuple[int, float, int]] = []
        values: list[float] = []
        _walk(nodes, 0, splits, values)
        leaves[number, : len(values)] = values
        if splits:
            columns = zip(*splits, strict=True)
            for array, column in zip((features, thresholds, masks), columns, strict=True):
                array[: len(splits), number] = column
    return {"features": features, "thresholds": thresholds, "masks": masks, "leaves": leaves}


def _walk(nodes: np.ndarray, number: int, splits: list[tuple[int, float, int]], values: list[float]) -> None:
    """Add the splits below a node, and its leaves from left to right."""
    node = nodes[number]
    if node["is_leaf"]:
        values.append(float(node["value"]))
        return
    first = len(values)
    _walk(nodes, int(node["left"]), splits, values)
    left = (1 << len(values)) - (1 << first)
    splits.append((int(node["feature_idx"]), float(node["num_threshold"]), int(_ALL) ^ left))
    _walk(nodes, int(node["right"]), splits, values)
