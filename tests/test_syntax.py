"""The grammar that every measure shares, on sentences that can be checked by hand."""

import gc
import pickle
from types import SimpleNamespace
from weakref import ref

import pytest
from agency import parse_only
from spacy.tokens import Doc, DocBin

from analysis.rules import Rule, always, decide, deciding
from analysis.syntax import mending, passives, pronouns, roles, subjects
from analysis.syntax.phrases import noun_phrase, whole_words
from analysis.syntax.tree import Tree

CASES = [
    # sentence, predicate, agent, patient
    ("The farmer sold the horse.", "sold", "farmer", "horse"),
    ("The horse was sold by the farmer.", "sold", "farmer", "horse"),
    ("The horse was sold yesterday.", "sold", None, "horse"),
    ("They saw a horse sold by the farmer.", "sold", "farmer", "horse"),
    ("The farmer who sold the horse left.", "sold", "farmer", "horse"),
    ("They saw the horse that the farmer sold.", "sold", "farmer", "horse"),
    ("The farmer wanted to sell the horse.", "sell", "farmer", "horse"),
    ("The farmer asked the neighbour to sell the horse.", "sell", "neighbour", "horse"),
    ("The farmer promised the neighbour to sell the horse.", "sell", "farmer", "horse"),
    ("The farmer stopped and sold the horse.", "sold", "farmer", "horse"),
    ("They accused the farmer of stealing the horse.", "stealing", "farmer", "horse"),
    ("The farmer left after selling the horse.", "selling", "farmer", "horse"),
    ("The horse seems to like the farmer.", "like", "horse", "farmer"),
    ("The farmer slept well.", "slept", "farmer", None),
]


@pytest.mark.parametrize(("text", "word", "agent", "patient"), CASES)
def test_agent_and_patient(text, word, agent, patient):
    tree = parse_only()(text)._.tree
    found = roles.of_verb(tree, tree.lower.index(word))
    named = [tree.lower[node] if node is not None else None for node in (found.agent, found.patient)]
    assert named == [agent, patient]


@pytest.mark.parametrize(
    ("text", "passive"),
    [
        ("The horse was sold.", True),
        ("The horse got sold.", True),
        ("The farmer sold the horse.", False),
        ("The farmer is tall.", False),
    ],
)
def test_passive_clauses(text, passive):
    tree = parse_only()(text)._.tree
    assert any(passives.is_clausal(tree, node) for node in range(tree.size)) is passive


def test_a_phrase_leaves_out_its_relative_clause():
    text = "The old farmer, who was tired, sold the horse."
    tree = parse_only()(text)._.tree
    phrase = noun_phrase(tree, tree.lower.index("farmer"))
    assert phrase.text == "The old farmer" == text[phrase.start : phrase.end]


def test_the_tree_is_made_once_and_anew_when_the_parse_changes():
    doc = parse_only()("The farmer sold the horse.")
    tree = doc._.tree
    assert doc._.tree is tree
    doc[1].dep_ = "obj"
    assert doc._.tree is not tree and doc._.tree.dep[1] == "obj"
    before = doc._.tree
    with doc.retokenize() as retokenizer:
        retokenizer.merge(doc[0:2])
    assert doc._.tree.size == before.size - 1


def test_a_tree_does_not_outlive_its_document():
    doc = parse_only()("The farmer sold the horse.")
    kept = ref(doc._.tree)
    del doc
    gc.collect()
    assert kept() is None


def test_documents_travel_without_their_tree():
    nlp = parse_only()
    doc = nlp("The farmer sold the horse.")
    tree = doc._.tree
    stored = Doc(nlp.vocab).from_bytes(doc.to_bytes())
    (binned,) = DocBin(store_user_data=True, docs=[doc]).get_docs(nlp.vocab)
    for copy in (doc.copy(), stored, binned, pickle.loads(pickle.dumps(doc))):
        assert b"Tree" not in pickle.dumps(copy.user_data)
        assert copy._.tree is not tree and copy._.tree.head == tree.head and copy._.tree.text == tree.text


def test_an_empty_document_has_an_empty_tree():
    assert parse_only().make_doc("")._.tree.size == 0


def parsed(text):
    return parse_only()(text)._.tree


def word(tree, node):
    return tree.lower[node] if node is not None else None


def by_hand(words, tags, heads, relations, lemmas=None):
    """A parse as it is given, whatever the parser would say; heads count from 0, a root is its own head."""
    lemmas = lemmas or [w.lower() for w in words]
    return Doc(parse_only().vocab, words=words, pos=tags, heads=heads, deps=relations, lemmas=lemmas)


def test_a_modifier_with_a_subject_is_mended_to_a_verb_with_its_object():
    doc = by_hand(
        ["Ana", "accused", "foreign", "forces"],
        ["PROPN", "VERB", "ADJ", "NOUN"],
        [1, 3, 3, 3],
        ["nsubj", "amod", "amod", "ROOT"],
    )
    tree = doc._.tree
    assert (tree.dep[1], tree.head[1]) == ("ROOT", 1)
    assert (tree.dep[3], tree.head[3]) == ("obj", 1)
    assert tree.children[1] == [0, 3]
    assert doc[1].dep_ == "amod"  # the document keeps its parse


