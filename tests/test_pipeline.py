"""The pipeline as spaCy's users expect it: batches, loading, saving, what it costs to open a study."""

import importlib
import pickle
import shutil
import subprocess
import sys
import tomllib

import numpy as np
import pytest
import spacy
from conftest import ROOT, SMALL
from spacy import displacy
from spacy.tokens import Doc, DocBin

from analysis import batches, parser, schema
from analysis.annotate import run
from analysis.annotate.document import masking
from analysis.annotate.document.sentence_starts import LONGEST_SENTENCE
from analysis.annotate.documents import documents
from analysis.annotate.made import PARSED
from analysis.annotate.pipeline import build
from analysis.corpus import Article, Corpus


def python(code: str, *arguments: str) -> str:
    """What a new interpreter prints. The test fails where it fails."""
    done = subprocess.run(
        [sys.executable, "-c", code, *map(str, arguments)], cwd=ROOT, capture_output=True, text=True, timeout=120
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


# --- what is imported -------------------------------------------------------------------------------------------------

IMPORTS = """
import importlib, pkgutil, sys
import analysis.study, analysis.compare
for module in pkgutil.walk_packages(analysis.compare.__path__, "analysis.compare."):
    importlib.import_module(module.name)
print("spacy" in sys.modules)
"""


def test_studies_and_estimates_load_no_spacy():
    assert python(IMPORTS) == "False"


def test_a_study_that_is_cached_opens_without_spacy(tmp_path):
    article = tmp_path / "articles.csv"
    article.write_text("article_id,outlet,text\na,Herald,Norland attacked Sudland.\n", encoding="utf-8")
    code = "import sys; from analysis.study import Study; Study.open(*sys.argv[1:]); print('spacy' in sys.modules)"
    opened = [python(code, article, SMALL, tmp_path / "cache") for _ in range(2)]
    assert opened == ["True", "False"]


# --- as a spaCy pipeline ----------------------------------------------------------------------------------------------

TEXT = 'Norland attacked Sudland on Monday, killing two civilians. "They shelled us," Anna Berg said.\n\nNobody came.'
SAVED = """
import sys
import spacy
nlp = spacy.load(sys.argv[1])
print(nlp.pipe_names)
print(nlp(sys.argv[2])._.events)
"""


@pytest.fixture(scope="module")
def nlp(small):
    return build(small)


def records(doc: Doc) -> dict[str, list]:
    return {name: list(doc._.get(name)) for name in schema.lists()}  # a DocBin gives tuples


@pytest.fixture(scope="module")
def saved(nlp, tmp_path_factory):
    folder = tmp_path_factory.mktemp("saved") / "pipeline"
    nlp.to_disk(folder)
    return folder


@pytest.fixture
def installed(tmp_path):
    """A folder for the Python path in which the package's entry points are declared as an installation declares them."""
    groups = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["entry-points"]
    lines = [f"[{group}]\n" + "\n".join(f"{k} = {v}" for k, v in points.items()) for group, points in groups.items()]
    folder = tmp_path / "framing_analysis-0.dist-info"
    folder.mkdir()
    (folder / "entry_points.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
    (folder / "METADATA").write_text("Metadata-Version: 2.1\nName: framing-analysis\nVersion: 0\n", encoding="utf-8")
    return tmp_path


def test_a_saved_pipeline_loads_without_importing_the_package(nlp, saved, installed, monkeypatch):
    monkeypatch.setenv("PYTHONPATH", str(installed))
    names, events = python(SAVED, saved, TEXT).splitlines()
    assert names == str(nlp.pipe_names)
    assert events == str(nlp(TEXT)._.events) != "[]"


def test_every_component_of_the_pipeline_is_an_entry_point(nlp):
    points = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["entry-points"]
    assert {nlp.get_pipe_meta(name).factory for name in nlp.component_names} <= set(points["spacy_factories"])
    for place in points["spacy_factories"].values():
        module, name = place.split(":")
        assert callable(getattr(importlib.import_module(module), name)), place


def test_a_saved_pipeline_annotates_as_before(nlp, saved):
    again = spacy.load(saved)
    assert records(again(TEXT)) == records(nlp(TEXT))
    assert again.get_pipe("framing_codebook").codebook == nlp.get_pipe("framing_codebook").codebook


def test_what_a_component_needs_is_assigned_before_it(nlp):
    analysis = nlp.analyze_pipes()
    assert not any(analysis["problems"].values())
    assert all(analysis["summary"][name]["assigns"] for name in nlp.pipe_names if name != "framing_codebook")
    assert "framing_events" in analysis["attrs"]["doc._.attributions"]["requires"]


def test_a_component_without_a_codebook_says_so():
    with pytest.raises(ValueError, match="framing_codebook"):
        spacy.blank("en").add_pipe("framing_usages")


def test_the_codebook_stands_once_in_the_pipeline(nlp):
    assert nlp.config.to_str().count("Norlandish") == nlp.config["components"]["framing_codebook"]["codebook"].count(
        "Norlandish"
    )


def test_documents_keep_their_records_when_stored(nlp):
    doc = nlp(TEXT)
    stored = DocBin(store_user_data=True, docs=[doc]).to_bytes()
    (from_bin,) = DocBin().from_bytes(stored).get_docs(nlp.vocab)
    from_bytes = Doc(nlp.vocab).from_bytes(doc.to_bytes())
    for again in (from_bin, from_bytes):
        assert records(again) == records(doc)
        assert {k: [(s.start, s.end, s.label_) for s in g] for k, g in again.spans.items()} == {
            k: [(s.start, s.end, s.label_) for s in g] for k, g in doc.spans.items()
        }


def test_documents_of_several_processes_have_their_records(nlp):
    texts = [TEXT, "", "Sudland denied it."]
    assert [records(d) for d in nlp.pipe(texts, n_process=2)] == [records(nlp(text)) for text in texts]


def test_displacy_draws_voices_events_terms_and_mentions(nlp):
    doc = nlp(TEXT)
    assert [(s.text, s.label_) for s in doc.spans["framing_mentions"]][:2] == [
        ("Norland", "north"),
        ("Sudland", "south"),
    ]
    assert "attacked" in [s.text for s in doc.spans["framing_events"] if s.label_ == "attack"]
    assert '"They shelled us,"' in [s.text for s in doc.spans["framing_voices"] if s.label_ == "direct"]
    assert "framing_terms" in doc.spans
    drawn = displacy.render(doc, style="span", options={"spans_key": "framing_voices"}, jupyter=False)
    assert "direct" in drawn


# --- batches ----------------------------------------------------------------------------------------------------------

TEXTS = [
    TEXT,
    "",
    "Sudland denied it.",
    "Norland forces shelled a village.\n\n" * 40,
    "A“b ”",
    "Two civilians were killed.",
]


@pytest.mark.parametrize("size", [1, 12, 10_000])
def test_a_tree_does_not_depend_on_its_batch(nlp, monkeypatch, size):
    alone = [nlp(text) for text in TEXTS]
    monkeypatch.setattr(batches, "BATCH_TOKENS", size)
    monkeypatch.setattr(masking, "BATCH_TOKENS", size)
    together = list(nlp.pipe(TEXTS))
    assert [d.text for d in together] == TEXTS
    for one, other in zip(alone, together, strict=True):
        assert np.array_equal(one.to_array(PARSED), other.to_array(PARSED))
        assert records(one) == records(other)


def test_a_batch_ends_with_the_document_that_makes_it_full_and_asks_for_no_other(nlp):
    docs = [nlp.make_doc(" ".join(["word"] * n)) for n in (4, 6, 1, 30, 3, 3)]
    assert [[len(d) for d in batch] for batch in batches.batches(docs, 10)] == [[4, 6], [1, 30], [3, 3]]
    waiting = iter(docs)
    assert next(batches.batches(waiting, 10)) == docs[:2] and list(waiting) == docs[2:]


@pytest.mark.parametrize("step", ["graph_parser", "framing_events"])
def test_an_article_that_fails_is_that_articles_failure(small, monkeypatch, step):
    nlp = build(small)
    place = nlp.component_names.index(step)
    nlp._components[place] = (step, Failing(nlp.get_pipe(step)))
    monkeypatch.setattr(run, "build", lambda codebook, **_: nlp)
    run._pipeline.cache_clear()
    articles = [Article(str(i), None, "unknown", text) for i, text in enumerate([TEXT, "Fails here.", "Sudland left."])]
    tables = run.annotate(Corpus(SMALL, articles), small)
    run._pipeline.cache_clear()
    assert tables["articles"]["article_id"].tolist() == ["0", "2"] and len(tables["events"])
    (row,) = tables["rejected"].itertuples()
    assert (row.name, row.stage) == ("1", "annotate") and "ValueError: no such words" in row.reason


def test_of_documents_annotated_together_only_the_one_that_fails_fails(small, monkeypatch):
    nlp, failed = build(small), []
    tone = nlp.get_pipe("framing_tone")
    make = tone.make

    def fails(docs):
        if any("Fails" in doc.text for doc in docs):
            raise ValueError("no such words")
        return make(docs)

    monkeypatch.setattr(tone, "make", fails)
    texts = [TEXT, "Sudland fails.", "Fails here.", "Norland praised Sudland."]
    articles = [Article(str(i), None, "unknown", text) for i, text in enumerate(texts)]
    done = list(documents(nlp, articles, lambda article, error: failed.append(article.article_id)))
    assert [article.article_id for article, _ in done] == ["0", "1", "3"] and failed == ["2"]
    assert done[2][1]._.sentiment == nlp(texts[3])._.sentiment != []
    with pytest.raises(ValueError, match="no such words"):
        list(nlp.pipe(texts))


class Failing:
    """A component that cannot bear one text."""

    def __init__(self, inner):
        self.inner = inner

    def __call__(self, doc: Doc) -> Doc:
        if "Fails" in doc.text:
            raise ValueError("no such words")
        return self.inner(doc)


def test_an_article_too_long_for_the_pipeline_is_rejected(small, monkeypatch):
    nlp = build(small)
    nlp.max_length = 100
    failed = []
    articles = [Article("a", None, "unknown", "word " * 30), Article("b", None, "unknown", "Sudland left.")]
    done = list(documents(nlp, articles, lambda article, error: failed.append((article.article_id, str(error)))))
    assert [article.article_id for article, _ in done] == ["b"]
    assert failed[0][0] == "a" and "E088" in failed[0][1]


# --- other parsers ----------------------------------------------------------------------------------------------------


def test_a_parser_is_told_by_its_files(tmp_path):
    first = tmp_path / "first"
    shutil.copytree(parser.MODEL, first)
    same = parser.digest(spacy.load(first))
    assert same == parser.digest(parser.load())
    table = next(first.rglob("lemmas.json"))
    table.write_text(table.read_text(encoding="utf-8") + " ", encoding="utf-8")
    assert parser.digest(spacy.load(first)) != same
    assert parser.digest(spacy.blank("en")) == ""


class ParsingTokenizer:
    """Parses while it makes tokens: each sentence is a subject, its verb and what follows."""

    def __init__(self, vocab, labels=("nsubj", "ROOT", "obj", "obl", "case")):
        self.vocab, self.labels = vocab, labels

    def __call__(self, text: str) -> Doc:
        words = text.split()
        deps = [self.labels[min(i, len(self.labels) - 1)] for i in range(len(words))]
        pos = ["VERB" if dep == "ROOT" else "NOUN" for dep in deps]
        return Doc(self.vocab, words=words, deps=deps, heads=[min(1, len(words) - 1)] * len(words), pos=pos)

    def to_disk(self, path, **_):
        return None


def foreign(monkeypatch, make) -> None:
    monkeypatch.setattr(spacy, "load", lambda name: make())


def with_parsing_tokenizer(labels=("nsubj", "ROOT", "obj", "obl", "case")):
    nlp = spacy.blank("en")
    nlp.tokenizer = ParsingTokenizer(nlp.vocab, labels)
    nlp.meta["name"] = "other"
    return nlp


def test_a_parser_that_parses_while_it_makes_tokens_keeps_its_tree(small, monkeypatch):
    foreign(monkeypatch, with_parsing_tokenizer)
    nlp = build(small, "other")
    doc = nlp("Norland attacked Sudland yesterday")
    assert [t.dep_ for t in doc] == ["nsubj", "ROOT", "obj", "obl"]
    assert [m.surface for m in doc._.mentions] == ["Norland", "Sudland"]
    assert nlp.get_pipe("framing_masked_parser").parser.endswith("(names not masked: it parses while it makes tokens)")


@pytest.mark.parametrize(
    ("make", "what"),
    [
        (lambda: with_parsing_tokenizer(("nsubj", "ROOT", "dobj", "pobj", "prep")), "case, obj, obl missing"),
        (lambda: spacy.blank("en"), "it does not parse"),
    ],
)
def test_a_pipeline_without_universal_dependencies_is_refused(small, monkeypatch, make, what):
    foreign(monkeypatch, make)
    with pytest.raises(parser.ParserError) as error:
        build(small, "other")
    assert what in str(error.value) and "name a pipeline trained on Universal Dependencies" in str(error.value)
    again = pickle.loads(pickle.dumps(error.value))
    assert again.problems == error.value.problems


@pytest.mark.parametrize("text", ["(", '"', "'a ", "x", "😀", "killed by ", "a, ", "\u202e"])
def test_what_is_no_text_costs_no_more_than_its_length(text, small):
    """A run of marks or words without an end is cut, so that nothing compares all of it with all of it."""
    nlp, long = build(small), text * (6000 // len(text))
    doc = nlp(long)
    assert doc.text == long
    assert max(len(sent) for sent in doc.sents) <= 2 * LONGEST_SENTENCE


def test_a_long_document_is_parsed_in_pieces_and_comes_out_whole(small, monkeypatch):
    paragraph = "Norland forces shelled Sudland on Monday, officials said. Nobody was hurt.\n\n"
    nlp = build(small)
    whole = nlp(paragraph * 20)
    monkeypatch.setattr(masking, "BATCH_TOKENS", 40)
    pieces = nlp(paragraph * 20)
    assert pieces.text == whole.text and len(list(pieces.sents)) == len(list(whole.sents))
    assert [t.dep_ for t in pieces] == [t.dep_ for t in whole] and [t.head.i for t in pieces] == [
        t.head.i for t in whole
    ]
    assert pieces._.events == whole._.events
