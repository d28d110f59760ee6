"""Which estimates the pages of outlets show, in which order, and how a line of them reads."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import pandas as pd
from markupsafe import Markup

from analysis.compare.registry import KEYS, MEASURES
from analysis.present import measure_words, numbers
from analysis.present.results import SAME, Results

# Measure and voice. Of acts, words and tones the outlet's own; who speaks has no voice.
SHOWN: dict[str, str | None] = {
    "terms.usage": "outlet",
    "terms.variant": "outlet",
    "voices.words": None,
    "voices.sources": None,
    "voices.kind": None,
    "voices.distancing": None,
    "blame.doers": "outlet",
    "blame.victims": "outlet",
    "blame.doer_left_out": "outlet",
    "tone.target": "outlet",
    "tone.vader_adjusted": "outlet",
    "facts.stated": None,
}
MOST = 8  # lines of one measure: those that most is known of
QUESTIONS = {"terms": "Words", "voices": "Voices", "blame": "Blame", "tone": "Tone", "facts": "Facts"}


def shown(results: Results, episode: str, outlets: Sequence[str]) -> list[dict[str, Any]]:
    """The rows (with `SAME`) that the pages of some outlets show for an episode: what any of them has something to count for."""
    table = _candidates(results)
    table = table[(table["episode"] == episode) & table["outlet"].isin(outlets)]
    known = table.assign(known=table.groupby(["measure", "line"])["n"].transform("sum"))
    known = known.drop_duplicates(["measure", "line"])
    most = known.groupby("measure")["known"].rank(method="first", ascending=False) <= MOST
    place = known["measure"].map({name: number for number, name in enumerate(SHOWN)})
    lines = known[most].assign(place=place).sort_values(["place", "line"], kind="stable")
    return [dict(row) for row in lines[list(SAME)].to_dict("records")]


@lru_cache(maxsize=2)
def _candidates(results: Results) -> pd.DataFrame:
    """What may be shown of any outlet, with `line`: its keys. A word, a kind or a fact that an outlet has none of is no line of its; a side
    is one even so."""
    table = results.found["estimates"]
    table = table[table["month"].isna() & (table["copies"] == "all") & table["measure"].isin(SHOWN) & (table["n"] > 0)]
    table = table[table["side"].isna() | table["side"].isin(results.study.codebook.side_ids)]
    table = table[table["voice"].fillna("") == table["measure"].map({k: v or "" for k, v in SHOWN.items()})]
    table = table[table["k"].isna() | (table["k"] > 0) | table["item"].isna()]
    # sides by their place in the codebook, so that their ids order nothing
    order = {
        side: str(place) for place, side in enumerate((*results.study.codebook.side_ids, "both", "other", "unresolved"))
    }
    keys = table[list(KEYS)].astype("object").fillna("")
    keys = keys.assign(side=keys["side"].map(order).fillna(""))
    return table.assign(line=["\n".join(key) for key in keys.itertuples(index=False, name=None)])


def what(results: Results, row: dict[str, Any]) -> str:
    """What a line is about, without "share of": the column's head says so."""
    text = measure_words.measure(results.study.codebook, row, voice=False).removeprefix("share of ")
    return text[:1].upper() + text[1:]


def cell(results: Results, estimate: dict[str, Any] | None) -> Markup:
    """An estimate with its interval and what it rests on, linked; a dash where there is nothing to count."""
    if estimate is None or not estimate["n"]:
        return Markup("–")
    mean = MEASURES[estimate["measure"]].mean
    k, n = (results.rows.counted(estimate, whole) for whole in (False, True))
    rests = Markup("{} passages").format(n) if pd.isna(estimate["k"]) else Markup("{} of {}").format(k, n)
    few = "" if not pd.isna(estimate["low"]) else ": too few for an interval"
    return Markup('{} <span class="rests">{} in {}{}</span>').format(
        numbers.exact(numbers.estimate(estimate, mean), *(estimate[c] for c in ("value", "low", "high"))),
        rests,
        numbers.count(int(estimate["n_articles"]), "article"),
        few,
    )


def difference(contrast: dict[str, Any] | None) -> str:
    """A difference with its interval, or "cannot tell"."""
    if contrast is None:
        return "cannot tell"
    said = numbers.difference(contrast, MEASURES[contrast["measure"]].mean)
    return numbers.exact(said, *(contrast[c] for c in ("difference", "low", "high")))


def table(caption: str, heads: Sequence[str], rows: Sequence[tuple[str, Sequence[str]]]) -> Markup:
    """A table for reading. rows: (row header, cells); a row without cells is a heading of those below."""
    head = Markup("").join(Markup('<th scope="col">{}</th>').format(h) for h in heads)
    lines = []
    for name, cells in rows:
        if not cells:
            lines.append(
                Markup('<tr class="group"><th scope="rowgroup" colspan="{}">{}</th></tr>').format(len(heads), name)
            )
            continue
        made = Markup("").join(
            Markup('<td data-label="{}">{}</td>').format(h, c) for h, c in zip(heads[1:], cells, strict=True)
        )
        lines.append(Markup('<tr><th scope="row">{}</th>{}</tr>').format(name, made))
    return Markup(
        '<div class="chart"><table class="grid measured"><caption>{}</caption><thead><tr>{}</tr></thead><tbody>{}</tbody></table></div>'
    ).format(caption, head, Markup("").join(lines))


def by_question(rows: Sequence[dict[str, Any]]) -> list[tuple[str, list[dict[str, Any]]]]:
    """The lines under the name of their question."""
    found: dict[str, list[dict[str, Any]]] = {}
    for row in rows:
        found.setdefault(QUESTIONS[MEASURES[row["measure"]].question], []).append(row)
    return list(found.items())
