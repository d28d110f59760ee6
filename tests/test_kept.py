"""What is kept of articles between runs: with another codebook the tables are those of a fresh run, and only what changes is made."""

import os
from unittest import mock

import pandas as pd
import pytest
from conftest import SMALL

from analysis import schema
from analysis.annotate import records, run
from analysis.annotate.document.masking import MaskedParser
from analysis.annotate.documents import documents
from analysis.annotate.kept import Kept, clean
from analysis.annotate.made import Made
from analysis.annotate.pipeline import build
from analysis.annotate.steps import RecordWriter
from analysis.codebook import Codebook
from analysis.corpus import Article, Corpus

TEXTS = {
    "attack": """Norland attacked Sudland

Norland forces shelled occupied Lowmark on Monday, killing two civilians, officials of Sudland said.

"They shelled us," Anna Berg said. "It was an act of aggression by Sudland." Sudland denied it.

Both sides had agreed to a ceasefire on Sunday. Dahl of Vestland praised Norland and met nobody.""",
    "talks": """Talks in Vestland

Norland accused Sudland of shelling a village. Twelve soldiers were wounded.""",
    "empty": " ",
    "twice": "Sudland left Lowmark.",
    "again": "Sudland left Lowmark.",
}
ARTICLES = [Article(name, None, "unknown", text) for name, text in TEXTS.items()]
CORPUS = Corpus(SMALL, ARTICLES)


def changed(book: Codebook, change) -> Codebook:
    data = book.model_dump(mode="json")
    change(data)
    return Codebook.model_validate(data)


def _pattern(words):
    return lambda data: data["concepts"][0]["variants"][0]["patterns"].append(words)


def _renamed(data):
    data["concepts"][0]["variants"][0]["id"] += "-renamed"


def _usage(data):
    for concept in data["concepts"]:
        for variant in concept["variants"]:
            if variant["preferred_by"]:
                variant["preferred_by"] = "neutral"


def _no_terms(data):
    data["concepts"] = []


def _fact(data):
    data["facts"].append({"id": "talk", "name": "Talk", "statement": "They talked.", "stated_by": [["ceasefire"]],
                          "references": [next(iter(data["references"]))]})  # fmt: skip


def _no_facts(data):
    data["facts"] = []


def _predicates(data):
    data["predicates"].append({"event_class": "other", "verbs": ["praise", "meet"], "nouns": ["ceasefire"]})


def _no_predicates(data):
    data["predicates"] = []


def _another_class(data):
    """A word of the general lexicon in another sense, and who suffers stands elsewhere."""
    data["predicates"].append({"event_class": "kill", "verbs": ["shell", "leave"], "nouns": ["aggression"], "agent": "none",
                               "patient": "subject"})  # fmt: skip


def _only_in_phrases(data):
    data["predicates"].append({"event_class": "other", "verbs": ["accuse of"], "nouns": ["Act of aggression"]})


def _predicates_nowhere(data):
    data["predicates"].append({"event_class": "other", "verbs": ["interrogate"], "nouns": ["house arrest"]})


def _with_all_of_these(*changes):
    return lambda data: [change(data) for change in changes]


def _spelling(data):
    data["spellings"]["Lowmark"] = ["Vestland"]


def _contested(data):
    data["contested_places"].append("Vestland")


def _name(data):
    data["actors"][0]["names"].append("Vestland")


def _demonym_for_name(data):
    data["actors"][0]["demonyms"] += data["actors"][0]["names"]
    data["actors"][0]["names"] = []


def _sides(data):
    first, second = (side["id"] for side in data["sides"])
    for actor in data["actors"]:
        actor["side"] = {first: second, second: first}.get(actor["side"], actor["side"])


CHANGES = [
    _pattern("two civilians"), _pattern("nothing of the kind"), _renamed, _usage, _no_terms, _fact, _no_facts, _predicates,
    _no_predicates, _another_class, _only_in_phrases, _predicates_nowhere, _with_all_of_these(_no_predicates, _another_class),
    _with_all_of_these(_predicates, _usage, _fact), _spelling, _contested, _name, _demonym_for_name, _sides,
]  # fmt: skip


@pytest.mark.parametrize("change", CHANGES)
def test_after_a_change_the_tables_are_those_of_a_fresh_run(small, tmp_path, change):
    for book in (small, changed(small, change), small):
        kept, fresh = run.annotate(CORPUS, book, tmp_path), run.annotate(CORPUS, book)
        for name, table in fresh.items():
            pd.testing.assert_frame_equal(kept[name], table, obj=name)


# --- what is made again -----------------------------------------------------------------------------------------------


