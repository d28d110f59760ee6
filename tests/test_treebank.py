"""The project's own treebank is in order."""

from pathlib import Path

import pytest

from analysis.training import annotation, conllu
from analysis.training.annotation import checks, punctuation, trees
from analysis.training.annotation.tags import PAIRS

FOLDER = Path(annotation.__file__).parents[1] / "treebank"
PARTS = sorted(FOLDER.glob("*.conllu"))
STYLES = {"wire", "daily", "broadcast", "headline", "caption", "statement"}


@pytest.fixture(scope="module", params=PARTS, ids=lambda path: path.stem)
def part(request):
    return trees.read(request.param)


def test_every_tree_is_allowed(part):
    assert [f"{tree.name} {what}" for tree in part for what in checks.problems(tree)] == []


def test_every_tree_was_read_by_somebody(part):
    assert [tree.name for tree in part if not tree.comment("corrected")] == []


def test_pieces_have_style_and_conflict(part):
    pieces = [tree for tree in part if tree.comment("newdoc id")]
    assert pieces and part[0] in pieces
    assert {tree.comment("style") for tree in pieces} <= STYLES
    assert all(tree.comment("conflict") for tree in pieces)


def test_text_is_what_the_words_say(part):
    assert [tree.name for tree in part if tree.comment("text") != tree.text] == []
    assert all(row.xpos in PAIRS for tree in part for row in tree.rows)
    assert not any(row.mark and punctuation.crosses(tree, i) for tree in part for i, row in enumerate(tree.rows, 1))


def test_a_sentence_stands_apart_from_the_next(part):
    assert [tree.name for tree in part if not tree.rows[-1].space] == []


def test_written_again_it_is_the_same(part, request):
    path = next(path for path in PARTS if trees.read(path)[0].name == part[0].name)
    assert trees.write(part) == path.read_text(encoding="utf-8")


def test_no_name_and_no_sentence_stands_in_two_parts():
    found = [tree for path in PARTS for tree in trees.read(path)]
    assert len({tree.name for tree in found}) == len(found)
    texts = [{tree.text for tree in trees.read(path) if len(tree.rows) > 5} for path in PARTS]
    assert all(not one & other for i, one in enumerate(texts) for other in texts[:i])


def test_the_training_reads_it():
    assert all(len(conllu.read(path)) == len(trees.read(path)) for path in PARTS)
