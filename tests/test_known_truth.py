"""The demonstration corpus holds what its truth file says: articles, copies, words and counts."""

import re
from collections import Counter
from itertools import combinations

import pandas as pd
import pytest
import yaml
from conftest import ROOT
from typer.testing import CliRunner

from analysis import codebook, corpus
from analysis.cli import app
from analysis.patterns import compile_pattern

FOLDER = ROOT / "corpus" / "known-truth"
TRUTH = yaml.safe_load((FOLDER / "truth.yml").read_text(encoding="utf-8"))
MARKS = pd.read_csv(FOLDER / "marks.csv", keep_default_na=False)
BOOK = codebook.load(ROOT / "corpus" / "codebooks" / "known-truth.yml")
ARTICLES = {a.article_id: a for a in corpus.read(FOLDER).articles}
COPIES = {a["id"]: (c["dispatch"], a["how"], a["credited"]) for c in TRUTH["copies"] for a in c["articles"]}
LAST_DAY_BEFORE = "2031-08-31"
PLANTED = {entry["id"]: entry for entry in TRUTH["planted"]}


def body(article_id: str) -> str:
    return (FOLDER / "articles" / f"{article_id}.txt").read_text(encoding="utf-8")


def shingles(text: str, size: int = 5) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", text.lower())
    return {tuple(words[i : i + size]) for i in range(len(words) - size + 1)}


SHINGLES = {name: shingles(body(name)) for name in ARTICLES}


def containment(first: str, second: str) -> float:
    """The share of the shorter text's runs of five words that the other one has too."""
    a, b = SHINGLES[first], SHINGLES[second]
    return len(a & b) / min(len(a), len(b))


def test_the_corpus_reads_without_problems():
    result = CliRunner().invoke(app, ["check", str(FOLDER)])
    assert result.exit_code == 0, result.output
    assert "no problems" in result.output


def test_its_size():
    assert len(ARTICLES) == TRUTH["articles"] >= 150
    assert {a.outlet for a in ARTICLES.values()} == set(TRUTH["outlets"])
    for name, article in ARTICLES.items():
        assert 150 <= len(article.text.split()) <= 400, name


def test_the_truth_refers_to_articles_that_exist_and_dates_that_fit():
    named = [name for event in TRUTH["events"] for name in event["articles"]]
    assert len(named) == len(set(named))
    assert set(ARTICLES) - set(named) == {"f01-np", "f02-np", "f03-np", "f04-np"}
    assert set(COPIES) <= set(named) and set(MARKS.article_id) == set(ARTICLES)
    for event in TRUTH["events"]:
        assert len({ARTICLES[name].outlet for name in event["articles"]}) == len(TRUTH["outlets"]), event["id"]
        for name in event["articles"]:
            assert -1 <= (pd.Timestamp(ARTICLES[name].date) - pd.Timestamp(event["date"])).days <= 2, name


@pytest.mark.parametrize("dispatch", [c["dispatch"] for c in TRUTH["copies"]])
def test_copies_are_copies(dispatch):
    family = [name for name, (of, _, _) in COPIES.items() if of == dispatch]
    hows = {name: COPIES[name][1] for name in family}
    assert sorted(hows.values()) == ["cut", "rewritten", "verbatim"]
    for first, second in combinations(family, 2):
        shared = containment(first, second)
        assert 0.3 < shared < 0.8 if "rewritten" in (hows[first], hows[second]) else shared > 0.95, (first, second)
    for name in family:
        assert bool(ARTICLES[name].wire) == COPIES[name][2] == ("(Corvane Press)" in body(name))


def test_other_articles_are_no_copies_and_no_paragraph_stands_twice():
    for first, second in combinations(ARTICLES, 2):
        if COPIES.get(first, (first,))[0] != COPIES.get(second, (second,))[0]:
            assert containment(first, second) < 0.1, (first, second)
    paragraphs = Counter(p for name in ARTICLES if name not in COPIES for p in body(name).split("\n\n") if len(p) > 60)
    assert max(paragraphs.values()) == 1


def test_marks_stand_where_they_say():
    for row in MARKS.itertuples():
        words = ARTICLES[row.article_id].text[row.start : row.end].replace("\n", " ")
        assert words == row.words or (len(row.words) == 60 and words.startswith(row.words)), row


