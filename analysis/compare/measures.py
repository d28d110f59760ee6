"""Every measure that outlets are compared by, declared once: which rows of which table count, among which, and what tells them apart.

A measure gives a frame of rows with `KEYS` and, where it needs them, `group` (a denominator that is no column of the result), `hit` (whether
a row counts, by default it does), `resolved` (by default yes) and `n` (its weight, by default 1), or `value` for a mean. The rows of one
denominator agree in voice and in the columns of `among`; those counted together agree in the columns of `of` too.
"""

import pandas as pd

from analysis.codebook import Codebook
from analysis.compare import sentiment, voices
from analysis.compare.index import framing_index
from analysis.compare.registry import KEYS, Rows, measure
from analysis.compare.units import Tables, counted_events, doer_named, in_prose


def _rows(table: pd.DataFrame, **columns: pd.Series | str | None) -> pd.DataFrame:
    """article_id, the place if the table has one, and the columns given; a column of `KEYS` that is not given is null."""
    keys = {key: columns.pop(key, None) for key in KEYS}
    places = [column for column in ("article_id", "start", "end") if column in table]
    return table[places].assign(**keys, **columns)


def _resolved(side: pd.Series) -> pd.Series:
    return side.notna() & (side != "unresolved")


# --- Terms ---


def _terms(tables: Tables) -> pd.DataFrame:
    return in_prose(tables["terms"], tables["sentences"])


@measure("terms.variant", "of the mentions of a concept, those by this variant (item)", "terms", ("group",), ("item",))
def _variant(tables: Tables, codebook: Codebook) -> pd.DataFrame:
    rows = _terms(tables)
    rows = rows[~rows["distanced"]]
    return _rows(rows, voice=rows["voice"], item=rows["concept"] + "/" + rows["variant"], group=rows["concept"])


@measure("terms.usage", "of the contested words, those of this side's usage", "terms", (), ("side",))
def _usage(tables: Tables, codebook: Codebook) -> pd.DataFrame:
    rows = _terms(tables)
    rows = rows[~rows["distanced"]]
    return _rows(rows, voice=rows["voice"], side=rows["preferred_by"], resolved=_resolved(rows["preferred_by"]))


@measure(
    "terms.usage_by_concept",
    "of the words for a concept (item), those of this side's usage",
    "terms",
    ("item",),
    ("side",),
)
def _usage_by_concept(tables: Tables, codebook: Codebook) -> pd.DataFrame:
    return _usage(tables, codebook).assign(item=_terms(tables)["concept"])


@measure("terms.distanced", "of the words of this side's usage, those that are distanced", "terms", ("side",))
def _distanced(tables: Tables, codebook: Codebook) -> pd.DataFrame:
    rows = _terms(tables)
    rows = rows[rows["preferred_by"].isin(codebook.side_ids)]
    return _rows(rows, voice=rows["voice"], side=rows["preferred_by"], hit=rows["distanced"])


# --- Voices ---


@measure("voices.words", "of an article's words, those in this voice (item)", "voices", (), ("item",))
def _words(tables: Tables, codebook: Codebook) -> pd.DataFrame:
    rows = tables["voices"]
    return _rows(rows, item=rows["voice"], n=rows["n_words"])


@measure("voices.sources", "of what is said, that by this side", "attributions", (), ("side",))
def _sources(tables: Tables, codebook: Codebook) -> pd.DataFrame:
    rows = voices.spoken(tables)
    return _rows(rows, side=rows["source_side"], resolved=_resolved(rows["source_side"]))


@measure("voices.words_of_side", "of the words said, those by this side", "voices", (), ("side",))
def _words_of_side(tables: Tables, codebook: Codebook) -> pd.DataFrame:
    said = voices.spoken(tables)[["article_id", "attribution_id", "source_side"]]
    rows = tables["voices"].merge(said, on=["article_id", "attribution_id"])
    return _rows(rows, side=rows["source_side"], n=rows["n_words"], resolved=_resolved(rows["source_side"]))


@measure(
    "voices.kind",
    "of the sources whose kind is known, those of this kind (item)",
    "attributions",
    (),
    ("item",),
)
def _kind(tables: Tables, codebook: Codebook) -> pd.DataFrame:
    rows = voices.spoken(tables)
    return _rows(rows, item=rows["source_kind"], resolved=rows["source_kind"].notna())


@measure(
    "voices.cue",
    "of what a side says, that with this class of cue (item)",
    "attributions",
    ("side",),
    ("item",),
)
def _cue(tables: Tables, codebook: Codebook) -> pd.DataFrame:
    rows = voices.spoken(tables)
    rows = rows[rows["source_side"].isin(codebook.side_ids) & rows["cue_class"].notna()]
    return _rows(rows, side=rows["source_side"], item=rows["cue_class"])


