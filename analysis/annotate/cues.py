"""The words that attribute: what was done, whether it is speech, belief or intention, and the stance shown to its truth."""

from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from ruamel.yaml import YAML

from analysis.annotate.tree import Tree

PARTICLES = frozenset({"on", "for", "out", "upon"})


@dataclass(frozen=True, slots=True)
class Cue:
    """One attributing word or phrase of the lexicon (lexicon/cues.yml)."""

    cue_class: str
    kind: str
    stance: str


@dataclass(frozen=True, slots=True)
class CueWords:
    """The lexicon by lemma; phrasal verbs as "call on"."""

    verbs: dict[str, Cue]
    nouns: dict[str, Cue]
    adjectives: dict[str, Cue]
    objects: frozenset[str]
    kinds: dict[str, str]


@lru_cache(maxsize=1)
def cue_words() -> CueWords:
    """The shipped lexicon."""
    data = YAML(typ="safe").load(files("analysis.annotate.lexicon").joinpath("cues.yml").read_text(encoding="utf-8"))
    kinds = {noun: kind for kind, nouns in data["kinds"].items() for noun in nouns}
    lists = [_by_lemma(data[part]) for part in ("verbs", "nouns", "adjectives")]
    return CueWords(*lists, frozenset(data["objects"]), kinds)


def _by_lemma(classes: dict[str, dict]) -> dict[str, Cue]:
    found: dict[str, Cue] = {}
    for cue_class, entry in classes.items():
        for stance in ("neutral", "factive", "distancing"):
            for lemma in entry.get(stance, []):
                found.setdefault(lemma, Cue(cue_class, entry["kind"], stance))
    return found


def of_verb(tree: Tree, node: int) -> tuple[Cue, list[int]] | None:
    """The cue that a verb is, with its tokens; a phrasal verb before the plain one."""
    if tree.pos[node] not in ("VERB", "AUX", "NOUN", "ADJ") or tree.dep[node].startswith(("aux", "cop")):
        return None
    verbs = cue_words().verbs
    for child in tree.children[node]:
        particle = (
            child
            if tree.dep[child] == "compound:prt"
            else tree.kid(child, "case")
            if tree.dep[child].startswith("obl")
            else None
        )
        if particle is not None and tree.lower[particle] in PARTICLES:
            cue = verbs.get(f"{tree.lemma[node]} {tree.lower[particle]}")
            if cue is not None:
                return cue, sorted([node, particle])
    cue = verbs.get(tree.lemma[node])
    return (cue, [node]) if cue is not None and tree.pos[node] in ("VERB", "AUX") else None


def of_noun(tree: Tree, node: int) -> Cue | None:
    """The cue that a noun is ("claim", "fear")."""
    return cue_words().nouns.get(tree.lemma[node]) if tree.pos[node] == "NOUN" else None


def of_adjective(tree: Tree, node: int) -> Cue | None:
    """The cue that a predicate adjective is ("sure that")."""
    return cue_words().adjectives.get(tree.lemma[node]) if tree.pos[node] in ("ADJ", "VERB") else None
