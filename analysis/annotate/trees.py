"""Gradient boosted trees without scikit-learn: all trees of all classes at once, a few array operations a row.

Trained by scikit-learn's HistGradientBoostingClassifier (after Ke et al., LightGBM, NeurIPS 2017). Evaluated as QuickScorer does
(Lucchese et al., SIGIR 2015): every split whose test fails strikes the leaves on its left from a bit mask of its tree; the first leaf
that is left is the one reached.
"""

from typing import Any

import numpy as np

MOST_LEAVES = 10  # bits of a mask; a table holds the first bit of every mask
_FIRST_BIT = np.array([(mask & -mask).bit_length() - 1 for mask in range(1 << MOST_LEAVES)])


class Trees:
    """`splits`: feature, threshold, mask (of the leaves that remain where the value exceeds the threshold), tree by tree; `starts`: the
    first split of each tree; `leaves`: trees × `MOST_LEAVES` values; trees take the classes in turn."""

    def __init__(self, features: np.ndarray, thresholds: np.ndarray, masks: np.ndarray, starts: np.ndarray, leaves: np.ndarray):
        self.features, self.thresholds, self.masks = features.astype(np.intp), thresholds, masks
        self.starts, self.leaves = starts.astype(np.intp), leaves
        self._first = np.arange(len(leaves)) * MOST_LEAVES
        self._flat = leaves.ravel()

    def scores(self, rows: np.ndarray, classes: int) -> np.ndarray:
        """The sum of the leaves reached, for each row and class (without the constants of the classes)."""
        remaining = np.where(rows[:, self.features] > self.thresholds, self.masks, (1 << MOST_LEAVES) - 1)
        reached = _FIRST_BIT[np.bitwise_and.reduceat(remaining, self.starts, axis=1)]
        return self._flat[self._first + reached].reshape(len(rows), -1, classes).sum(axis=1)

    def arrays(self) -> dict[str, np.ndarray]:
        """What a file has to hold."""
        return {
            "split_features": self.features.astype("uint8"),
            "split_thresholds": self.thresholds,
            "split_masks": self.masks,
            "tree_starts": self.starts.astype("uint16"),
            "leaves": self.leaves,
        }

    @classmethod
    def of(cls, classifier: Any) -> "Trees":
        """Those of a fitted HistGradientBoostingClassifier. scikit-learn has no public access to them."""
        features, thresholds, masks, starts, leaves = [], [], [], [], []
        for tree in (tree for stage in classifier._predictors for tree in stage):
            starts.append(len(features))
            values: list[float] = []
            _walk(tree.nodes, 0, features, thresholds, masks, values)
            leaves.append(values + [0.0] * (MOST_LEAVES - len(values)))
        return cls(*(np.array(x) for x in (features, thresholds)), np.array(masks, "uint16"), np.array(starts), np.array(leaves))


def _walk(
    nodes: np.ndarray, number: int, features: list[int], thresholds: list[float], masks: list[int], values: list[float]
) -> None:
    """Add the splits below a node, and its leaves from left to right."""
    node = nodes[number]
    if node["is_leaf"]:
        values.append(float(node["value"]))
        return
    split, first = len(features), len(values)
    features.append(int(node["feature_idx"]))
    thresholds.append(float(node["num_threshold"]))
    masks.append(0)
    _walk(nodes, int(node["left"]), features, thresholds, masks, values)
    masks[split] = ((1 << MOST_LEAVES) - 1) ^ ((1 << len(values)) - (1 << first))
    _walk(nodes, int(node["right"]), features, thresholds, masks, values)