def test_the_words_of_the_planted_terms_occur_as_the_truth_says():
    planted = {entry["item"] for entry in PLANTED.values() if entry["measure"] == "terms"}
    concepts = {item.split("/")[0] for item in planted}
    for concept in (c for c in BOOK.concepts if c.id in concepts):
        for variant in concept.variants:
            wanted = [re.compile(compile_pattern(p, BOOK.spellings)) for p in variant.patterns]
            unless = [re.compile(compile_pattern(p, BOOK.spellings)) for p in variant.unless]
            rows = MARKS[(MARKS.kind == "term") & (MARKS["item"] == f"{concept.id}/{variant.id}")]
            for name, article in ARTICLES.items():
                longer = [m.span() for e in unless for m in e.finditer(article.text)]
                found = {m.start() for e in wanted for m in e.finditer(article.text)}
                found -= {at for at in found for start, end in longer if start <= at < end}
                assert found == set(rows[rows.article_id == name].start), (variant.id, name)


def chosen(entry: dict, rows: pd.DataFrame) -> tuple[pd.DataFrame, pd.Series]:
    """The rows that a measure counts among, and which of them it counts."""
    item, side, own = entry.get("item"), entry.get("side"), rows[rows.voice == "outlet"]
    two = list(BOOK.side_ids)
    if entry["measure"] == "terms":
        base = own[(own.kind == "term") & own["item"].str.startswith(item.split("/")[0] + "/")]
        return base, base["item"] == item
    if entry["measure"] == "voices":
        base = rows[(rows.kind == "attribution") & rows.side.isin(two)]
        return base, base.side == side
    if entry["measure"] == "voices-kind":
        base = rows[rows.kind == "attribution"]
        return base, base["item"] == item
    acts = own[own.kind == "act"]
    if entry["measure"] == "doer-named":
        base = acts[acts.patient_side == side]
        return base, base.doer_as == "party"
    column = {"victims": "patient_side", "doers": "side"}[entry["measure"]]
    base = acts[acts[column].isin(two)]
    return base, base[column] == side


def counted(entry: dict, names: list[str]) -> dict:
    if entry["measure"] == "facts":
        rows = MARKS[(MARKS.kind == "fact") & (MARKS["item"] == entry["item"])]
        k, n = len(set(rows.article_id) & set(names)), len(names)
    else:
        base, hit = chosen(entry, MARKS[MARKS.article_id.isin(names)])
        k, n = int(hit.sum()), len(base)
    return {"k": k, "n": n, "share": round(k / n, 3) if n else None}


def articles(outlet: str, copies: bool, start: str = "2031-01-01", end: str = "2031-12-31") -> list[str]:
    return [
        name
        for name, a in ARTICLES.items()
        if a.outlet == outlet and start <= str(a.date)[:10] <= end and (copies or name not in COPIES)
    ]


@pytest.mark.parametrize("entry", PLANTED.values(), ids=PLANTED)
def test_the_counts_are_sums_of_the_marks(entry):
    if "window" in entry:
        date = str(next(w.date for w in BOOK.windows if w.id == entry["window"]))
        parts = {"before": ("2031-01-01", LAST_DAY_BEFORE), "after": (date, "2031-12-31")}
        for part, days in parts.items():
            for kind, copies in (("own", False), ("all", True)):
                names = articles(entry["outlet"], copies, *days)
                assert entry[part][kind] == pytest.approx(counted(entry, names), abs=5e-4)
        return
    until = str(entry.get("until", "2031-12-31"))
    for outlet, expected in entry["expected"].items():
        assert expected["own"] == pytest.approx(counted(entry, articles(outlet, False, end=until)), abs=5e-4)
        assert expected["all"] == pytest.approx(counted(entry, articles(outlet, True, end=until)), abs=5e-4)
        for episode in BOOK.episodes:
            names = articles(outlet, False, str(episode.start), min(str(episode.end), until))
            assert expected["episodes"][episode.id] == pytest.approx(counted(entry, names), abs=5e-4)


@pytest.mark.parametrize("entry", PLANTED.values(), ids=PLANTED)
def test_differences_are_wide_and_equalities_narrow(entry):
    values = [entry[p] for p in ("before", "after")] if "window" in entry else list(entry["expected"].values())
    shares = [value["own"]["share"] for value in values]
    gaps = [abs(share - shares[0]) for share in shares[1:]]
    assert gaps and (max(gaps) <= 0.08 if entry["kind"] == "equality" else min(gaps) >= 0.15)


def test_both_sides_do_and_suffer_alike_on_the_whole():
    acts = MARKS[MARKS.kind == "act"]
    for column in ("side", "patient_side"):
        counts = [int((acts[column] == side).sum()) for side in BOOK.side_ids]
        assert max(counts) < 1.15 * min(counts), (column, counts)
