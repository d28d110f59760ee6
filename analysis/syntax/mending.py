"""Mends what a parser often gets wrong and other words of the sentence show to be wrong.

`mend(tree)` tries every rule of `RULES`, in order, on each word: a later rule sees the tree as the earlier ones have left it.
"""

from collections import defaultdict
from collections.abc import Callable
from itertools import chain
from typing import NamedTuple

from analysis.english.lexicon import lexicon
from analysis.syntax import mended_clauses as clauses
from analysis.syntax import mended_doers as doers
from analysis.syntax import mended_gerunds as gerunds
from analysis.syntax import mended_headlines as headlines
from analysis.syntax import mended_phrases as phrases
from analysis.syntax import mended_relatives as relatives
from analysis.syntax import mended_reports as reports
from analysis.syntax import mended_sentences as sentences
from analysis.syntax import mended_sufferers as sufferers
from analysis.syntax import titles
from analysis.syntax.tree import Tree


class Rule(NamedTuple):
    """`relations`: those of the words that a rule is tried on, as they were before it; `lemmas`: where they are given, these words
    instead. `mend(tree, node)` changes the tree or not."""

    name: str
    relations: frozenset[str]
    mend: Callable[[Tree, int], None]
    lemmas: frozenset[str] | None = None


def mend(tree: Tree) -> Tree:
    """The same tree, mended."""
    known = lexicon().forms
    for node, pos in enumerate(tree.pos):
        if pos == "VERB":  # a trained lemmatizer errs on rare verbs
            tree.lemma[node] = known.get(tree.lower[node], tree.lemma[node])
        elif pos == "PROPN" and tree.text[tree.start[node]].islower():
            lower = tree.lower[node]
            if len(lower) > 3:  # "airstrikes": no name
                tree.retag(node, "NOUN", lemma=lower.removesuffix("s"))
    seen = -1
    places: dict[str, list[int]] = {}
    for rule in RULES:
        if seen != tree.changes:
            seen, places = tree.changes, _by_relation(tree.dep)
        mend_at, tried = rule.mend, _joined(places, rule.relations)
        for node in tried if rule.lemmas is None else _with_lemmas(tree, rule.lemmas):
            mend_at(tree, node)
    return tree


def _by_relation(relations: list[str]) -> dict[str, list[int]]:
    """The words of each relation. Asked anew where a rule has changed something, which few do."""
    places: dict[str, list[int]] = defaultdict(list)
    for node, relation in enumerate(relations):
        places[relation].append(node)
    return places


def _joined(places: dict[str, list[int]], relations: frozenset[str]) -> list[int]:
    """The words of some relations in order of place."""
    found = [places[relation] for relation in relations if relation in places]
    return sorted(chain.from_iterable(found)) if len(found) != 1 else found[0]


def _with_lemmas(tree: Tree, lemmas: frozenset[str]) -> list[int]:
    """The words of some lemmas; mostly a document has none."""
    held = {lemma for lemma in set(tree.lemma) if lemma.lower() in lemmas}
    return [node for node, lemma in enumerate(tree.lemma) if lemma in held] if held else []


