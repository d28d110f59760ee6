"""What the project promises about itself: one lock, notebooks that are held to their outputs, no names outside the corpus."""

import json
import re
import tomllib

import pytest
from conftest import ROOT

from analysis import codebook

LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
# Tags that would let a cell go unchecked; none is needed, so none is allowed.
# It names every country of the world alike.
GAZETTEER = "gazetteer.yml"
UNCHECKED = {"nbval-ignore-output", "nbval-skip", "nbval-raises-exception", "skip", "raises-exception"}


def test_both_commands_and_conda_install_the_one_lock():
    assert re.search(
        r"pip install .*--require-hashes -r requirements\.lock", (ROOT / "Makefile").read_text(encoding="utf-8")
    )
    environment = (ROOT / "environment.yml").read_text(encoding="utf-8")
    assert "-r requirements.lock" in environment and "--require-hashes" in environment
    assert "make test" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")


def test_every_dependency_is_pinned_with_a_hash_and_no_index_is_named():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    pins = {re.split(r"[=\[ ;]", line)[0].lower() for line in LOCK.splitlines() if re.match(r"^[A-Za-z0-9]", line)}
    wanted = {re.split(r"[>=<\[ ;]", name)[0].lower().replace("_", "-") for name in project["dependencies"]}
    assert wanted <= pins
    blocks = re.split(r"\n(?=[a-z0-9])", LOCK.strip(), flags=re.IGNORECASE)
    assert all("==" in block and "--hash=sha256:" in block for block in blocks)
    assert not re.search(r"index-url|find-links|://", LOCK)


def test_there_are_the_notebooks_of_the_readme():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert [n.name for n in NOTEBOOKS] == sorted(set(re.findall(r"notebooks/([\w-]+\.ipynb)", readme)))


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda p: p.stem)
def test_a_notebook_is_held_to_its_outputs(path):
    notebook = json.loads(path.read_text(encoding="utf-8"))
    code = [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]
    lines = [line for cell in code for line in "".join(cell["source"]).splitlines() if line.strip()]
    assert len(notebook["cells"]) <= 40 and len(lines) <= 100
    assert not any(line.startswith(("def ", "class ", "%", "!")) for line in lines)
    assert sum("parameters" in cell["metadata"].get("tags", []) for cell in code) == 1
    for cell in code:
        source = "".join(cell["source"])
        assert cell["execution_count"] is not None, source
        assert not source.rstrip().endswith(";"), source
        assert not UNCHECKED & set(cell["metadata"].get("tags", [])), source
        for output in cell["outputs"]:
            assert output["output_type"] != "error" and output.get("name") != "stderr", source
            shown = json.dumps({k: v for k, v in output.get("data", {}).items() if k != "image/png"}) + json.dumps(
                output.get("text", "")
            )
            assert not re.search(r"(?<![\w.<:/])/(home|root|tmp|work|Users|usr)/|0x[0-9a-f]{6,}", shown), source


def test_every_figure_has_its_alternative_text():
    for path in NOTEBOOKS:
        for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
            for output in cell.get("outputs", []):
                if "image/png" in output.get("data", {}):
                    alt = output["metadata"]["image/png"]["alt"]
                    assert len(alt) > 40 and alt == "".join(output["data"]["text/plain"])


def test_nothing_outside_the_corpus_names_a_side_a_place_or_a_person():
    names: set[str] = set()
    for path in (ROOT / "corpus" / "codebooks").glob("*.yml"):
        book = codebook.load(path)
        for actor in book.actors:
            people = [p for person in actor.people for p in person.patterns]
            if actor.side is not None:
                names |= {n for n in [*actor.names, *actor.demonyms, *people, *actor.places] if n[0].isupper()}
        names |= {p for p in book.contested_places if p[0].isupper()}
    assert len(names) > 100
    expression = re.compile(
        "|".join(rf"\b{re.escape(n)}\b" for n in sorted(names, key=len, reverse=True) if len(n) > 3)
    )
    # The treebank is data, of sentences about wars that there are; what counts its sides has their names.
    files = [
        p
        for p in (ROOT / "analysis").rglob("*")
        if p.suffix in {".py", ".yml", ".css", ".j2"}
        and not {"model", "treebank"} & set(p.parts)
        and p.name != GAZETTEER
    ]
    found = [(p.name, m[0]) for p in files for m in expression.finditer(p.read_text(encoding="utf-8"))]
    cells = [(p.name, c) for p in NOTEBOOKS for c in json.loads(p.read_text(encoding="utf-8"))["cells"]]
    found += [
        (name, m[0])
        for name, c in cells
        for m in expression.finditer("".join(c["source"]).replace("nagorno-karabakh", ""))
    ]
    assert not found
