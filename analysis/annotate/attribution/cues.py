"""The words that attribute, found in a tree: what was done, whether it is speech, belief or intention, and the stance shown to its truth."""

from analysis.english.entries import Cue, Frame
from analysis.english.lexicon import lexicon
from analysis.english.word_classes import word_class
from analysis.syntax.tree import Tree

VERBAL = frozenset({"VERB", "AUX"})
_FORMS, _VERBS, _PHRASES = lexicon().forms, lexicon().verbs, lexicon().phrases
_CUES = frozenset(word.partition(" ")[0] for word, entry in _VERBS.items() if entry.cue is not None)
_STOOD_UP_FOR = word_class("defended_in_words")
_BLAMED = Cue(cue_class="accusation", kind="speech")
SAID = Cue(cue_class="statement", kind="speech")


def lemma(tree: Tree, node: int) -> str:
    """The lemma of a verb, looked up by its form where the lexicon knows it."""
    return _FORMS.get(tree.lower[node], tree.lemma[node])


def headword(tree: Tree, nodes: list[int]) -> str:
    """A cue as a dictionary has it: "say" for "said", "call on" for "called on", "claim" for "claims"."""
    return " ".join(
        lemma(tree, n) if of_verb(tree, n) else tree.lemma[n].lower() if tree.pos[n] == "NOUN" else tree.lower[n]
        for n in nodes
    )


def in_frame(tree: Tree, node: int, frame: Frame) -> bool:
    """Whether a verb takes a frame of the lexicon ("object", "clause", "as")."""
    return frame in lexicon().verb(lemma(tree, node)).frames


def noun_in_frame(tree: Tree, node: int, frame: Frame) -> bool:
    """The same of a noun."""
    return frame in lexicon().noun(tree.lemma[node]).frames


def of_verb(tree: Tree, node: int) -> tuple[Cue, list[int]] | None:
    """The cue that a verb is, with its tokens; a phrasal verb before the plain one."""
    if tree.pos[node] not in VERBAL or tree.base[node] in ("aux", "cop"):
        return None
    verb = _FORMS.get(tree.lower[node], tree.lemma[node])
    if verb == "hold" and _responsible(tree, node):
        return _BLAMED, [node]
    if verb not in _CUES:
        return None
    phrases = _PHRASES.get(verb, {})
    for particle in particles(tree, node) if phrases else ():
        phrase = phrases.get(tree.lower[particle])
        if phrase is not None and phrase.cue is not None:
            return phrase.cue, sorted([node, particle])
    word = _VERBS.get(verb)
    cue = word.cue if word is not None else None
    if cue is None or not _MEANT_SO.get(verb, _always)(tree, node):
        return None
    return cue, [node]


def _always(tree: Tree, node: int) -> bool:
    return True


def _no_lives(tree: Tree, node: int) -> bool:
    """ "a war that claimed 30,000 lives" claims nothing to be true."""
    obj = tree.kid(node, "obj")
    return obj is None or tree.lemma[obj] not in ("life", "victim", "casualty")


def _responsible(tree: Tree, node: int) -> bool:
    """ "holds X responsible", and neither "held the town" nor "was held responsible", which is no accusation of anybody's."""
    active = tree.kid(node, "aux:pass") is None
    return active and any(is_responsible(tree, c) for c in tree.kids(node, "xcomp", "obj", "amod"))


def is_responsible(tree: Tree, node: int) -> bool:
    """Whether a word is an adjective that blames whom it is said of ("responsible", "guilty")."""
    return any(frame.whom == "subject" for frame in lexicon().adjective(tree.lower[node]).blames)


def _in_words(tree: Tree, node: int) -> bool:
    """ "defended the decision", "defended the town as a symbol", but not "defended the town"."""
    obj = tree.kid(node, "obj")
    if obj is None:
        return False
    judged = any(tree.lower[c] == "as" for n in tree.kids(node, "obl", "advcl") for c in tree.kids(n, "case", "mark"))
    return judged or tree.lemma[obj] in _STOOD_UP_FOR or tree.lower[obj] in _STOOD_UP_FOR


def _at_a_number(tree: Tree, node: int) -> bool:
    """ "Put the death toll at four", but not "put the flag on the roof"."""
    measured = (n for n in tree.kids(node, "obl") if tree.preposition(n) == "at")
    return any(tree.pos[m] == "NUM" for n in measured for m in (n, *tree.kids(n, "nummod")))


def _to_do(tree: Tree, node: int) -> bool:
    """ "They meant to leave", but not "this means that they left"."""
    return tree.kid(node, "ccomp") is None


def _as_something(tree: Tree, node: int) -> bool:
    """ "Saw the deal as treason", "is seen as treason", but not "saw smoke over the town", "see if it rains"."""
    behind = range(node + 1, max(tree.subtree(node)) + 1)
    return tree.kid(node, "aux:pass") is not None or any(tree.lower[n] == "as" for n in behind)


def _that(tree: Tree, node: int) -> bool:
    """ "Owned that it had fired", but not "owned a bridge"."""
    return any(tree.kid(c, "mark") is not None for c in tree.kids(node, "ccomp"))


# Verbs that are cues only with some words beside them.
_MEANT_SO = {
    "claim": _no_lives,
    "defend": _in_words,
    "put": _at_a_number,
    "mean": _to_do,
    "see": _as_something,
    "own": _that,
}


def particles(tree: Tree, node: int) -> list[int]:
    """What may make a verb phrasal: its particle, the preposition or mark right after it, or an adjective ("made clear", "made it clear")."""
    found = []
    for child in tree.children[node]:
        if tree.dep[child] == "compound:prt":
            found.append(child)
        elif tree.base[child] in ("obl", "advcl") and child > node:
            first = tree.kid(child, "case", "mark")
            if first is not None and (first - node <= 2 or _only_time(tree, node, first)):
                found.append(first)
        elif tree.base[child] == "xcomp" and tree.pos[child] == "ADJ" and 0 < child - node <= 2:
            found.append(child)
    return found


def _only_time(tree: Tree, node: int, mark: int) -> bool:
    """Whether nothing but a time stands between a verb and its preposition: "warned on Monday against ..."."""
    between = [c for c in tree.kids(node, "obl") if node < c < mark]
    if tree.is_time(tree.head[mark]):
        return False
    return (
        bool(between)
        and all(map(tree.is_time, between))
        and max(m for c in between for m in tree.subtree(c)) == mark - 1
    )


def of_noun(tree: Tree, node: int) -> Cue | None:
    """The cue that a noun is ("claim", "fear")."""
    return lexicon().noun(tree.lemma[node]).cue if tree.pos[node] == "NOUN" else None


def of_adjective(tree: Tree, node: int) -> Cue | None:
    """The cue that a predicate adjective is ("sure that")."""
    if tree.pos[node] not in ("ADJ", "VERB"):
        return None
    return lexicon().adjective(tree.lower[node]).cue or lexicon().adjective(tree.lemma[node]).cue
