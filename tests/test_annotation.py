"""Drafting, correcting and checking trees."""

import pytest

from analysis import parser
from analysis.training.annotation import checks, draft, edits, features, punctuation, roles, trees
from analysis.training.annotation.__main__ import agreement, shown
from analysis.training.annotation.tags import Habits

TEXT = """# style = wire
# conflict = north
# constructs = relative, number
The rocket, which killed more than 40 people, didn't land in Southland's capital.
Guards fled.

# style = headline
Dozens killed in air strike
"""
TREE = """# sent_id = one-001-01
1\tGuards\tguard\tNOUN\tNNS\tNumber=Plur\t3\tnsubj\t_\t_
2\thad\thave\tAUX\tVBD\t_\t3\taux\t_\t_
3\tfled\tflee\tVERB\tVBN\t_\t0\troot\t_\tSpaceAfter=No
4\t.\t.\tPUNCT\t.\t_\t3\tpunct\t_\tSpaceAfter=No

"""


@pytest.fixture(scope="module")
def drafted():
    return draft.drafted(parser.load(), TEXT, "one")


@pytest.fixture
def tree(tmp_path):
    path = tmp_path / "one.conllu"
    path.write_text(TREE, encoding="utf-8")
    return trees.read(path)[0]


def test_draft_names_pieces_and_keeps_comments(drafted):
    assert [t.name for t in drafted] == ["one-001-01", "one-001-02", "one-002-01"]
    assert drafted[0].comment("constructs") == "relative, number" and not drafted[1].comment("constructs")
    assert [t.comment("newdoc id") for t in drafted] == ["one-001", "", "one-002"]
    assert [t.comment("style") for t in drafted] == ["wire", "wire", "headline"]


def test_written_trees_are_read_again(drafted, tmp_path):
    path = tmp_path / "one.conllu"
    path.write_text(trees.write(drafted), encoding="utf-8")
    again = trees.read(path)
    assert [t.rows for t in again] == [t.rows for t in drafted]
    lines = path.read_text(encoding="utf-8").split("\n")
    assert [line.split("\t")[1] for line in lines if "-" in line.split("\t")[0].strip("#")[:5]] == [
        "didn't",
        "Southland's",
    ]


def test_corrections_change_heads_relations_and_tags(tree):
    habits = Habits()
    touched, refused = edits.edit([tree], ["001-01 3 VBD; 2 AUX VBD; 1 3 nsubj", "001-09 ok"], "me", habits)
    assert touched == [tree] and tree.comment("corrected") == "me"
    assert refused == ["001-09 ok: 0 sentences of that name"]
    assert tree.rows[2].xpos == "VBD" and tree.rows[2].upos == "VERB"


@pytest.mark.parametrize("command", ["9 1 obj", "1 9 obj", "1 3 subject", "split 1 Gu|ardsmen", "join 7"])
def test_a_correction_that_makes_no_sense_is_refused(tree, command):
    _, refused = edits.edit([tree], [f"001-01 {command}"], "me", Habits())
    assert len(refused) == 1


def test_words_are_split_and_joined(tree):
    edits.edit([tree], ["001-01 split 1 Gu|ards"], "me", Habits())
    assert [r.form for r in tree.rows] == ["Gu", "ards", "had", "fled", "."]
    assert [r.head for r in tree.rows] == [4, 1, 4, 0, 4]
    edits.edit([tree], ["001-01 join 1"], "me", Habits())
    assert [r.form for r in tree.rows][0] == "Guards" and [r.head for r in tree.rows] == [3, 3, 0, 3]


def test_features_of_verbs_come_from_the_tree(tree):
    features.settle(tree)
    assert tree.rows[1].feats == "Mood=Ind|Number=Plur|Person=3|Tense=Past|VerbForm=Fin"
    assert tree.rows[2].feats == "Tense=Past|VerbForm=Part"
    tree.rows[1].lemma, tree.rows[1].rel, tree.rows[0].rel = "be", "aux:pass", "nsubj:pass"
    features.settle(tree)
    assert tree.rows[2].feats == "Tense=Past|VerbForm=Part|Voice=Pass"


def test_a_mark_left_crossing_is_hung_anew(tree):
    tree.rows[3].head = 1
    tree.rows[0].head, tree.rows[2].head = 2, 1
    tree.rows[1].head, tree.rows[1].rel, tree.rows[2].rel = 0, "root", "dep"
    punctuation.mend(tree)
    assert not punctuation.crosses(tree, 4)


