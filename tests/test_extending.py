"""docs/extending.md, followed literally."""

import re

import pytest
from conftest import ROOT, SMALL
from spacy.tokens import Doc

from analysis import schema, tables
from analysis.annotate import pipeline, run
from analysis.corpus import Article, Corpus

GUIDE = (ROOT / "docs" / "extending.md").read_text(encoding="utf-8")
TEXT = "Norland killed three Sudlandish soldiers and wounded a boy. It did not attack two villages."


@pytest.fixture
def measure(monkeypatch):
    """The package with the measure of the guide."""
    monkeypatch.setattr(schema, "DECLARED", [*schema.DECLARED])
    section = GUIDE.split("## A new measure")[1].split("\n## ")[0]
    exec(compile("\n".join(re.findall(r"```python\n(.*?)```", section, re.DOTALL)), "extending.md", "exec"), {})
    run._pipeline.cache_clear()
    yield
    run._pipeline.cache_clear()
    Doc.remove_extension("figures")


def test_a_measure_needs_its_record_and_its_function_alone(measure, small):
    order = pipeline.order()
    assert order.index("figures") > order.index("events")
    made = run.annotate(Corpus(SMALL, [Article("a", "Herald", "stated", TEXT)]), small)
    assert list(made["figures"].columns) == ["article_id", "event_id", "start", "end", "surface", "modality"]
    found = made["figures"].merge(made["events"], on=["article_id", "event_id"], suffixes=("", "_of_event"))
    assert found[["surface", "event_class", "modality"]].values.tolist() == [
        ["three", "kill", "asserted"],
        ["two", "attack", "negated"],
    ]
    assert [TEXT[a:b] for a, b in zip(found["start"], found["end"], strict=True)] == ["three", "two"]
    assert (
        "## figures" in tables.dictionary()
        and "| surface | string | no | the number as it stands |" in tables.dictionary()
    )


def test_its_records_are_drawn_and_stored(measure, small):
    nlp = pipeline.build(small)
    doc = nlp(TEXT)
    assert [(span.text, span.label_) for span in doc.spans["framing_figures"]] == [("three", "e1"), ("two", "e3")]
    assert Doc(nlp.vocab).from_bytes(doc.to_bytes())._.figures == doc._.figures
    assert not any(nlp.analyze_pipes()["problems"].values())


def test_the_guide_names_files_that_exist():
    named = re.findall(r"`(analysis/[\w/.]+)`", GUIDE)
    assert len(named) > 10 and all((ROOT / name).exists() for name in named)


def test_a_record_without_a_name_is_refused():
    with pytest.raises(ValueError, match="a table, or a list"):
        schema.declare(step="events")
