"""The findings as sentences. Every sentence is made of estimates; none is typed in by hand, and each says what it rests on."""

from collections.abc import Iterator

import pandas as pd

from analysis.codebook import Codebook
from analysis.compare import blame, terminology, voices
from analysis.compare.units import Tables, labels
from analysis.present.figures import side_label


def episodes(tables: Tables, codebook: Codebook) -> list[tuple[str, list[str]]]:
    """(episode's name, ids of its articles) in the codebook's order; articles of no known episode last."""
    articles = tables["articles"]
    known = [(e.name, articles.loc[articles["episode"] == e.id, "article_id"].tolist()) for e in codebook.episodes]
    rest = articles.loc[~articles["episode"].isin([e.id for e in codebook.episodes]), "article_id"].tolist()
    return [(name, ids) for name, ids in [*known, ("No known episode", rest)] if ids]


def caution(tables: Tables) -> str:
    """Why there is or isn't an interval: what the number of articles allows."""
    articles = tables["articles"]
    per_outlet = articles.dropna(subset=["outlet"]).groupby(["episode", "outlet"], dropna=False).size()
    count, most = len(articles), int(per_outlet.max()) if len(per_outlet) else 0
    if most <= 1:
        return (
            f"{count} articles, never more than one of the same outlet and episode: these are counts of what each article does. "
            "They have no interval, and nothing here says what an outlet usually does."
        )
    return f"{count} articles, at most {most} of one outlet in one episode. Intervals are taken over articles; where none is given, the note says why."


def compared(tables: Tables, codebook: Codebook, article_ids: list[str]) -> list[str]:
    """What sets the articles of one episode apart. Empty for an episode of one article."""
    if len(article_ids) < 2:
        return []
    return [
        *_only_here(tables, codebook, article_ids),
        *_owner_contrast(tables, codebook, article_ids),
        *_doer_contrast(tables, codebook, article_ids),
    ]


def alone(tables: Tables, codebook: Codebook, article_id: str) -> list[str]:
    """What one article does by itself."""
    return [
        *_wording(tables, codebook, article_id),
        *_voices(tables, codebook, article_id),
        *_blame(tables, codebook, article_id),
    ]


def _only_here(tables: Tables, codebook: Codebook, article_ids: list[str]) -> Iterator[str]:
    rows = terminology.only_here(tables, codebook)
    for article, group in rows[rows["article_id"].isin(article_ids)].groupby("article", sort=False):
        partisan = group[group["preferred_by"].isin(codebook.side_ids)]
        if partisan.empty:
            continue
        words = _list(
            [
                f"“{r.variant_name}” ({_times(r.n)}, {side_label(codebook, r.preferred_by)}’s usage)"
                for r in partisan.itertuples()
            ]
        )
        yield f"Of these {len(article_ids)} articles, only {article} writes {words} in its own voice."


def _owner_contrast(tables: Tables, codebook: Codebook, article_ids: list[str]) -> Iterator[str]:
    owners = terminology.owners(tables, codebook)
    parts = []
    for article, group in owners[owners["article_id"].isin(article_ids)].groupby("article", sort=False):
        counts = group.set_index("preferred_by")["k"]
        total = int(counts.sum())
        if total:
            parts.append(f"{article}: {_sides(counts, codebook, total)}")
    if parts:
        yield f"Contested names in the outlet’s own voice, by whose usage they are – {'; '.join(parts)}."


def _doer_contrast(tables: Tables, codebook: Codebook, article_ids: list[str]) -> Iterator[str]:
    doers = blame.doers(tables, codebook)
    doers = doers[doers["article_id"].isin(article_ids) & doers["agent_side"].isin(codebook.side_ids)]
    parts = []
    for article, group in doers.groupby("article", sort=False):
        own = group.set_index("agent_side")["own"]
        parts.append(f"{article}: {_list([f'{side_label(codebook, s)} {own[s]}' for s in codebook.side_ids])}")
    if doers["own"].sum():
        yield f"Harmful acts with a named doer in the outlet’s own voice – {'; '.join(parts)}."
    else:
        yield "None of these articles names a side as the doer of a harmful act in its own voice."


