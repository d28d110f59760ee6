"""Whether the text says that an act happened: asserted, hedged, negated, denied or irrealis.

The classes follow FactBank's degrees of factuality (Sauri and Pustejovsky, Language Resources and Evaluation 43(3), 2009),
made coarser: certain, uncertain, counter, and not claimed to have happened at all.
"""

from itertools import pairwise

from analysis.english.lexicon import lexicon, words_with
from analysis.english.word_classes import word_class
from analysis.syntax.tree import Tree

NEGATORS = word_class("negators")
HEDGES = word_class("hedges")
UNREAL_ADJECTIVES = word_class("unreal_adjectives")
UNREAL_AUXILIARIES = word_class("unreal_auxiliaries")
HEDGE_AUXILIARIES = word_class("hedging_auxiliaries")
CONDITIONS = word_class("conditionals")
SEEM = words_with("complement", "hedged infinitive")
BELIEVE = words_with("complement", "hedged clause")
# Of a claim or an act; of a claim only ("dismissed the attack" denies no attack).
DENY = words_with("complement", "denied")
DENY_CLAIM = words_with("complement", "denied claim")
DOUBT = words_with("complement", "doubted")
_DENYING = {word.partition(" ")[0] for word in DENY | DENY_CLAIM | DOUBT}
# Relations by which a claim hangs on what is said of it, and an act on the claim.
_CONTENT = frozenset({"ccomp", "xcomp", "acl", "obj", "nmod"})
# Real if the governing clause is real.
# What is to stop is under way.
STOP = words_with("complement", "ended")
IMPLY = words_with("complement", "implied")
FAIL = words_with("complement", "negated")
UNREAL = words_with("complement", "irrealis")
_CLAUSAL = ("ccomp", "xcomp", "acl", "advcl", "csubj", "parataxis")


def of_verb(tree: Tree, node: int) -> str:
    """Modality of the clause that a verb heads."""
    own = _of_clause(tree, node, 0)
    return (_denied(tree, node) or own) if own in ("asserted", "hedged") else own


def _of_clause(tree: Tree, node: int, depth: int) -> str:
    own = _own(tree, node)
    if own != "asserted" or depth > 6:
        return own
    dep, head = tree.dep[node], tree.head[node]
    base = dep.partition(":")[0]
    if dep == "conj":
        return _without_negation(_of_clause(tree, head, depth + 1)) if not _has_subject(tree, node) else "asserted"
    if head == node or base not in _CLAUSAL or dep == "acl:relcl":
        return "asserted"
    return _governed(tree, node, head, base, depth)


def _own(tree: Tree, node: int) -> str:
    words = {
        tree.lower[child] for child in tree.children[node] if tree.base[child] in ("advmod", "aux", "mark", "det", "cc")
    }
    if words & NEGATORS or any(_nobody(tree, subject) for subject in tree.kids(node, "nsubj")):
        return "negated"
    if words & HEDGES:
        return "hedged"
    if words & CONDITIONS:
        return "irrealis"
    if words & HEDGE_AUXILIARIES:
        return "hedged" if "have" in words else "irrealis"
    if words & UNREAL_AUXILIARIES - ({"'d"} if tree.form(node) == "Part" else set()):
        return "irrealis"
    if "Mood=Imp" in tree.morph(node):
        return "irrealis"
    return "asserted"


def _governed(tree: Tree, node: int, head: int, base: str, depth: int) -> str:
    governor = tree.lemma[head]
    finite = _has_subject(tree, node) and tree.form(node) != "Inf" and "to" not in _marks(tree, node)
    if governor in STOP and base == "xcomp" and not finite:
        return "asserted"
    if (base != "advcl" or not finite) and (denied := _denies(tree, head)) is not None:
        return denied
    if base == "advcl" and finite:
        return "asserted"
    infinitive = "to" in _marks(tree, node) or "for" in _marks(tree, node) and tree.form(node) == "Inf"
    if governor in FAIL and not finite and base in ("xcomp", "advcl", "ccomp", "acl"):
        return "negated"
    if infinitive and governor in SEEM:
        return "hedged"
    if (
        governor in UNREAL
        and base in ("ccomp", "xcomp", "acl", "csubj")
        and (infinitive or not finite or governor in ("fear", "demand", "hope"))
    ):
        return "irrealis"
    if finite and base == "ccomp":
        return "hedged" if governor in BELIEVE else "asserted"
    if infinitive and (base in ("advcl", "acl", "csubj") or governor not in IMPLY):
        return "irrealis"
    if "without" in _marks(tree, node):
        return "negated"
    if tree.pos[head] in ("VERB", "AUX", "ADJ") and base in ("xcomp", "advcl"):
        return _of_clause(tree, head, depth + 1) if base == "xcomp" else _future_only(_of_clause(tree, head, depth + 1))
    return "asserted"


