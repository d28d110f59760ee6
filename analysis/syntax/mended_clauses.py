"""Mending of clauses: which verb is the main one, and which clauses are joined. `mending` lists the rules."""

from functools import cache

from analysis.english.lexicon import lexicon, words_with
from analysis.english.word_classes import word_class
from analysis.syntax.passives import is_passive, is_past
from analysis.syntax.tree import Tree, first_word

SPEECH = words_with("speech", True, "verb")
HAPPEN = words_with("light", "happen", "verb") - words_with("light", "carry", "verb")
FIRST = words_with("complement", "implied", "adjective")
CONJUNCTIONS = word_class("temporal_conjunctions")
_BARE = frozenset({"PUNCT", "ADV"})


def main_verb(tree: Tree, node: int) -> None:
    """ "Workers abducted by gunmen were seen": two verbs in a row, of which the second has no subject, no conjunction and no mark: the first
    only describes the subject."""
    verb = tree.head[node]
    subject = tree.kid(verb, "nsubj")
    if subject is None or not subject < verb < node or not _describes(tree, verb, subject):
        return
    if not _is_finite(tree, node) or tree.kid(node, "nsubj", "mark", "cc", "expl") is not None:
        return
    between = tree.lower[verb + 1 : first_word(tree, node)]
    if between.count(",") % 2 or any(word in (";", ":", "-", "–", "—") for word in between):
        return
    replace(tree, verb, node)
    tree.hang(subject, node, "nsubj:pass" if tree.kid(node, "aux:pass") is not None else "nsubj")
    tree.hang(verb, subject, "acl")


def happening(tree: Tree, node: int) -> None:
    """ "A blast ripped through the house": what only happens is done to nobody, and its past form is no participle of the noun before it."""
    noun = tree.head[node]
    if tree.lemma[node] not in HAPPEN or not is_past(tree, node) or tree.kid(node, "mark", "aux") is not None:
        return
    if tree.base[noun] in ("root", "ROOT", "ccomp", "parataxis") and tree.kid(noun, "cop") is None and noun < node:
        replace(tree, noun, node)
        tree.hang(noun, node, "nsubj")


def only_verb(tree: Tree, node: int) -> None:
    """ "The minister lashed out at them.": a sentence with a full stop has a verb. Where its only one is taken for a participle of its
    first noun, an object, a particle or what a passive cannot have behind it shows that it is the sentence's."""
    noun = tree.head[node]
    closed = any(tree.lower[mark] == "." for mark in (*tree.kids(noun, "punct"), *tree.kids(node, "punct")))
    if tree.base[noun] not in ("root", "ROOT") or not noun < node or not closed or not is_past(tree, node):
        return
    if (
        tree.kid(noun, "cop", "parataxis", "conj", "acl:relcl") is not None
        or tree.kid(node, "aux:pass", "obl:agent", "mark", "aux") is not None
    ):
        return
    behind = tree.kids(node, "obj", "compound:prt", "ccomp")
    behind += [c for c in tree.kids(node, "obl") if tree.preposition(c) in _towards(tree.lemma[node])]
    if any(child > node for child in behind):
        replace(tree, noun, node)
        tree.retag(node, "VERB", "Fin", tree.lemma[node])
        tree.hang(noun, node, "nsubj")


CONJUNCTIONS = word_class("temporal_conjunctions")
# Verbs of those who mean to do something, and tell nobody else to.
WILLING = (
    words_with("complement", "irrealis", "verb")
    - words_with("control", "object", "verb")
    - words_with("frames", "raised", "verb")
)


@cache
def _towards(verb: str) -> frozenset[str]:
    """Prepositions before whom or what a verb is aimed at, which a verb in the passive has no use for."""
    entries = [entry for phrase, entry in lexicon().verbs.items() if phrase.split()[0] == verb]
    blamed = {frame.preposition for entry in entries for frame in entry.properties.blames}
    acts = [harm for harm in lexicon().harm if verb in harm.verbs and harm.patient == "oblique"]
    return frozenset((blamed | {p for harm in acts for p in harm.patient_prepositions}) - {""})