def test_the_last_mark_hangs_on_the_root_where_a_clause_stands_apart_from_its_noun():
    words = ["Dozens 2 nsubj", "died 0 root", "whom 5 obj", "nobody 5 nsubj", "knew 1 acl:relcl", ". 1 punct"]
    cells = [word.split() for word in words]
    apart = trees.Tree(
        [],
        [
            trees.Row(form, form, "PUNCT" if rel == "punct" else "X", ".", "_", int(head), rel, True)
            for form, head, rel in cells
        ],
    )
    assert punctuation.crosses(apart, 6)
    punctuation.mend(apart)
    assert apart.rows[5].head == 2


def test_a_fixed_phrase_says_what_it_stands_for(tree):
    tree.rows[0].rel, tree.rows[1].head, tree.rows[1].rel = "advmod", 1, "fixed"
    assert "1:Guards begins a fixed phrase without ExtPos" in checks.problems(tree)
    features.settle(tree)
    assert tree.rows[0].feats == "ExtPos=ADV|Number=Plur"


def clause(words: str, conflict: str = "") -> trees.Tree:
    """From "form/UPOS/head/relation ..."; the form is the lemma too."""
    cells = [word.split("/") for word in words.split()]
    rows = [trees.Row(form, form, upos, "X", "_", int(head), rel, True) for form, upos, head, rel in cells]
    return trees.Tree([("conflict", conflict)] if conflict else [], rows)


ROLES = [
    clause("guns/NOUN/2/nsubj kill/VERB/0/root women/NOUN/2/obj of/ADP/5/case Eastland/PROPN/3/nmod", "north"),
    clause(
        "men/NOUN/3/nsubj:pass were/AUX/3/aux:pass wound/VERB/0/root by/ADP/6/case Westmark/PROPN/6/compound guns/NOUN/3/obl:agent"
    ),
    clause("Eastland/PROPN/2/amod shelling/NOUN/3/nsubj stopped/VERB/0/root"),
    clause("guns/NOUN/2/nsubj kill/VERB/0/root women/NOUN/2/obj of/ADP/5/case Eastland/PROPN/3/nmod", "elsewhere"),
]


def test_roles_of_the_sides_are_counted_and_mirror_when_the_sides_are_swapped():
    found = roles.count(ROLES, {"north": [["Eastland"], ["Westmark"]]})
    assert found == {("north", 0, "sufferer"): 1, ("north", 1, "doer"): 1, ("north", 0, "doer"): 1}
    swapped = roles.count(ROLES, {"north": [["Westmark"], ["Eastland"]]})
    assert {(c, 1 - side, role): n for (c, side, role), n in swapped.items()} == found


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("1 0", "2 roots"),
        ("3 1 obj", "0 roots"),
        ("1 2 nsubj", "1:Guards hangs as nsubj on had, which is aux"),
        ("1 nsubj:pass upos=X", "1:Guards is X and NNS"),
        ("2 aux:pass", "3:fled is passive, but Guards is nsubj"),
        ("1 flat", "1:Guards stands before its head as flat"),
        ("1 obl:agent", "1:Guards is obl:agent without by"),
        ("1 det", "1:Guards is NOUN and cannot be det"),
    ],
)
def test_what_no_tree_may_have_is_found(tree, line, problem):
    assert checks.problems(tree) == []
    edits.edit([tree], [f"001-01 {line}"], "me", Habits())
    assert problem in checks.problems(tree)


def test_habits_bring_the_other_tags_and_doubt_what_is_rare(drafted, tree):
    habits = Habits(drafted)
    row = tree.rows[0]
    habits.retag(row, "VBG")
    assert (row.upos, row.xpos) == ("VERB", "VBG")
    habits.retag(row, "PROPN")
    assert (row.upos, row.xpos, row.lemma) == ("PROPN", "NNPS", "Guards")
    assert any("seen 0 times" in what for what in checks.doubts(tree, habits))
    assert "3:fled/VBN>0:root" in shown(tree, habits)


def test_agreement_counts_heads_and_relations(tree, drafted):
    assert agreement([tree], [tree])["LAS"] == 1
    assert agreement(drafted, drafted)["alike"] == 3