@pytest.fixture
def worked(monkeypatch):
    """How many documents each step has made records of, and the parser has parsed, since it was last asked."""
    counts: dict[str, int] = {}

    def count(step: str, documents: int) -> None:
        counts[step] = counts.get(step, 0) + documents

    written, parsed = RecordWriter.__init__, MaskedParser._parsed

    def counted(writer, name, work, make):
        written(writer, name, work, lambda docs: count(work.step, len(docs)) or make(docs))

    monkeypatch.setattr(RecordWriter, "__init__", counted)
    monkeypatch.setattr(
        MaskedParser, "_parsed", lambda parser, docs: count("parser", len(docs)) or parsed(parser, docs)
    )
    run._pipeline.cache_clear()

    def asked() -> dict[str, int]:
        done = dict(counts)
        counts.clear()
        return done

    yield asked
    run._pipeline.cache_clear()


TWO = Corpus(SMALL, ARTICLES[:2])


@pytest.mark.parametrize(
    ("change", "made"),
    [
        (_pattern("nothing of the kind"), {"term_matches": 2}),
        (_pattern("two civilians"), {"term_matches": 2, "relational_matches": 1, "terms": 1, "named_words": 1}),
        (
            _pattern("praised"),
            {"term_matches": 2, "relational_matches": 1, "terms": 1, "named_words": 1, "sentiment": 1},
        ),
        (_fact, {"facts": 2}),
        (_predicates, {"predicate_matches": 2, "events": 1, "blame": 1, "usages": 1, "sentiment": 1}),
        (_predicates_nowhere, {"predicate_matches": 2}),
        (_contested, {"mentions": 2, "parser": 2}),
    ],
)
def test_only_what_sees_the_change_is_made_again(small, tmp_path, worked, change, made):
    run.annotate(TWO, small, tmp_path)
    assert set(worked()) > {"parser", "layout", "events"}
    run.annotate(TWO, small, tmp_path)
    assert worked() == {}
    run.annotate(TWO, changed(small, change), tmp_path)
    again = worked()
    assert {step: again.get(step) for step in made} == made
    if "parser" not in made:
        assert again == made


def test_a_predicate_is_changed_added_and_removed_and_each_time_the_tables_are_those_of_a_fresh_run(small, tmp_path):
    books = [changed(small, change) for change in (_predicates, _another_class, _no_predicates, _only_in_phrases)]
    fresh = [run.annotate(CORPUS, book) for book in books]
    assert len({table["events"].to_json() for table in fresh}) > 2
    for number in (0, 1, 0, 2, 1, 3, 2, 0):
        kept = run.annotate(CORPUS, books[number], tmp_path)
        for name, table in fresh[number].items():
            pd.testing.assert_frame_equal(kept[name], table, obj=name)


def test_a_new_term_whose_owner_does_not_follow_from_the_text_is_found_without_its_tokens(small, tmp_path, monkeypatch):
    run.annotate(CORPUS, small, tmp_path)
    monkeypatch.setattr(Made, "document", lambda *_: pytest.fail("tokens are read"))
    again = run.annotate(CORPUS, changed(small, _pattern("two civilians")), tmp_path)
    assert "two civilians" in set(again["terms"]["surface"]) and again["rejected"].empty


def test_what_stands_without_its_tokens_has_all_its_records(small, tmp_path):
    nlp, kept = build(small), Kept(tmp_path, "parser")
    first, second = ([doc for _, doc in documents(nlp, ARTICLES, _fails, kept)] for _ in range(2))
    assert [len(doc) > 0 for doc in second] == [False] * 5 and len(first[0]) > 0
    for name in schema.lists():
        assert [doc._.get(name) for doc in second] == [doc._.get(name) for doc in first]


def test_articles_keep_their_order(small, tmp_path):
    nlp, kept = build(small), Kept(tmp_path, "parser")
    list(documents(nlp, ARTICLES[1:4:2], _fails, kept))
    assert [article.article_id for article, _ in documents(nlp, ARTICLES, _fails, kept)] == list(TEXTS)


def _fails(article, error):
    raise error


def test_an_article_that_fails_is_not_kept(small, tmp_path, monkeypatch):
    nlp, kept, failed = build(small), Kept(tmp_path, "parser"), []
    events = nlp.get_pipe("framing_events")
    with monkeypatch.context() as patch:
        patch.setattr(events, "make", mock.Mock(side_effect=ValueError("no such words")))
        assert not list(documents(nlp, ARTICLES[:1], lambda article, error: failed.append(str(error)), kept))
    assert failed == ["no such words"]
    ((_, doc),) = documents(nlp, ARTICLES[:1], _fails, kept)
    assert doc._.events