def fronted_participle(tree: Tree, node: int) -> None:
    """ "Shot at by snipers, the medics turned back", with the participle as the main verb."""
    verb = tree.head[node]
    if not verb < node or tree.pos[verb] != "VERB" or tree.kid(verb, "nsubj", "cop", "expl") is not None:
        return
    auxiliaries = tree.kids(verb, "aux", "aux:pass")
    having = [a for a in auxiliaries if tree.lower[a] in ("having", "being", "been")]
    participle = tree.form(verb) == "Part" or tree.lower[verb].endswith("ing")
    if not participle or len(having) != len(auxiliaries) or any(tree.pos[n] not in _BARE for n in _before(tree, verb)):
        return
    subject = tree.kid(node, "nsubj")
    if subject is None or not verb < subject or tree.kid(node, "mark", "cc") is not None:
        return
    if tree.lower[first_word(tree, subject) - 1] == ",":
        replace(tree, verb, node)
        tree.hang(verb, node, "advcl")


def inverted(tree: Tree, node: int) -> None:
    """ "Shot dead by gunmen were a couple": a participle before "be" is the passive of the noun behind it."""
    if tree.form(node) != "Part" or tree.pos[node] != "VERB":
        return
    noun = tree.head[node]
    be = tree.kid(noun, "cop")
    if be is None or not node < be < noun:
        return
    if any(c != node for c in tree.kids(noun, "nsubj")):
        return  # "burned down by X, the village is a name on maps"
    if tree.kid(node, "nsubj", "aux", "det", "cop") is None and not list(_before(tree, node)):
        above, relation = tree.head[noun], tree.dep[noun]
        tree.hang(node, node if above == noun else above, relation)
        tree.hang(noun, node, "nsubj:pass")
        tree.hang(be, node, "aux:pass")


def like_forms(tree: Tree, node: int) -> None:
    """ "made him dig and threatened": a past form is joined to the past form above, not to a bare infinitive."""
    bare = tree.head[node]
    above = tree.head[bare]
    if tree.base[bare] != "xcomp" or tree.lower[bare] != tree.lemma[bare] or tree.pos[node] != "VERB" or above == bare:
        return
    own = tree.kid(node, "aux", "nsubj") is not None or tree.lower[node] == tree.lemma[node]
    past = is_past(tree, above) or tree.form(above) == "Fin" and tree.lower[above] == tree.lemma[above]
    if not own and is_past(tree, node) and past and bare < node:
        tree.hang(node, above, "conj")


def list_of_passives(tree: Tree, node: int) -> None:
    """ "was shelled by guns, bombed by aircraft and cut off", with the second hung on the guns."""
    noun = tree.head[node]
    verb = tree.head[noun]
    if (
        tree.form(node) != "Part"
        or tree.base[noun] != "obl"
        or tree.lower[node - 1] != ","
        or not is_passive(tree, verb)
    ):
        return
    if any(other > node and is_past(tree, other) for other in tree.kids(verb, "conj")):
        tree.hang(node, verb, "conj")


def carried_on(tree: Tree, node: int) -> None:
    """ "went on to bomb", "the first to attack": the infinitive completes what stands before it and is no purpose."""
    above = tree.head[node]
    if tree.form(node) != "Inf" or not above < node:
        return
    phrases = lexicon().phrases.get(tree.lemma[above], {})
    particle = next((tree.lower[n] for n in range(above + 1, first_word(tree, node))), "")
    entry = phrases.get(particle)
    if entry is not None and "implied" in entry.complement or tree.lemma[above] in FIRST:
        tree.relabel(node, "xcomp")


def complement_with_subject(tree: Tree, node: int) -> None:
    """What is said has a subject of its own and is no open complement: "says 700 killed"."""
    if tree.lemma[tree.head[node]] in SPEECH and tree.kid(node, "nsubj") is not None:
        tree.relabel(node, "ccomp")


def _describes(tree: Tree, verb: int, subject: int) -> bool:
    """A form that may be a participle, right behind its subject and without an object."""
    bare = tree.kid(verb, "aux", "obj", "ccomp", "xcomp", "cop", "expl") is None
    if tree.pos[verb] != "VERB" or not bare or not is_past(tree, verb) or tree.lemma[verb] in SPEECH:
        return False
    behind = max(n for n in tree.subtree(subject) if n < verb) if subject < verb else verb
    return all(tree.pos[n] == "ADV" for n in range(behind + 1, verb))


def _is_finite(tree: Tree, node: int) -> bool:
    auxiliaries = tree.kids(node, "aux", "cop")
    if auxiliaries:
        return any(tree.form(a) == "Fin" for a in auxiliaries)
    past = is_past(tree, node) and tree.kid(node, "obj") is not None
    return tree.pos[node] == "VERB" and (tree.form(node) == "Fin" or past)


def _before(tree: Tree, node: int) -> list[int]:
    """The words of the sentence before a verb, without its auxiliaries."""
    auxiliaries = tree.kids(node, "aux")
    return [n for n in range(tree.first(node), node) if n not in auxiliaries]