@pytest.mark.parametrize(("noun", "relation"), [("warning", "acl"), ("bridge", "acl:relcl")])
def test_that_opens_a_content_clause_only_behind_a_noun_that_holds_something(noun, relation):
    for given in ("acl", "acl:relcl"):
        doc = by_hand(
            ["the", noun, "that", "rivers", "rise"],
            ["DET", "NOUN", "SCONJ", "NOUN", "VERB"],
            [1, 1, 4, 4, 1],
            ["det", "ROOT", "mark", "nsubj", given],
        )
        assert doc._.tree.dep[4] == relation


def test_a_relative_clause_belongs_to_the_noun_before_its_pronoun():
    # "men fought a war that raged", with the clause hung on the men
    doc = by_hand(
        ["men", "fought", "a", "war", "that", "raged"],
        ["NOUN", "VERB", "DET", "NOUN", "PRON", "VERB"],
        [0, 0, 3, 1, 5, 0],
        ["ROOT", "acl", "det", "obj", "nsubj", "acl:relcl"],
    )
    assert doc._.tree.head[5] == 3


def test_another_relation_is_counted_as_a_change():
    tree = by_hand(["men", "slept"], ["NOUN", "VERB"], [1, 1], ["nsubj", "ROOT"])._.tree
    before = tree.changes
    tree.relabel(0, "nsubj:pass")
    assert (tree.dep[0], tree.base[0], tree.changes) == ("nsubj:pass", "nsubj", before + 1)
    tree.hang(0, 1, "nsubj:pass")
    assert tree.changes == before + 1


def test_where_a_sentence_begins_is_asked_anew_once_its_tree_is_mended():
    doc = by_hand(["Listen", "men", "slept"], ["VERB", "NOUN", "VERB"], [2, 2, 2], ["parataxis", "nsubj", "ROOT"])
    tree = Tree(doc, ())
    assert tree.first(2) == 0
    tree.hang(0, 0, "ROOT")
    tree.settle(())
    assert tree.first(2) == 1


def test_every_mending_rule_has_a_name_of_its_own():
    names = [rule.name for rule in mending.RULES]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize(
    ("text", "verb", "passive", "doer"),
    [
        ("The horse was sold by the farmer.", "sold", True, "farmer"),
        ("The horse sold by the farmer was lame.", "sold", True, "farmer"),
        ("The horse was sold on Monday.", "sold", True, None),
        ("The horse was fed and sold by the farmer.", "fed", True, None),
        ("The farmer had sold the horse.", "sold", False, None),
        ("The farmer sold the horse by the river.", "sold", False, None),
        ("The horse was sold, by the farmer's own account.", "sold", True, None),
    ],
)
def test_passives_and_their_by_phrase(text, verb, passive, doer):
    tree = parsed(text)
    node = tree.lower.index(verb)
    assert passives.is_passive(tree, node) is passive
    assert word(tree, passives.by_phrase(tree, node) if passive else None) == doer


def test_a_state_is_no_passive_clause_unless_somebody_brought_it_about():
    assert not any(passives.is_clausal(t, n) for t in [parsed("The matter is complicated.")] for n in range(t.size))
    tree = parsed("The plan was complicated by the storm.")
    assert passives.is_clausal(tree, tree.lower.index("complicated"))


def test_passives_joined_to_each_other_share_their_doer():
    tree = parsed("The barn was shelled and burned by the soldiers.")
    for verb in ("shelled", "burned"):
        found = roles.of_verb(tree, tree.lower.index(verb))
        assert (word(tree, found.agent), word(tree, found.patient)) == ("soldiers", "barn")


@pytest.mark.parametrize(
    ("text", "verb", "subject"),
    [
        ("The farmer ordered the boy to sell the horse.", "sell", "boy"),
        ("The farmer vowed to sell the horse.", "sell", "farmer"),
        ("The farmer called on the boy to sell the horse.", "sell", "boy"),
        ("The farmer was accused of stealing the horse.", "stealing", "farmer"),
        ("The farmer's plan to sell the horse failed.", "sell", "farmer"),
        ("The farmer made a profit by selling the horse.", "selling", "farmer"),
        ("The horse was killed to feed the boy.", "feed", None),
        ("It is time for the farmer to sell the horse.", "sell", "farmer"),
        ("Sell the horse.", "sell", None),
    ],
)
def test_the_understood_subject(text, verb, subject):
    tree = parsed(text)
    assert word(tree, subjects.subject(tree, tree.lower.index(verb))) == subject


