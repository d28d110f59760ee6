"""The words that attribute: what was done, whether it is speech, belief or intention, and the stance shown to its truth."""

from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from ruamel.yaml import YAML

from analysis.english.inflection import inflections
from analysis.syntax.tree import Tree

VERBAL = frozenset({"VERB", "AUX"})


@dataclass(frozen=True, slots=True)
class Cue:
    """One attributing word or phrase of the lexicon (lexicon/cues.yml)."""

    cue_class: str
    kind: str
    stance: str


SAID = Cue("statement", "speech", "neutral")


@dataclass(frozen=True, slots=True)
class CueWords:
    """The lexicon by lemma, phrasal verbs as "call on"; `forms` leads from an inflected verb to its lemma, since a trained
    lemmatizer errs on rare ones. The other sets are the frames and kinds that cues.yml explains."""

    verbs: dict[str, Cue]
    nouns: dict[str, Cue]
    adjectives: dict[str, Cue]
    adverbs: dict[str, Cue]
    phrases: dict[str, dict[str, Cue]]
    forms: dict[str, str]
    frames: dict[str, frozenset[str]]
    kinds: dict[str, str]


@lru_cache(maxsize=1)
def cue_words() -> CueWords:
    """The shipped lexicon."""
    data = YAML(typ="safe").load(files("analysis.english").joinpath("cues.yml").read_text(encoding="utf-8"))
    verbs, nouns, adjectives, adverbs = (_by_lemma(data[part]) for part in ("verbs", "nouns", "adjectives", "adverbs"))
    phrases: dict[str, dict[str, Cue]] = {}
    for phrase, cue in verbs.items():
        lemma, _, particle = phrase.partition(" ")
        if particle:
            phrases.setdefault(lemma, {})[particle] = cue
    frames = {name: frozenset(words) for name, words in data["frames"].items()}
    lemmas = [*phrases, *(v for v in verbs if " " not in v)]
    forms = {form: lemma for lemma in reversed(lemmas) for form in sorted(inflections(lemma))}
    forms |= {form: lemma for lemma, irregular in data["irregular"].items() for form in irregular}
    kinds = {noun: kind for kind, listed in data["kinds"].items() for noun in listed}
    return CueWords(verbs, nouns, adjectives, adverbs, phrases, forms, frames, kinds)


def _by_lemma(classes: dict[str, dict]) -> dict[str, Cue]:
    found: dict[str, Cue] = {}
    for cue_class, entry in classes.items():
        for stance in ("neutral", "factive", "distancing"):
            for lemma in entry.get(stance, []):
                found.setdefault(lemma, Cue(cue_class, entry["kind"], stance))
    return found


def lemma(tree: Tree, node: int) -> str:
    """The lemma of a verb, looked up by its form where the lexicon knows it."""
    return cue_words().forms.get(tree.lower[node], tree.lemma[node])


def headword(tree: Tree, nodes: list[int]) -> str:
    """A cue as a dictionary has it: "say" for "said", "call on" for "called on", "claim" for "claims"."""
    return " ".join(
        lemma(tree, n) if of_verb(tree, n) else tree.lemma[n].lower() if tree.pos[n] == "NOUN" else tree.lower[n]
        for n in nodes
    )


def in_frame(tree: Tree, node: int, frame: str) -> bool:
    """Whether a verb takes a frame of the lexicon ("object", "clause", "as")."""
    return lemma(tree, node) in cue_words().frames[frame]


def noun_in_frame(tree: Tree, node: int, frame: str) -> bool:
    """The same of a noun."""
    return tree.lemma[node] in cue_words().frames[frame]


def of_verb(tree: Tree, node: int) -> tuple[Cue, list[int]] | None:
    """The cue that a verb is, with its tokens; a phrasal verb before the plain one."""
    if tree.pos[node] not in VERBAL or tree.base[node] in ("aux", "cop"):
        return None
    words, verb = cue_words(), lemma(tree, node)
    for particle in _particles(tree, node) if verb in words.phrases else ():
        cue = words.phrases[verb].get(tree.lower[particle])
        if cue is not None:
            return cue, sorted([node, particle])
    cue = words.verbs.get(verb)
    if cue is None or verb == "claim" and _takes_lives(tree, node):
        return None
    return cue, [node]


def _takes_lives(tree: Tree, node: int) -> bool:
    """ "a war that claimed 30,000 lives" claims nothing to be true."""
    obj = tree.kid(node, "obj")
    return obj is not None and tree.lemma[obj] in ("life", "victim", "casualty")


def _particles(tree: Tree, node: int) -> list[int]:
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
    return cue_words().nouns.get(tree.lemma[node]) if tree.pos[node] == "NOUN" else None


def of_adjective(tree: Tree, node: int) -> Cue | None:
    """The cue that a predicate adjective is ("sure that")."""
    if tree.pos[node] not in ("ADJ", "VERB"):
        return None
    adjectives = cue_words().adjectives
    return adjectives.get(tree.lower[node]) or adjectives.get(tree.lemma[node])
