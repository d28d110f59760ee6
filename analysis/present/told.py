"""The strongest findings as sentences: each with its numbers, what it rests on, and one printed sentence."""

from typing import Any

import pandas as pd
from markupsafe import Markup

from analysis.compare.contrasts import REST
from analysis.compare.registry import MEASURES
from analysis.compare.uncertainty import MIN_ARTICLES
from analysis.present import measure_words, numbers, strongest, words
from analysis.present.examples import example
from analysis.present.results import Results, turned


def findings(results: Results) -> Markup:
    """The three strongest, each with its numbers, what it rests on and one printed sentence; or why there is none."""
    if not results.outlets_are_rows:
        return _gaps(results)
    counts = strongest.looked(results)
    if counts is None:
        return Markup(
            '<p class="note">No episode has two outlets with {} articles each: nothing can be tested.</p>'
        ).format(MIN_ARTICLES)
    told = Markup("").join(_finding(results, f) for f in strongest.findings(results))
    return Markup("{}{}").format(_looked(counts), Markup('<ol class="findings">{}</ol>').format(told) if told else "")


def statement(results: Results, estimate: dict[str, Any], named: bool = True) -> str:
    """ "Herald, in its own voice: 45 % (30–60) of the contested words are North’s usage". Without its name: "45 % … usage, in its own voice"."""
    voice = (
        words.in_voice(estimate["voice"]) if isinstance(estimate["voice"], str) and estimate["voice"] != "all" else ""
    )
    whole, says = measure_words.claim(results.study.codebook, estimate)
    value = numbers.estimate(estimate, not says)
    said = f"{value} of {whole} {says}" if says else f"{whole} is {value}"
    if not named:
        return ", ".join(filter(None, (said, voice)))
    return f"{', '.join(filter(None, (words.outlet(estimate['outlet']), voice)))}: {said}"


def _looked(counts: strongest.Looked) -> Markup:
    if counts.listed <= counts.chance:
        return Markup(
            "<p>Of {:,} differences looked at, {} would be listed; chance alone would list up to {}. Nothing here exceeds chance.</p>"
        ).format(*counts)
    return Markup(
        "<p>Of {:,} differences between an outlet and the others that were looked at, {:,} are listed. Had the outlets’ names been shuffled, "
        "chance alone would list up to {}. The strongest of a question is the one whose interval stays furthest from zero.</p>"
    ).format(*counts)


def _finding(results: Results, f: strongest.Finding) -> Markup:
    """Of two outlets the one that has more comes first."""
    row, book = f.contrast, results.study.codebook
    pair = row["first"] != REST
    if pair and row["difference"] < 0:
        row = turned(row)
    own = results.estimate(row, row["second"])
    if own is None:
        return Markup("")
    mean = MEASURES[row["measure"]].mean
    beside = own["value"] - row["difference"]
    elsewhere = numbers.score(beside) if mean else numbers.percent(min(max(beside, 0), 1))
    against = f"{words.outlet(row['first'])}: {elsewhere}" if pair else f"the other outlets: {elsewhere} on average"
    again = f"; the same in {f.again[0]} of {f.again[1]} other episodes" if f.again[1] else ""
    copies = {True: "; also without copies of dispatches", False: "; not without copies of dispatches", None: ""}[
        f.without
    ]
    shown = example(results, own) if own["k"] != 0 else Markup("")
    return Markup("<li><p><strong>{}</strong>; {}.</p><p>{}; {}. Difference: {}{}{}.</p>{}</li>").format(
        statement(results, own),
        against,
        _rests(results, own),
        words.episode(book, row["episode"]),
        numbers.difference(row, mean),
        again,
        copies,
        shown,
    )


def _gaps(results: Results) -> Markup:
    told = []
    for gap in strongest.gaps(results):
        more, less = gap.more, gap.less
        mean = MEASURES[more["measure"]].mean
        value = numbers.score(less["value"]) if mean else numbers.percent(less["value"])
        question = {k: v for k, v in more.items() if k not in ("outlet", "episode")} | {
            "article": results.rows.keys(more)["article"]
        }
        told.append(
            Markup("<li><p><strong>{}</strong> ({}); {}: {} ({}). {}.</p>{}</li>").format(
                statement(results, more),
                _rests(results, more),
                less["row"],
                value,
                _rests(results, less),
                more["episode_name"],
                example(results, question),
            )
        )
    lead = Markup(
        "<p>No outlet has more than one article of an episode, so <strong>articles are compared, not outlets</strong>: where two articles of one "
        "episode are furthest apart. One article each allows no interval and no test.</p>"
    )
    return lead + (
        Markup('<ol class="findings">{}</ol>').format(Markup("").join(told))
        if told
        else Markup("<p>No two articles of an episode have enough to compare.</p>")
    )


def _rests(results: Results, estimate: dict[str, Any]) -> Markup:
    if pd.isna(estimate["k"]):
        text = Markup("{} passages").format(results.rows.counted(estimate))
    else:
        text = Markup("{} of {}").format(results.rows.counted(estimate), results.rows.counted(estimate, whole=True))
    if not results.outlets_are_rows:
        return text
    return Markup("{} in {}").format(text, numbers.count(int(estimate["n_articles"]), "article"))