def replace(tree: Tree, verb: int, other: int) -> None:
    """Put a verb in the place of the one that it hangs on, with all that stands behind itself."""
    above, relation = tree.head[verb], tree.dep[verb]
    tree.hang(other, other if above == verb else above, relation)
    for child in [c for c in tree.children[verb] if c > other]:
        tree.hang(child, other, tree.dep[child])


def adverb_of_auxiliary(tree: Tree, node: int) -> None:
    """ "Why did they leave?": an auxiliary has no adverb of its own, its verb has."""
    auxiliary = tree.head[node]
    if tree.base[auxiliary] == "aux" and tree.head[auxiliary] != auxiliary:
        tree.hang(node, tree.head[auxiliary], "advmod")


def said_of_name(tree: Tree, node: int) -> None:
    """ "They held Fooland responsible for it": an adjective behind a name, with words of its own, completes the verb of the name."""
    name = tree.head[node]
    if (
        tree.pos[name] == "PROPN"
        and name < node
        and tree.dep[name] == "obj"
        and tree.kid(node, "obl", "ccomp", "xcomp") is not None
    ):
        tree.hang(node, tree.head[name], "xcomp")


def day_before(tree: Tree, node: int) -> None:
    """ "the day before X announced it", where the day passes for the subject: it is X's."""
    verb = tree.head[node]
    behind = next((c for c in tree.kids(node, "nmod") if tree.lower[c - 1] in ("before", "after")), None)
    if behind is None or not tree.is_time(node) or not node < behind < verb:
        return
    if max(tree.subtree(behind)) == verb - 1 and not tree.is_time(behind) and tree.kid(verb, "cop") is None:
        conjunction = behind - 1
        tree.hang(node, verb, "obl:unmarked")
        tree.hang(behind, verb, "nsubj")
        tree.hang(conjunction, verb, "mark")


def nearest_clause(tree: Tree, node: int) -> None:
    """ "20 were killed when X crossed the border and attacked Y": what follows "and" without a comma goes on with the nearest clause."""
    above = tree.head[node]
    joiner = next((c for c in tree.kids(node, "cc") if tree.lower[c] == "and"), None)
    if tree.pos[node] != "VERB" or joiner is None or tree.kid(node, "nsubj", "aux", "mark") is not None:
        return
    if tree.lower[joiner - 1] in (",", ";") or tree.form(node) != "Fin":
        return
    for clause in reversed(tree.kids(above, "advcl")):
        opened = any(tree.lower[m] in CONJUNCTIONS for m in tree.kids(clause, "mark", "advmod", "case"))
        if above < clause < joiner and opened and tree.form(clause) == "Fin" and tree.kid(clause, "nsubj") is not None:
            tree.hang(node, clause, "conj")
            return


def clause_on_object(tree: Tree, node: int) -> None:
    """ "Foos killed 20 Bars and Bars killed 10 Foos", with the second doer joined to the sufferer of the first: a past form with an object
    right behind a noun has it for its subject."""
    above, subject = tree.head[node], node - 1
    noun = tree.head[subject] if subject >= 0 else above
    if tree.dep[subject] != "conj" or tree.head[noun] != above or tree.base[noun] not in ("obj", "obl"):
        return
    alone = tree.kid(node, "nsubj", "nsubj:pass", "mark", "aux", "aux:pass", "cop") is None
    if (
        not alone
        or not is_past(tree, node)
        or tree.kid(node, "obj") is None
        or tree.pos[subject] not in ("NOUN", "PROPN")
    ):
        return
    joiner = next((c for c in tree.kids(subject, "cc") if tree.lower[c] in ("and", "while", "but")), None)
    if joiner is not None and above < noun < joiner:
        tree.hang(joiner, node, "cc")
        tree.hang(subject, node, "nsubj")
        tree.hang(node, above, "conj")


def participle_of_doer(tree: Tree, node: int) -> None:
    """ "killed in attacks by X targeting soldiers": an -ing form right behind a phrase with "by" says more of who does it."""
    noun = node - 1
    while noun > 0 and tree.dep[noun] in ("flat", "compound") and tree.head[noun] < node:
        noun = tree.head[noun]
    if noun < 0 or tree.form(node) != "Ger" or tree.kid(node, "mark", "nsubj", "aux") is not None:
        return
    if tree.pos[noun] in ("NOUN", "PROPN") and tree.preposition(noun) == "by" and tree.head[node] < noun:
        tree.hang(node, noun, "acl")
