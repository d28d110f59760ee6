"""The best tree of a sentence, from the score of every arc (Chu and Liu 1965; Edmonds 1967; as used for parsing by McDonald et al.,
HLT-EMNLP 2005). One word hangs on the root, as Universal Dependencies has it."""

import numpy as np

ROOT = 0


def best(scores: np.ndarray) -> np.ndarray:
    """The head of every word. `scores` has a row for each word and a column for the root and for each word; heads are columns.

    Where the best head of each word makes no tree with one root, arcs from the root are made so costly that the best tree has no second one
    (Stanojević and Cohen, EMNLP 2021).
    """
    heads = np.asarray(scores.argmax(axis=1))
    if is_tree(heads):
        return heads
    size = len(scores)
    whole = np.full((size + 1, size + 1), -np.inf)
    whole[1:] = scores
    whole[np.arange(1, size + 1), np.arange(1, size + 1)] = -np.inf
    finite = whole[np.isfinite(whole)]
    whole[1:, ROOT] -= 1 + size * (finite.max() - finite.min())
    return _arborescence(whole)[1:] if size > 1 else np.zeros(1, int)


def is_tree(heads: np.ndarray) -> bool:
    """Whether every word leads to the root, and one only hangs on it."""
    if np.count_nonzero(heads == ROOT) != 1:
        return False
    reached = np.concatenate([[ROOT], heads])
    for _ in range(len(heads).bit_length()):  # doubling: after k rounds 2^k steps up
        reached = reached[reached]
    return not reached.any()


def _arborescence(scores: np.ndarray) -> np.ndarray:
    """The heads of the best tree over nodes 0 … n, whose root is 0. Row: dependent, column: head."""
    heads = scores.argmax(axis=1)
    heads[ROOT] = ROOT
    cycle = _cycle(heads)
    if cycle is None:
        return heads
    inside = np.zeros(len(heads), dtype=bool)
    inside[cycle] = True
    outside = np.flatnonzero(~inside)
    # The cycle becomes one node, the last: into it by the arc that loses least, out of it by the best arc of any of its nodes.
    within = scores[cycle, heads[cycle]]
    into = scores[np.ix_(cycle, outside)] - within[:, None]
    entered = into.argmax(axis=0)
    out_of = scores[np.ix_(outside, cycle)]
    left = out_of.argmax(axis=1)
    small = np.full((len(outside) + 1, len(outside) + 1), -np.inf)
    small[:-1, :-1] = scores[np.ix_(outside, outside)]
    small[-1, :-1] = into[entered, np.arange(len(outside))]
    small[:-1, -1] = out_of[np.arange(len(outside)), left]
    tree = _arborescence(small)
    result = heads.copy()
    for i, node in enumerate(outside):
        result[node] = cycle[left[i]] if tree[i] == len(outside) else outside[tree[i]]
    broken = cycle[entered[tree[-1]]]
    result[broken] = outside[tree[-1]]
    result[ROOT] = ROOT
    return result


def _cycle(heads: np.ndarray) -> np.ndarray | None:
    """The nodes of one cycle; null where there is none."""
    seen = np.zeros(len(heads), dtype=int)
    seen[ROOT] = -1
    for start in range(1, len(heads)):
        node, path = start, []
        while not seen[node]:
            seen[node] = start
            path.append(node)
            node = heads[node]
        if seen[node] == start:
            return np.array(path[path.index(node) :])
    return None
