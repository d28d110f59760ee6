"""The words that attribute, found in a tree: what was done, whether it is speech, belief or intention, and the stance shown to its truth."""

from analysis.english.entries import Cue, Frame
from analysis.english.lexicon import lexicon
from analysis.syntax.tree import Tree

VERBAL = frozenset({"VERB", "AUX"})
_FORMS, _VERBS, _PHRASES = lexicon().forms, lexicon().verbs, lexicon().phrases
_CUES = frozenset(word.partition(" ")[0] for word, entry in _VERBS.items() if entry.cue is not None)
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
    if verb not in _CUES:
        return None
    phrases = _PHRASES.get(verb, {})
    for particle in particles(tree, node) if phrases else ():
        phrase = phrases.get(tree.lower[particle])
        if phrase is not None and phrase.cue is not None:
            return phrase.cue, sorted([node, particle])
    word = _VERBS.get(verb)
    cue = word.cue if word is not None else None
    if cue is None or verb == "claim" and _takes_lives(tree, node):
        return None
    return cue, [node]


def _takes_lives(tree: Tree, node: int) -> bool:
    """ "a war that claimed 30,000 lives" claims nothing to be true."""
    obj = tree.kid(node, "obj")
    return obj is not None and tree.lemma[obj] in ("life", "victim", "casualty")


def particles(tree: Tree, node: int) -> list[int]:
    """What may make a verb phrasal: its particle, or the preposition or mark right after it."""
    found = []
    for child in tree.children[node]:
        if tree.dep[child] == "compound:prt":
            found.append(child)
        elif tree.base[child] in ("obl", "advcl") and child > node:
            first = tree.kid(child, "case", "mark")
            if first is not None and first - node <= 2:
                found.append(first)
    return found


def of_noun(tree: Tree, node: int) -> Cue | None:
    """The cue that a noun is ("claim", "fear")."""
    return lexicon().noun(tree.lemma[node]).cue if tree.pos[node] == "NOUN" else None


def of_adjective(tree: Tree, node: int) -> Cue | None:
    """The cue that a predicate adjective is ("sure that")."""
    if tree.pos[node] not in ("ADJ", "VERB"):
        return None
    return lexicon().adjective(tree.lower[node]).cue or lexicon().adjective(tree.lemma[node]).cue
