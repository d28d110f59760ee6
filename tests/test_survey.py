"""What a codebook finds and misses in a corpus, and a beginning to fill in."""

import pandas as pd
import pytest
from conftest import SMALL
from test_cli import framing

from analysis import codebook, corpus
from analysis.annotate import run
from analysis.corpus import Article, Corpus
from analysis.corpus_notes import notes_on
from analysis.survey.concordance import by_pattern, concordance
from analysis.survey.page import page
from analysis.survey.scaffold import scaffold
from analysis.survey.suggest import suggest

TEXT = (
    "Norland shelled Sudland. Norlandish separatists fled to the Green Vale. Kirby said that Norland had shelled it. "
    "Kirby added that nobody had come. Fighting went on near Eastburg and in Eastburg. The besieged Green Vale fell."
)


@pytest.fixture(scope="module")
def source():
    articles = [
        Article("a", "Herald", "stated", TEXT),
        Article("b", "Post", "stated", "The besieged Green Vale waits."),
    ]
    return Corpus(SMALL, articles)


def test_every_hit_stands_in_its_context(source, small):
    hits = concordance(source.articles, small)
    texts = {a.article_id: a.text for a in source.articles}
    assert len(hits) and all(texts[r.article_id][r.start : r.end] == r.match for r in hits.itertuples())
    norland = hits[(hits["pattern"] == "Norland") & (hits["article_id"] == "a")]
    assert norland["after"].str.split().str[0].tolist() == ["shelled", "had"]


def test_a_hit_within_a_longer_one_of_another_entry_is_marked(source, small):
    hits = concordance(source.articles, small)
    demonym = hits[hits["pattern"] == "Norlandish"]
    assert demonym["also"].tolist() == ["valemen"]
    note = by_pattern(hits, small).set_index("pattern").loc["Norlandish", "note"]
    assert "always within a longer match of valemen" in note


def test_a_pattern_that_matches_nothing_is_listed(source, small):
    rows = by_pattern(concordance(source.articles, small), small)
    assert rows.set_index("pattern").loc["Ostland", "note"] == "matches nothing"
    assert rows["hits"].sum() == len(concordance(source.articles, small))


def test_one_pattern_that_the_codebook_has_not(source, small):
    assert concordance(source.articles, small, "besieged {vale}")["match"].tolist() == ["besieged Green Vale"] * 2


def test_names_places_and_words_that_the_codebook_misses(source, small):
    table = suggest(run.annotate(source, small), small)
    found = {(r.kind, r.name): r for r in table.itertuples()}
    assert found["name", "Kirby"].as_source == 2
    assert found["place", "Eastburg"].count == 2
    assert found["word", "besieged vale"].count == 2


def test_a_page_shows_what_it_is_given_as_text():
    html = page("<b>T</b>", [("<i>", "&", pd.DataFrame({"<th>": ["<script>alert(1)</script>", None]}))])
    assert "<script>" not in html and "<i>" not in html and "&lt;script&gt;" in html


def test_a_scaffold_is_a_corpus_without_problems(tmp_path):
    scaffold('The "Vale" Conflict: 2024', tmp_path / "new")
    source = corpus.read(tmp_path / "new")
    assert not source.problems and source.title == 'The "Vale" Conflict: 2024'
    assert source.codebook and codebook.load(source.codebook).id == "the-vale-conflict-2024"
    assert run.annotate(source, codebook.load(source.codebook))["events"]["agent_side"].iloc[0] == "first"


def test_a_scaffold_writes_over_nothing(tmp_path):
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    result = framing("init", "Vale", "--out", tmp_path)
    assert result.exit_code == 2 and "not empty" in result.output
    assert [p.name for p in tmp_path.iterdir()] == ["mine.txt"]


def test_the_commands_write_their_pages_and_tables(tmp_path):
    (tmp_path / "a.csv").write_text(f"article_id,outlet,text\na,Herald,{TEXT}\n", encoding="utf-8")
    for command, files in (("concordance", ("hits.csv", "patterns.csv")), ("suggest", ("suggestions.csv",))):
        out = tmp_path / command
        result = framing(command, tmp_path / "a.csv", "--codebook", SMALL, "--out", out)
        assert result.exit_code == 0, result.output
        assert all((out / name).exists() for name in (*files, "index.html"))
    assert (
        framing("concordance", tmp_path / "a.csv", "(x)", "--codebook", SMALL, "--out", tmp_path / "x").exit_code == 2
    )


def test_what_will_surprise_is_said(small):
    texts = ["word " * 60, "word " * 60, "<p>short</p>", "other " * 60]
    articles = [
        Article(str(i), outlet, "stated", text)
        for i, (outlet, text) in enumerate(zip(["The Post", "Post", "Post", "Herald"], texts, strict=True))
    ]
    said = "\n".join(str(note) for note in notes_on(Corpus(SMALL, articles), small))
    for words in (
        "the same text: 0, 1",
        "under 50 words",
        "HTML tags",
        "Post, The Post",
        "with one article: The Post, Herald",
    ):
        assert words in said
