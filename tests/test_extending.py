"""docs/extending.md, followed literally."""

import os
import re
import shutil
import subprocess
import sys

import pytest
from conftest import ROOT, SMALL
from ruamel.yaml import YAML
from spacy.tokens import Doc

from analysis import schema, tables
from analysis.annotate import pipeline, run
from analysis.corpus import Article, Corpus
from analysis.english.entries import Cue
from analysis.english.lexicon import lexicon

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


def _groups(heading):
    """The groups of the lexicon that a section of the guide shows."""
    section = GUIDE.split(f"## {heading}")[1].split("\n## ")[0]
    return YAML(typ="safe").load("\n".join(re.findall(r"```yaml\n(.*?)```", section, re.DOTALL)))


def test_words_are_known_once_they_stand_in_the_lexicon_as_the_guide_shows(tmp_path):
    (cue,), (harm,) = _groups("A new cue"), _groups("A new harmful verb")
    killing = {verb for group in lexicon().harm if group.event_class == "kill" for verb in group.verbs}
    assert lexicon().verb("announce").cue == Cue.model_validate(cue["attribution"]) and "perish" in killing
    new = [
        {**cue, "plain": [word for word in cue["plain"] if word not in lexicon().verbs], "words": {}},
        {**harm, "verbs": [verb for verb in harm["verbs"] if verb not in killing], "nouns": []},
    ]
    assert new[0]["plain"] == ["pipe up"] and new[1]["verbs"] == ["pass away"]
    shutil.copytree(ROOT / "analysis", tmp_path / "analysis", ignore=shutil.ignore_patterns("__pycache__", "treebank"))
    with (tmp_path / "analysis" / "english" / "lexicon.yml").open("a", encoding="utf-8") as file:
        YAML().dump(new, file)
    code = """if True:
        import sys
        from analysis import codebook
        from analysis.annotate.pipeline import build
        nlp = build(codebook.load(sys.argv[1]))
        doc = nlp("Norland piped up that the war was over. Two soldiers passed away in Greendale.")
        print([(a.source, a.cue, a.cue_class) for a in doc._.attributions])
        print([(e.event_class, e.agent, e.patient) for e in doc._.events])
    """
    done = subprocess.run(
        [sys.executable, "-c", code, str(SMALL)],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.splitlines() == [
        "[('Norland', 'piped up', 'statement')]",
        "[('kill', None, 'Two soldiers')]",
    ]


def test_the_guide_names_files_that_exist():
    named = re.findall(r"`(analysis/[\w/.]+)`", GUIDE)
    assert len(named) > 10 and all((ROOT / name).exists() for name in named)


def test_a_record_without_a_name_is_refused():
    with pytest.raises(ValueError, match="a table, or a list"):
        schema.declare(step="events")