# --- what a step may see ----------------------------------------------------------------------------------------------


class Undeclared(list):
    """A list that must not be read."""

    def _read(self, *_):
        raise AssertionError("a list is read that the step does not declare")

    __iter__ = __len__ = __getitem__ = __bool__ = __contains__ = _read


def test_a_step_reads_no_more_than_it_declares(small):
    """Otherwise what is kept of it would be taken to hold where it does not."""
    nlp = build(small)
    for article in ARTICLES[:2]:
        whole = nlp(article.text)
        steps = [step for _, step in nlp.pipeline if isinstance(step, RecordWriter)]
        assert len(steps) == 19
        for step in steps:
            doc = whole.copy()
            for name in schema.lists():
                doc._.set(name, [*whole._.get(name)] if name in step.work.reads else Undeclared())
            step(doc)
            for name in step.work.writes:
                assert doc._.get(name) == whole._.get(name)


def test_a_step_is_given_the_declared_parts_of_the_codebook_alone(small):
    part = small.only(["sides", "facts"])
    assert part.side_ids == small.side_ids and part.facts == small.facts
    with pytest.raises(AttributeError):
        part.concepts  # noqa: B018
    assert small.concepts and small.only(["concepts"]).concepts == small.concepts


# --- files ------------------------------------------------------------------------------------------------------------


def test_a_new_vocabulary_reads_what_is_kept(small, tmp_path):
    kept, again = Kept(tmp_path, "parser"), build(changed(small, _predicates))
    ((_, expected),) = documents(build(changed(small, _predicates)), ARTICLES[:1], _fails)
    list(documents(build(small), ARTICLES[:1], _fails, kept))
    with mock.patch.object(MaskedParser, "_parsed", side_effect=lambda copies: copies and pytest.fail("parsed again")):
        ((_, doc),) = documents(again, ARTICLES[:1], _fails, kept)
    assert [_token(t) for t in doc] == [_token(t) for t in expected]
    assert [t.is_sent_start for t in doc] == [t.is_sent_start for t in expected]


def _token(token):
    return token.text, token.idx, token.lemma_, token.pos_, token.tag_, token.dep_, token.head.i, str(token.morph)


@pytest.mark.parametrize(
    "damage",
    [
        lambda b: b"",
        lambda b: b[:-9],
        lambda b: b[:20] + b"\0\0" + b[22:],
        lambda b: b"x\x9c\xab\xae\x05\x00\x01u\x00\xf9",
    ],
)
def test_what_is_damaged_is_made_anew(small, tmp_path, damage):
    nlp, other, kept = build(small), build(changed(small, _predicates)), Kept(tmp_path, "parser")
    list(documents(nlp, ARTICLES[:1], _fails, kept))
    (path,) = kept.folder.glob("*/*")
    whole = path.read_bytes()
    path.write_bytes(damage(whole))
    ((_, expected),) = documents(other, ARTICLES[:1], _fails)
    ((_, again),) = documents(other, ARTICLES[:1], _fails, kept)
    assert [_token(t) for t in again] == [_token(t) for t in expected] and again._.events == expected._.events
    list(documents(nlp, ARTICLES[:1], _fails, kept))
    assert path.read_bytes() == whole


def test_what_another_parser_made_is_not_read(small, tmp_path):
    nlp = build(small)
    for name in ("one", "another"):
        ((_, doc),) = documents(nlp, ARTICLES[:1], _fails, Kept(tmp_path, name))
        assert len(doc)


def test_an_article_is_told_by_its_outlet_too(small, tmp_path):
    nlp, kept = build(small), Kept(tmp_path, "parser")
    for outlet in ("Herald", "Post"):
        ((_, doc),) = documents(nlp, [Article("a", outlet, "stated", TEXTS["talks"])], _fails, kept)
        assert len(doc) and doc.user_data["outlet"] == outlet


def test_records_are_kept_as_they_are(small):
    nlp = build(small)
    for article in ARTICLES:
        doc = nlp(article.text)
        for name in schema.lists():
            rows = doc._.get(name)
            assert records.from_json(name, records.to_json(name, rows)) == rows


def test_what_is_kept_is_bounded_the_oldest_go(tmp_path):
    for i in range(4):
        path = tmp_path / "parser" / "ab" / f"{i}"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"x" * 100)
        os.utime(path, (1000 + i, 1000 + i))
    (tmp_path / "parser" / "ab" / ".3-left").write_bytes(b"x")
    os.utime(tmp_path / "parser" / "ab" / ".3-left", (500, 500))
    clean(tmp_path, limit=250)
    assert sorted(p.name for p in tmp_path.glob("*/*/*")) == ["2", "3"]