def _wording(tables: Tables, codebook: Codebook, article_id: str) -> Iterator[str]:
    terms = terminology.by_voice(tables, codebook)
    own = terms[(terms["article_id"] == article_id) & (terms["own"] > 0)]
    partisan = own[own["preferred_by"].isin(codebook.side_ids)]
    if own.empty:
        yield "It writes none of the contested names in its own voice."
    elif partisan.empty:
        yield f"In its own voice it writes {_count(own['own'].sum(), 'contested name')}, none of them a side’s usage."
    else:
        words = _list(
            [
                f"“{r.variant_name}” ({_times(r.own)}, {side_label(codebook, r.preferred_by)}’s usage)"
                for r in partisan.itertuples()
            ]
        )
        yield f"In its own voice it writes {words}; {_of(partisan['own'].sum(), own['own'].sum())} of its contested names are a side’s usage."
    quoted = terms[
        (terms["article_id"] == article_id) & (terms["own"] == 0) & terms["preferred_by"].isin(codebook.side_ids)
    ]
    quoted = quoted[quoted["direct"] + quoted["indirect"] > 0]
    if len(quoted):
        words = _list(
            [f"“{r.variant_name}” ({'quotation' if r.direct else 'reported speech'})" for r in quoted.itertuples()]
        )
        yield f"Only in others’ mouths: {words}."


def _voices(tables: Tables, codebook: Codebook, article_id: str) -> Iterator[str]:
    shares = voices.word_shares(tables)
    shares = shares[shares["article_id"] == article_id].set_index("voice")
    total = int(shares["of"].iloc[0])
    if total:
        yield (
            f"Of its {total} words {_percent(shares.loc['direct', 'n_words'], total)} stand in quotation marks and "
            f"{_percent(shares.loc['indirect', 'n_words'], total)} in reported speech."
        )
    sides = voices.by_side(tables, codebook)
    sides = sides[(sides["article_id"] == article_id) & sides["source_side"].isin(codebook.side_ids)].set_index(
        "source_side"
    )
    told = [
        f"{side_label(codebook, s)} {_count(sides.loc[s, 'attributions'], 'time')} ({sides.loc[s, 'n_words']} words)"
        for s in codebook.side_ids
    ]
    yield f"It lets speak: {_list(told)}."
    checks = voices.quality(tables).set_index("article_id").loc[article_id]
    if checks["unresolved"]:
        yield f"Of {_count(checks['attributions'], 'attribution')}, {checks['unresolved']} could not be given to anybody with certainty."


def _blame(tables: Tables, codebook: Codebook, article_id: str) -> Iterator[str]:
    doers = blame.doers(tables, codebook)
    doers = doers[(doers["article_id"] == article_id) & doers["agent_side"].isin(codebook.side_ids)].set_index(
        "agent_side"
    )
    told = [
        f"{side_label(codebook, s)} {doers.loc[s, 'own']} in its own voice and {doers.loc[s, 'attributed']} in others’"
        for s in codebook.side_ids
    ]
    yield f"Shown as the doer of a harmful act: {_list(told)}."
    ties = blame.ties(tables, "accusation")
    ties = ties[ties["article_id"] == article_id]
    if len(ties):
        told = [
            f"{side_label(codebook, r.blamer_side)} → {side_label(codebook, r.blamed_side)} {r.n}"
            for r in ties.itertuples()
        ]
        yield f"Accusations it carries: {_list(told)}."


def _sides(counts: pd.Series, codebook: Codebook, total: int) -> str:
    parts = [f"{counts[side]} {side_label(codebook, side)}’s" for side in codebook.side_ids]
    parts += [f"{counts[key]} {key}" for key in ("neutral", "unresolved") if counts[key]]
    return f"{_list(parts)} (of {total})"


def _of(part: int, whole: int) -> str:
    return f"{part} of {whole}"


def _percent(part: int, whole: int) -> str:
    return f"{100 * part / whole:.0f} %"


def _times(n: int) -> str:
    return "once" if n == 1 else "twice" if n == 2 else f"{n} times"


def _count(n: int, noun: str) -> str:
    return f"{n} {noun}{'' if n == 1 else 's'}"


def _list(items: list[str]) -> str:
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} and {items[-1]}" if items else "nothing"


def article_names(tables: Tables, article_ids: list[str]) -> str:
    """The labels of some articles in a line."""
    names = labels(tables["articles"])
    return _list([names[i] for i in article_ids])