RULES = (
    Rule(
        "clock before a subject",
        frozenset({"nsubj", "nsubj:pass", "nummod", "root", "ROOT", "obl", "obl:unmarked", "dep"}),
        headlines.clock_before_subject,
    ),
    Rule("object as root", frozenset({"root", "ROOT"}), headlines.object_as_root),
    Rule("clause on a title", frozenset({titles.TITLE, "amod"}), titles.free),
    Rule("title and name", frozenset(), titles.join, titles.TITLES),
    Rule("it that speaks", frozenset({"expl"}), reports.it_that_speaks),
    Rule("inverted report", frozenset({"nsubj"}), reports.inverted_report),
    Rule("day of a report", frozenset({"obl", "obl:unmarked", "obl:tmod"}), reports.day_of_report),
    Rule("what is called", frozenset({"acl:relcl"}), reports.what_is_called),
    Rule("verb with an article", frozenset({"det"}), phrases.verb_with_article),
    Rule("infinitive taken for a noun", frozenset({"acl", "advcl", "obl"}), phrases.infinitive_taken_for_noun),
    Rule("act behind a noun", frozenset({"appos"}), phrases.act_behind_noun),
    Rule("each other", frozenset({"amod"}), phrases.each_other),
    Rule("no auxiliary", frozenset({"aux"}), phrases.no_auxiliary),
    Rule("adverb of an auxiliary", frozenset({"advmod"}), clauses.adverb_of_auxiliary),
    Rule("said of a name", frozenset({"amod"}), clauses.said_of_name),
    Rule("shot dead", frozenset({"acl", "amod", "xcomp"}), sufferers.shot_dead),
    Rule("verb with an object", frozenset({"amod"}), phrases.verb_with_object),
    Rule("noun that takes up a sentence", frozenset({"compound"}), phrases.taken_up),
    Rule("captives", frozenset({"compound", "nmod", "amod", "nummod"}), sufferers.captive),
    Rule("people", frozenset({"amod", "xcomp"}), sufferers.people),
    Rule("counted subject", frozenset({"nummod"}), sufferers.counted_subject),
    Rule("counted adverb", frozenset({"nsubj", "nsubj:pass"}), sufferers.counted_adverb),
    Rule("counted participle", frozenset({"conj", "amod", "acl", "advcl"}), sufferers.counted_participle),
    Rule("taken hostage", frozenset({"obj"}), sufferers.taken_hostage),
    Rule("passive of people", frozenset({"acl"}), sufferers.passive_of_people),
    Rule("preposition of a name", frozenset({"case"}), phrases.case_of_name),
    Rule("counted object", frozenset({"obl", "obl:unmarked", "nmod"}), sufferers.counted_object),
    Rule("object with to", frozenset({"obl"}), phrases.object_with_to),
    Rule("number of an object", frozenset({"obj"}), phrases.number_of_object),
    Rule("object before a verb", frozenset({"nsubj", "nsubj:pass"}), phrases.object_before_verb),
    Rule("verb among numbers", frozenset({"conj"}), sufferers.verb_among_numbers),
    Rule("name taken apart", frozenset({"nsubj", "nsubj:pass"}), phrases.split_name),
    Rule("name cut in two", frozenset({"obl", "nmod", "obl:agent", "appos"}), phrases.cut_name),
    Rule("kind of weapon", frozenset(), phrases.kind_of_weapon, phrases.WEAPON_KINDS),
    Rule("joined modifiers", frozenset({"cc"}), phrases.joined_modifiers),
    Rule(
        "neighbouring country",
        frozenset(),
        gerunds.neighbouring,
        frozenset({"neighbor", "neighbour", *gerunds.NEIGHBOURING}),
    ),
    Rule("between two", frozenset({"appos", "parataxis", "dep", "conj"}), phrases.between),
    Rule("subject behind a fronted phrase", frozenset({"nmod:unmarked", "appos", "obj"}), phrases.behind_fronted),
    Rule("joined subject", frozenset({"nsubj"}), phrases.joined_subject),
    Rule("no object of a noun", frozenset({"obj"}), phrases.no_object_of_noun),
    Rule("name behind what it is", frozenset({"nsubj"}), phrases.name_behind_what_it_is),
    Rule("listed subject", frozenset({"nsubj"}), phrases.listed_subject),
    Rule("means taken for a pronoun", frozenset({"amod", "det"}), headlines.means_taken_for_pronoun),
    Rule("verb between", frozenset({"acl"}), headlines.verb_between),
    Rule("verb taken for a noun", frozenset({"nsubj"}), headlines.verb_taken_for_noun),
    Rule("verb among compounds", frozenset({"compound", "flat", "root", "ROOT"}), headlines.verb_among_compounds),
    Rule("pair behind as", frozenset({"nsubj"}), headlines.pair_behind_as),
    Rule("label behind a dash", frozenset({"compound"}), headlines.label_behind_dash),
    Rule("number behind a colon", frozenset({"appos"}), headlines.behind_colon),
    Rule("blamed", frozenset({"nsubj"}), headlines.left_with_the_blame),
    Rule("goes on saying", frozenset({"conj"}), headlines.goes_on_saying),
    Rule("verb before a label", frozenset({"compound"}), headlines.verb_before_label),
    Rule("clause behind a comma", frozenset({"xcomp"}), headlines.clause_behind_comma),
    Rule("object left behind", frozenset({"advcl", "dep", "parataxis"}), headlines.object_left_behind),
    Rule("accused of an -ing form", frozenset({"amod", "compound"}), gerunds.before_its_object),
    Rule("particle of a gerund", frozenset({"case"}), gerunds.particle),
    Rule("act as a circumstance", frozenset({"advcl"}), gerunds.act_as_circumstance),
    Rule("participle taken for a noun", frozenset({"acl"}), gerunds.participle_taken_for_noun),
    Rule("stretch of fighting", frozenset({"acl", "advcl"}), gerunds.stretch_of_fighting),
    Rule("time spent", frozenset({"obj"}), gerunds.time_spent),
    Rule("act that is described", frozenset({"xcomp", "obj"}), gerunds.described_act),
    Rule("modifier of forces", frozenset({"advcl", "acl"}), gerunds.modifier_of_forces),
    Rule("modifier of attacks", frozenset({"advcl", "acl", "ccomp", "xcomp"}), gerunds.modifier_of_attacks),
    Rule("adjective taken for a verb", frozenset({"xcomp"}), gerunds.adjective_taken_for_verb),
    Rule("object of what somebody is accused of", frozenset({"obj"}), gerunds.object_left_behind),
    # Which verb is the main one, before what hangs on it.
    Rule("inverted participle", frozenset({"nsubj", "csubj", "advcl", "acl"}), clauses.inverted),
    Rule("swallowed main verb", frozenset({"acl:relcl"}), relatives.swallowed),
    Rule("two subjects", frozenset({"nsubj", "nsubj:pass"}), relatives.second_subject),
    Rule("predicate behind a clause", frozenset({"acl", "ccomp", "advcl"}), sentences.predicate_behind_clause),
    Rule("phrase before a predicate", frozenset({"appos"}), sentences.phrase_before_predicate),
    Rule("not only", frozenset({"advcl", "ccomp"}), sentences.not_only),
    Rule("happening", frozenset({"acl"}), clauses.happening),
    Rule("subject behind a participle", frozenset({"appos"}), sentences.behind_participle),
    Rule("subject of a threat", frozenset({"nsubj", "nsubj:pass"}), sentences.subject_of_threat),
    Rule("only verb", frozenset({"acl"}), clauses.only_verb),
    Rule("main verb", frozenset({"conj", "parataxis", "advcl", "ccomp", "acl", "dep", "xcomp"}), clauses.main_verb),
    Rule("fronted participle", frozenset({"conj", "parataxis", "advcl", "ccomp"}), clauses.fronted_participle),
    Rule("like forms", frozenset({"conj"}), clauses.like_forms),
    Rule("means behind a report", frozenset({"advcl"}), reports.means_behind_report),
    Rule("nearest of two clauses", frozenset({"conj"}), clauses.nearest_clause),
    Rule("second report", frozenset({"conj"}), sentences.second_report),
    Rule("clause on an object", frozenset({"advcl", "acl"}), clauses.clause_on_object),
    Rule("participle of a doer", frozenset({"advcl"}), clauses.participle_of_doer),
    Rule("list of passives", frozenset({"acl"}), clauses.list_of_passives),
    Rule("complement with a subject", frozenset({"xcomp"}), clauses.complement_with_subject),
    Rule("infinitive that completes", frozenset({"advcl", "acl"}), clauses.carried_on),
    # Before the next, which knows a relative clause by its pronoun whatever its noun holds.
    Rule("content clause", frozenset({"acl:relcl"}), relatives.content_clause),
    Rule("complete clause", frozenset({"acl:relcl"}), relatives.complete_clause),
    Rule("relative clause", frozenset({"acl", "advcl"}), relatives.relative_clause),
    Rule("relative clause of a noun", frozenset({"advcl:relcl"}), relatives.relative_of_noun),
    Rule("clause without a pronoun", frozenset({"advcl", "ccomp", "parataxis"}), relatives.without_pronoun),
    Rule("clause of an object", frozenset({"ccomp"}), relatives.of_object),
    Rule("clause behind an apposition", frozenset({"appos"}), relatives.with_apposition),
    Rule("clause with a subject", frozenset({"nsubj:pass"}), relatives.with_subject),
    Rule("whose", frozenset({"nsubj"}), relatives.whose),
    # Only of what those before have left a relative clause.
    Rule("noun of a relative clause", frozenset({"acl:relcl"}), relatives.noun_of_relative),
    Rule("act on a place", frozenset({"acl:relcl"}), relatives.act_on_place),
    # Where all passives are known.
    Rule("the day before X came", frozenset({"nsubj"}), clauses.day_before),
    Rule("phrase with by", frozenset({"nmod"}), doers.low_by_phrase),
    Rule("doer of joined passives", frozenset({"obl:agent"}), doers.of_joined_passives),
    Rule("doer of a noun", frozenset({"obl", "obj", "nmod", "obl:agent"}), doers.doer_of_noun),
)
