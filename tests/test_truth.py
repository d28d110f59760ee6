"""The estimates held to the truth of the demonstration corpus: what is planted in it is found, and nothing where nothing is.

First with what a hand marked in place of what the suite finds, which tries the statistics alone; then with the suite's own annotation.
"""

import pandas as pd
import pytest
from conftest import ROOT
from typer.testing import CliRunner

from analysis import tables
from analysis.cli import app
from analysis.compare import marked, result, reuse, shifts, truth
from analysis.problems import ProblemsError
from analysis.result_tables import RESULT_TABLES
from analysis.study import Study

FOLDER = ROOT / "corpus" / "known-truth"

# What the suite does not find today, and why; (id, copies). One that is found or lost is to be taken out or looked into.
FEW = (
    "of two or three dozen marked acts three fifths are found as marked; a seventh the suite takes for somebody's report ('were reported killed', "
    "'according to officials'). What is left is too little for a test: the difference points the right way"
)
MISSED = {
    ("doer-upon-ardolians-gazette", "all"): FEW,
    ("doer-upon-ardolians-gazette", "without"): FEW,
    ("doer-upon-tessenians-courier", "all"): FEW,
    ("doer-upon-tessenians-courier", "without"): FEW,
    ("doer-upon-tessenians-times", "all"): FEW,
}


@pytest.fixture(scope="module")
def study():
    return Study.open(FOLDER)


@pytest.fixture(scope="module")
def by_hand(study):
    return marked.marked(study.tables, study.codebook, FOLDER)


@pytest.fixture(scope="module")
def found(study):
    return result.compare(study.tables, study.codebook, 0, FOLDER)


def missed(planted):
    return set(planted.loc[~planted["found"], ["id", "copies"]].itertuples(index=False, name=None))


def test_with_the_hands_marks_every_planted_difference_is_found_and_no_equality_listed(study, by_hand):
    planted = truth.planted(by_hand, study.codebook, FOLDER)
    assert planted["kind"].value_counts().to_dict() == {"equality": 50, "difference": 48, "shift": 2}
    assert missed(planted) == set()
    assert planted["difference"].to_numpy(float) == pytest.approx(planted["truth"].to_numpy(float), abs=1e-9)


def test_differences_are_wider_than_equalities_in_the_suites_measures_too(study, by_hand):
    """Its measures count both sides and others where the truth file counts two sides, and weigh episodes: equalities are less equal."""
    planted = truth.planted(by_hand, study.codebook, FOLDER)
    own = planted[planted["copies"] == "without"]
    assert own.loc[own["kind"] != "equality", "truth"].abs().min() >= 0.15
    assert own.loc[own["kind"] == "equality", "truth"].abs().max() < 0.15


def test_with_the_suites_own_annotation_what_is_not_found_is_known_and_named(found):
    assert missed(found["planted"]) == set(MISSED)


def test_no_planted_equality_is_listed_and_every_difference_points_the_right_way(found):
    planted = found["planted"]
    assert planted.loc[planted["kind"] == "equality", "found"].all()
    others = planted[planted["kind"] != "equality"]
    assert (others["difference"] * others["truth"] > 0).all()


def test_the_tone_of_two_outlets_leans_as_planted_and_more_than_that_of_the_others(study):
    rows = shifts.shifts(study.tables, study.codebook)
    tone = rows[rows["kind"] == "sides"].pivot(index="outlet", columns="episode", values="difference")
    planted = {entry["outlet"]: entry["lower_towards"] for entry in marked.truth(FOLDER)["tone"]}
    second = study.codebook.side_ids[1]
    for outlet, side in planted.items():
        if side is not None:
            assert ((tone.loc[outlet] < 0) == (side == second)).all(), outlet
    leaning = [outlet for outlet, side in planted.items() if side is not None]
    others = tone.drop(index=leaning).mean(axis=1)
    assert tone.loc[leaning].mean(axis=1).abs().min() > 2 * others.abs().max()


def test_every_table_is_written_as_it_is_declared(found):
    assert set(found) == set(RESULT_TABLES)
    for name, declared in RESULT_TABLES.items():
        table = found[name]
        assert list(table.columns) == declared.names, name
        for column in declared.columns:
            values = table[column.name].dropna()
            assert column.null or len(values) == len(table), (name, column.name)
            if column.kind in ("integer", "number"):
                assert column.kind == "number" or (values.astype(float) % 1 == 0).all(), (name, column.name)
            else:
                kind = bool if column.kind == "true/false" else str
                assert all(isinstance(value, kind) for value in values.unique().tolist()), (name, column.name)


def test_the_truth_stands_beside_every_estimate_that_marks_decide(found):
    beside = found["truth"]
    assert list(beside.columns) == truth.COLUMNS and set(beside["measure"]) == set(marked.MARKED)
    row = beside[(beside["item"] == "valley/nerith") & (beside["voice"] == "outlet") & (beside["copies"] == "without")]
    row = row[(row["outlet"] == "Caldrun Courier") & (row["episode"] == "winter")].iloc[0]
    assert (
        (row["truth_k"], row["truth_n"]) == (6, 7) and row["truth"] == pytest.approx(6 / 7, abs=1e-6) and row["found"]
    )
    told = beside[beside["found"].notna()]
    assert ((told["low"] <= told["truth"]) & (told["truth"] <= told["high"])).eq(told["found"]).all()


def test_the_copies_and_events_that_the_truth_lists_are_those_that_the_suite_finds(study, by_hand):
    articles, right = reuse.mark(study.tables, study.codebook)["articles"], by_hand["articles"]
    together = pd.crosstab(articles["cluster_id"].fillna("none"), right["cluster_id"].fillna("none"))
    assert (together > 0).sum(axis=0).eq(1).all() and (together > 0).sum(axis=1).eq(1).all()
    assert articles["wire"].notna().equals(right["wire"].notna())
    # Of twenty events three are taken for two.
    assert (articles.groupby(right["story"])["story"].nunique() > 1).sum() <= 3


def test_a_corpus_without_a_truth_has_no_such_tables_and_a_broken_one_says_what_is_wrong(tmp_path, small, study):
    assert {"truth", "planted"}.isdisjoint(result.compare(tables.empty(), small, 0, tmp_path))
    assert not marked.is_known(tmp_path)
    (tmp_path / "truth.yml").write_text("copies: []\nevents: []\nplanted: []\n", encoding="utf-8")
    (tmp_path / "marks.csv").write_text("article_id,kind\n", encoding="utf-8")
    with pytest.raises(ProblemsError, match=r"marks.csv.*are missing"):
        marked.marked(study.tables, study.codebook, tmp_path)


def test_the_command_writes_them(tmp_path):
    runner, book = CliRunner(), str(ROOT / "corpus" / "codebooks" / "known-truth.yml")
    made = runner.invoke(app, ["annotate", str(FOLDER), "--out", str(tmp_path / "tables")])
    assert made.exit_code == 0, made.output
    options = ["--codebook", book, "--out", str(tmp_path / "out"), "--exchanges", "0", "--corpus", str(FOLDER)]
    done = runner.invoke(app, ["compare", str(tmp_path / "tables"), *options])
    assert done.exit_code == 0, done.output
    planted = pd.read_csv(tmp_path / "out" / "planted.csv")
    assert list(planted.columns) == truth.PLANTED and (tmp_path / "out" / "truth.csv").is_file()