def of_noun(tree: Tree, node: int) -> str:
    """Modality of an act that a noun names; what a noun names is taken to have happened unless something says otherwise."""
    near = {tree.lower[c] for c in tree.children[node] if tree.base[c] in ("amod", "det", "advmod", "case", "compound")}
    if near & {"no", "without", "neither"}:
        return "negated"
    if near & HEDGES or "so-called" in near:
        return "hedged"
    if near & UNREAL_ADJECTIVES or "any" in near:
        return "irrealis"
    dep, head = tree.base[node], tree.head[node]
    if dep == "conj":
        return of_noun(tree, head)
    if dep not in ("obj", "obl", "nmod", "nsubj", "compound") or head == node:
        return "asserted"
    governor = tree.lemma[head]
    if dep in ("obj", "nmod", "obl") and (denied := _denied(tree, node)) is not None:
        return denied
    if (
        dep in ("obj", "nmod", "obl")
        and governor in UNREAL | FAIL
        and tree.preposition(node) in ("", "of", "for", "from", "against", "at")
    ):
        return "negated" if governor in ("refrain", "abstain") else "irrealis"
    if tree.preposition(node) == "in case of":
        return "irrealis"
    return "asserted"


def of_speech_noun(tree: Tree, node: int) -> str:
    """Modality of an accusation that a noun names: what denies it denies what it says, and not that it was made."""
    own = of_noun(tree, node)
    return "asserted" if own == "denied" else own


def denies(tree: Tree, cue: int) -> bool:
    """Whether a cue denies or doubts what it attributes ("denied", "no doubt" does not)."""
    return _denies(tree, cue) == "denied"


def denies_claims_only(tree: Tree, cue: int) -> bool:
    """Whether a cue denies a claim but no act that is its object."""
    return _entry(tree, cue) in DENY_CLAIM


def _denied(tree: Tree, node: int) -> str | None:
    """What a denial around makes of an act, however deep the act stands in it: "denied claims that its forces had shelled X"."""
    for step, (inner, governor) in enumerate(pairwise([node, *tree.above(node)])):
        base = tree.base[inner]
        if base == "conj":
            continue
        if base not in _CONTENT or tree.dep[inner] == "acl:relcl":
            return None
        found = _denies(tree, governor)
        if found is not None and not (step == 0 and base in ("obj", "nmod") and _entry(tree, governor) in DENY_CLAIM):
            return found
        if base in ("obj", "nmod") and not _is_claim(tree, inner):
            return None
    return None


def _is_claim(tree: Tree, node: int) -> bool:
    """Whether a noun says something ("claims", "reports", "involvement" does not)."""
    cue = lexicon().noun(tree.lemma[node]).cue
    return cue is not None and cue.kind == "speech"


def _denies(tree: Tree, node: int) -> str | None:
    """What a word says of an act in its complement: denied; who does not deny leaves it open, and where there is no doubt it is so."""
    word = _entry(tree, node)
    if word is None:
        return None
    if any(tree.lower[c] in NEGATORS for c in tree.kids(node, "advmod", "det", "aux", "case")):
        return None if word in DOUBT else "hedged"
    return "denied"


def _entry(tree: Tree, node: int) -> str | None:
    """The denying or doubting word or phrase that a node is."""
    word = tree.lemma[node]
    if word not in _DENYING:
        return None
    particles = (
        [tree.lower[node + 1]] if node + 1 < tree.size else []
    )  # "brushed off claims", whatever the parse hangs it on
    particles += [tree.lower[c] for c in tree.kids(node, "compound:prt")]
    phrases = lexicon().phrases.get(word, {})
    phrase = next((f"{word} {p}" for p in particles if p in phrases), word)
    return phrase if phrase in DENY | DENY_CLAIM | DOUBT else None


def _nobody(tree: Tree, subject: int) -> bool:
    """ "no-one", "no civilians", "none of them"."""
    none = word_class("negative_pronouns")
    return tree.lower[subject] in none or any(tree.lower[c] == "no" for c in tree.kids(subject, "det"))


def _marks(tree: Tree, node: int) -> set[str]:
    return {tree.lower[child] for child in tree.kids(node, "mark", "aux", "case")}


def _has_subject(tree: Tree, node: int) -> bool:
    return tree.kid(node, "nsubj", "csubj") is not None


def _without_negation(modality: str) -> str:
    return "asserted" if modality == "negated" else modality


def _future_only(modality: str) -> str:
    return "irrealis" if modality == "irrealis" else "asserted"
