"""What `06-distinctive-words` shows."""

import numpy as np
import pandas as pd
from markupsafe import Markup

from analysis.compare.keyness import keyness
from analysis.compare.uncertainty import MIN_ARTICLES
from analysis.present import numbers, words
from analysis.present.display import Shown, cells, note, table
from analysis.present.passages import sampled
from analysis.present.rows import OUTLET, Rows, rows
from analysis.study import Study

SHOWN = 8
LOOKS = 0.05  # p of a word that is shown
HOLDS = 0.05  # false discovery rate below which a word is said to hold


def distinctive(study: Study) -> Shown:
    """For each outlet the words that it writes more than the others of the episode, in its own voice; names of the codebook apart."""
    found = _found(study)
    if found.empty:
        return note(lacking(study))
    chosen = rows(study)
    lines = []
    for (episode, outlet), group in found.groupby(["episode", "outlet"], sort=False):
        named = group["name"].astype(bool)
        lines.append(
            {
                "episode": words.episode(study.codebook, episode),
                "outlet": words.outlet(outlet),
                "words": _listed(group[~named]),
                "names": _listed(group[named]),
            }
        )
    order = chosen.order[["episode_name", "row"]].agg(tuple, axis=1).tolist()
    lines.sort(key=lambda line: order.index((line["episode"], line["outlet"])))
    columns = {"outlet": "outlet", "words": "words and phrases", "names": "names of people, places and parties"}
    foot = (
        f"Words whose difference would be rare by chance, each looked at alone (p ≤ {LOOKS}), spelled as where they first occur. In brackets: how often "
        "here, and in all the other outlets of the episode together."
    )
    if (found["q"] <= HOLDS).any():
        foot += " Bold: holds even after allowing for how many were looked at."
    return table(pd.DataFrame(lines, dtype=object), columns, by="episode", foot=foot, values=found)


def certainty(study: Study) -> Shown:
    """How many of the words hold when it is allowed for how many were looked at."""
    found = _found(study)
    if found.empty:
        return note("Nothing was tested.")
    holding = int((found["q"] <= HOLDS).sum())
    if holding:
        return note(
            f"Of the {numbers.count(len(found), 'word')} listed {holding} {'holds' if holding == 1 else 'hold'} even after allowing for how many were "
            "looked at. The others are leads to read, not findings."
        )
    return note(
        f"None of the {numbers.count(len(found), 'word')} listed holds after allowing for how many were looked at: with so few articles, a word that "
        "a handful of them share may be chance. They are leads to read, not findings."
    )


def evidence(study: Study) -> Shown:
    """Where the most distinctive word of each outlet that is no name stands first."""
    found = _found(study)
    if found.empty:
        return note(lacking(study))
    first = found[~found["name"].astype(bool)].groupby(["episode", "outlet"], sort=False).head(1)
    return sampled(study, first)


def lacking(study: Study) -> str:
    """Why there are no distinctive words."""
    chosen = rows(study)
    most = chosen.order["n_articles"].max() if chosen.unit == OUTLET and len(chosen.order) else 1
    here = f"no outlet has more than {most}" if most < MIN_ARTICLES else "only one outlet of an episode has enough"
    return (
        f"At least two outlets with {MIN_ARTICLES} articles of one episode are needed; here {here}. "
        "What one article writes more often than another is mostly what it is about: it sets no outlet apart."
    )


def caution() -> Shown:
    """What the measure does not show."""
    return note(
        "A word that sets an outlet apart shows what it writes about as much as how it writes. Names are listed apart for that reason; a word "
        "for a thing that only one outlet reports is no choice of words."
    )


def _found(study: Study) -> pd.DataFrame:
    """Keyness without the words that say again what a word above them says."""
    chosen: Rows = rows(study)
    found = keyness(chosen.study.tables, chosen.study.codebook)
    found = found[found["p"] <= LOOKS]
    kept: list[bool] = []
    seen: dict[tuple[str, str], set[str]] = {}
    for key, word in zip(zip(found["episode"], found["outlet"], strict=True), found["word"], strict=True):
        before = seen.setdefault(key, set())
        parts = set(word.split())
        kept.append(not parts & before)
        before |= parts
    texts = dict(zip(study.articles["article_id"], study.articles["text"], strict=True))
    found = found[np.array(kept, bool)].reset_index(drop=True)
    places = zip(found["article_id"], found["start"], found["end"], strict=True)
    return found.assign(text=cells(found, (texts[article][int(start) : int(end)] for article, start, end in places)))


def _listed(group: pd.DataFrame) -> Markup:
    items = []
    for row in group.head(SHOWN).itertuples():
        shown = Markup("<strong>{}</strong>").format(row.text) if row.q <= HOLDS else row.text
        items.append(Markup("{} ({:.0f}\u00a0:\u00a0{:.0f})").format(shown, row.k, row.rest_k))
    return Markup(", ").join(items) if items else Markup("–")