@pytest.mark.parametrize(
    ("text", "verb", "agent", "patient"),
    [
        ("The soldier who shot the farmer fled.", "shot", "soldier", "farmer"),
        ("They found the farmer whom the soldier had shot.", "shot", "soldier", "farmer"),
        ("They found the farmer the soldier had shot.", "shot", "soldier", "farmer"),
        ("They saw the blast that killed two farmers.", "killed", "blast", "farmers"),
    ],
)
def test_gaps_of_relative_clauses(text, verb, agent, patient):
    tree = parsed(text)
    found = roles.of_verb(tree, tree.lower.index(verb))
    assert (word(tree, found.agent), word(tree, found.patient)) == (agent, patient)


def test_a_relative_pronoun_stands_for_no_day():
    doc = by_hand(
        ["attacks", "on", "Monday", "that", "killed"],
        ["NOUN", "ADP", "PROPN", "PRON", "VERB"],
        [0, 2, 0, 4, 2],
        ["ROOT", "case", "nmod", "nsubj", "acl:relcl"],
    )
    assert subjects.subject(doc._.tree, 4) == 0


@pytest.mark.parametrize(
    ("text", "noun", "targets", "owned", "agent", "patient"),
    [
        ("The attack on the farm by the soldiers failed.", "attack", ("on",), False, "soldiers", "farm"),
        ("The soldiers' attack on the farm failed.", "attack", ("on",), False, "soldiers", "farm"),
        ("The death of the farmer was mourned.", "death", (), True, None, "farmer"),
        ("The war between the farmers and the soldiers went on.", "war", (), False, "farmers", "farmers"),
    ],
)
def test_agent_and_patient_of_a_noun(text, noun, targets, owned, agent, patient):
    tree = parsed(text)
    found = roles.of_noun(tree, tree.lower.index(noun), lambda node: False, owned, targets)
    assert (word(tree, found.agent), word(tree, found.patient)) == (agent, patient)


@pytest.mark.parametrize(
    ("pronoun", "person", "number", "refers"),
    [("we", 1, "plural", "either"), ("my", 1, "singular", "either"), ("she", 3, "singular", "person"),
     ("its", 3, "singular", "thing"), ("their", 3, "plural", "either"), ("who", 3, None, "person")],
)  # fmt: skip
def test_what_a_pronoun_may_refer_to(pronoun, person, number, refers):
    found = pronouns.known(pronoun)
    assert (found.person, found.number, found.refers) == (person, number, refers)
    assert pronouns.known("farmer") is None


def test_a_pronoun_under_a_verb_of_speech_is_its_subject():
    tree = parsed("The ministry said it had sold the horse.")
    assert word(tree, pronouns.speaker_of(tree, tree.lower.index("it"))) == "ministry"
    tree = parsed("The horse fell and it died.")
    assert pronouns.speaker_of(tree, tree.lower.index("it")) is None


def test_a_personal_pronoun_takes_up_the_one_before_it():
    tree = parsed("He met the minister, and his office confirmed it.")
    assert pronouns.first_of_person(tree, tree.lower.index("his")) == 0
    it = tree.lower.index("it")
    assert pronouns.first_of_person(tree, it) == it


@pytest.mark.parametrize(
    ("text", "head", "described", "phrase"),
    [
        ("However, the old farmer sold it.", "farmer", False, "the old farmer"),
        ("At least 20 farmers left.", "farmers", False, "At least 20 farmers"),
        ("The mayor, a farmer, left.", "mayor", False, "The mayor"),
        ("The mayor, a farmer, left.", "mayor", True, "The mayor, a farmer"),
        ("Farmers living in the valley left.", "farmers", False, "Farmers"),
        ("Farmers living in the valley left.", "farmers", True, "Farmers living in the valley"),
        ("The mayor, accused of theft, left.", "mayor", True, "The mayor"),
        ("She saw several of them.", "several", False, "several of them"),
    ],
)
def test_where_a_phrase_begins_and_ends(text, head, described, phrase):
    tree = parsed(text)
    found = noun_phrase(tree, tree.lower.index(head), described)
    assert found.text == phrase == text[found.start : found.end]


def test_a_phrase_cuts_no_name_and_no_word_with_a_hyphen():
    text = "The mayor of Green Vale-on-Sea left."
    tree = parsed(text)
    name = SimpleNamespace(start=text.index("mayor"), end=text.index(" left"))
    found = noun_phrase(tree, tree.lower.index("mayor"), names=[name])
    assert found.text == "The mayor of Green Vale-on-Sea"
    assert whole_words(text, 0, text.index("-on")) == (0, text.index(" left"))
    assert whole_words(text, text.index("Sea"), text.index(" left"))[0] == text.index("Vale")


def test_of_a_table_the_first_rule_that_applies_decides():
    table = (Rule("small", lambda n: n < 10, "small"), Rule("any", always, lambda n: str(n)))
    assert (decide(table, 3), decide(table, 30)) == ("small", "30")
    assert decide(table[:1], 30) is None
    assert deciding(table, 3).name == "small"
