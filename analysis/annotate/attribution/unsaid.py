"""What a word of speech or thought does not say, where the grammar around it makes it no cue: what is only planned or meant for, what
somebody did not say, how somebody asked to be quoted."""

import re

from analysis.annotate.attribution import cues
from analysis.annotate.attribution.context import Context
from analysis.annotate.attribution.cues import Cue
from analysis.annotate.attribution.verb_cues import Span
from analysis.english.lexicon import lexicon
from analysis.english.word_classes import word_class
from analysis.syntax.tree import Tree

_ANONYMITY = re.compile(r"(?:not )?to be (?:named|identified|quoted)\b|anonymity\b")
_IMPLYING = frozenset({"implied", "hedged infinitive"})
_GO = frozenset({"go"})
_NEGATORS = word_class("negators")
_TELLING = word_class("verbs_of_telling_more")
_NO = _NEGATORS | word_class("negative_pronouns")
_UNREAL = word_class("unreal_auxiliaries") | word_class("hedging_auxiliaries")
_FOCUS = word_class("focus_adverbs")


def says_nothing(context: Context, node: int, cue: Cue, content: Span) -> bool:
    """Whether a cue with a content says nothing all the same. Quoted words have been said, whatever the grammar around them."""
    if _ANONYMITY.match(context.tree.text, content[0]):
        return True  # "who asked not to be named": how somebody speaks
    if context.quotes_between(*content):
        return False
    return is_purpose(context, node, cue) or only_goes_on(context, node) or is_left_out(context, node, cue)


def is_left_out(context: Context, node: int, cue: Cue) -> bool:
    """Whether somebody did not state or recognise something: "has not disclosed its losses", "without saying when". Who does not believe or
    want something holds that."""
    named = cue.stance == "factive" and cues.in_frame(context.tree, node, "object")
    stated = cue.cue_class == "statement" or cue.kind == "belief" and named
    return stated and _is_negated(context, node) or cue.kind == "speech" and _is_avoided(context.tree, node)


def _is_negated(context: Context, node: int) -> bool:
    """By a word of its own, or because nobody does it ("no state recognises")."""
    tree = context.tree
    subjects = tree.kids(node, "nsubj")
    nobody = any(tree.lower[d] in _NO for n in subjects for d in (n, *tree.kids(n, "det")))
    return nobody or any(_negates(context, c) for c in tree.kids(node, "advmod", "aux", "mark", "cc"))


def _is_avoided(tree: Tree, node: int) -> bool:
    """ "Refrained from condemning", "failed to mention"."""
    while tree.dep[node] == "conj" and tree.form(tree.head[node]) == tree.form(node):
        node = tree.head[node]
    if tree.base[node] not in ("xcomp", "advcl", "ccomp") or tree.form(node) == "Fin":
        return False
    above = lexicon().verb(cues.lemma(tree, tree.head[node]))
    return above.cue is None and "negated" in above.complement


def _negates(context: Context, node: int) -> bool:
    """Whether a word negates: "not", but not the "not" of "not only"."""
    lower = context.tree.lower
    return lower[node] in _NEGATORS and lower[node + 1 : node + 2] != [] and lower[node + 1] not in _FOCUS


def opens_what_is_left_out(context: Context, mark: int) -> bool:
    """Whether a word opens what the outlet says of a speaker's silence: "said that A, but gave no details", "..., without saying when"."""
    tree, verb = context.tree, context.tree.head[mark]
    if tree.lower[mark] not in ("but", "without") or verb <= mark or tree.kid(verb, "nsubj") is not None:
        return False
    cue = cues.of_verb(tree, verb)
    told = cue is not None and cue[0].cue_class == "statement" or tree.lemma[verb] in _TELLING
    if tree.lower[mark] == "but" and tree.form(verb) != "Fin" and tree.kid(verb, "aux") is None:
        return False
    negated = any(_negates(context, n) for n in range(mark, verb)) and not _unable(context, verb)
    nothing = any(tree.lower[d] in _NO for obj in tree.kids(verb, "obj") for d in (obj, *tree.kids(obj, "det")))
    return told and (negated or nothing)


def _unable(context: Context, verb: int) -> bool:
    return any(context.tree.lower[n] in _UNREAL for n in context.tree.kids(verb, "aux"))


def is_purpose(context: Context, node: int, cue: Cue) -> bool:
    """Whether a cue of speech is an infinitive that says what for, and so nothing that has been said: "met to discuss", "a way to show",
    "tried to tell". What is implied ("managed to", "continued to", "seemed to", "went on to") is said."""
    tree = context.tree
    while tree.dep[node] == "conj" and tree.form(tree.head[node]) == "Inf":
        node = tree.head[node]
    if cue.kind != "speech" or tree.form(node) != "Inf" or tree.kid(node, "aux", "nsubj") is not None:
        return False
    above = lexicon().verb(cues.lemma(tree, tree.head[node])).complement
    implied = tree.base[node] == "xcomp" and (bool(_IMPLYING.intersection(above)) or tree.lemma[tree.head[node]] in _GO)
    return tree.base[node] in ("acl", "advcl", "csubj", "xcomp") and not implied


def only_goes_on(context: Context, node: int) -> bool:
    """ "They continued working": a verb that carries on what it names says something only before a quotation."""
    return context.tree.lemma[node] == "continue"


def only_meant(context: Context, node: int) -> bool:
    """Whether a cue is what somebody plans or wants ("decided to announce", "a plan to urge"): nothing has been said yet."""
    tree, head = context.tree, context.tree.head[node]
    if tree.form(node) != "Inf" or tree.base[node] not in ("xcomp", "ccomp", "acl", "advcl"):
        return False
    above = cues.of_verb(tree, head)
    meant = above[0] if above is not None else cues.of_noun(tree, head) or cues.of_adjective(tree, head)
    return meant is not None and (meant.kind == "intention" or meant.cue_class == "denial")