@measure(
    "voices.distancing",
    "of what a side says, that with a cue that distances (claim)",
    "attributions",
    ("side",),
)
def _distancing(tables: Tables, codebook: Codebook) -> pd.DataFrame:
    rows = voices.spoken(tables)
    rows = rows[rows["source_side"].isin(codebook.side_ids) & rows["cue_stance"].notna()]
    return _rows(rows, side=rows["source_side"], hit=rows["cue_stance"] == "distancing")


# --- Blame ---


def _events(tables: Tables) -> pd.DataFrame:
    rows = counted_events(in_prose(tables["events"], tables["sentences"]))
    return rows.assign(named=doer_named(rows))


@measure("blame.doers", "of the acts whose doer is named, those done by this side", "events", (), ("side",))
def _doers(tables: Tables, codebook: Codebook) -> pd.DataFrame:
    rows = _events(tables)
    rows = rows[rows["named"]]
    return _rows(rows, voice=rows["voice"], side=rows["agent_side"], resolved=_resolved(rows["agent_side"]))


@measure(
    "blame.doer_construction",
    "of the acts that this side is named for, those in this construction (item)",
    "events",
    ("side",),
    ("item",),
)
def _doer_construction(tables: Tables, codebook: Codebook) -> pd.DataFrame:
    rows = _events(tables)
    rows = rows[rows["named"] & rows["agent_side"].isin(codebook.side_ids)]
    return _rows(rows, voice=rows["voice"], side=rows["agent_side"], item=rows["construction"])


@measure("blame.doer_left_out", "of the acts that this side suffers, those whose doer is left out", "events", ("side",))
def _left_out(tables: Tables, codebook: Codebook) -> pd.DataFrame:
    rows = _events(tables)
    rows = rows[rows["patient_side"].isin(codebook.side_ids)]
    return _rows(rows, voice=rows["voice"], side=rows["patient_side"], hit=~rows["named"])


@measure("blame.victims", "of the acts with a sufferer, those that this side suffers", "events", (), ("side",))
def _victims(tables: Tables, codebook: Codebook) -> pd.DataFrame:
    rows = _events(tables)
    rows = rows[rows["patient_side"].notna()]
    return _rows(rows, voice=rows["voice"], side=rows["patient_side"], resolved=_resolved(rows["patient_side"]))


def _of_events(column: str) -> Rows:
    def rows(tables: Tables, codebook: Codebook) -> pd.DataFrame:
        events = _events(tables)
        return _rows(events, voice=events["voice"], item=events[column])

    return rows


measure("blame.acts", "of the harmful acts, those of this kind (item)", "events", (), ("item",))(
    _of_events("event_class")
)
measure("blame.construction", "of the harmful acts, those in this construction (item)", "events", (), ("item",))(
    _of_events("construction")
)


@measure(
    "blame.ties",
    "of the ties of a basis (item) by a blamer (source_side), those that blame this side",
    "blame",
    ("item", "source_side"),
    ("side",),
)
def _ties(tables: Tables, codebook: Codebook) -> pd.DataFrame:
    rows = counted_events(in_prose(tables["blame"], tables["sentences"]))
    blamer = rows["blamer_side"].where(rows["blamer"] != "outlet", "outlet").fillna("unresolved")
    return _rows(
        rows, item=rows["basis"], source_side=blamer, side=rows["blamed_side"], resolved=_resolved(rows["blamed_side"])
    )


# --- Tone ---


def _tone(column: str) -> Rows:
    def rows(tables: Tables, codebook: Codebook) -> pd.DataFrame:
        scored = sentiment.scored(tables).dropna(subset=[column])
        return _rows(scored, voice=scored["voice"], value=scored[column])

    return rows


measure("tone.vader", "mean VADER score", "sentiment", mean=True)(_tone("vader"))
measure("tone.vader_adjusted", "mean VADER score without topic words", "sentiment", mean=True)(_tone("vader_adjusted"))


@measure("tone.target", "mean tone towards this side", "sentiment", ("side",), mean=True)
def _target(tables: Tables, codebook: Codebook) -> pd.DataFrame:
    rows = sentiment.towards_sides(tables)
    rows = rows[rows["target_side"].isin(codebook.side_ids)]
    return _rows(rows, voice=rows["voice"], side=rows["target_side"], value=rows["target_score"])


# --- Coverage ---


@measure("facts.stated", "of the articles, those that state this fact (item)", "facts", ("item",))
def _stated(tables: Tables, codebook: Codebook) -> pd.DataFrame:
    rows = tables["facts"]
    return _rows(rows, item=rows["fact_id"], hit=rows["stated"])


# --- The index ---


@measure(
    "framing.index",
    "mean framing index of articles, of all voices or the outlet's (item); positive: the first side",
    "articles",
    ("item",),
    mean=True,
)
def _index(tables: Tables, codebook: Codebook) -> pd.DataFrame:
    found = framing_index(tables, codebook)
    voices_of = {"all": "index", "outlet": "own_index"}
    parts = [_rows(found, item=voice, value=found[column]) for voice, column in voices_of.items()]
    return pd.concat(parts, ignore_index=True).dropna(subset=["value"])
