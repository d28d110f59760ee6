"""Sufferers who may be anybody's, so that nothing is inferred from what is told around them: who dies of a war, hundreds of dead, "we"."""

from analysis.annotate.agency.acts import Act
from analysis.annotate.agency.inference import Inference
from analysis.english.word_classes import word_class
from analysis.schema import Event
from analysis.syntax import pronouns
from analysis.syntax.roles import Roles
from analysis.syntax.tree import Tree

CAUSES = word_class("causes")


def may_be_anybody(given: Inference, act: Act, roles: Roles, event: Event) -> bool:
    """Who dies of a war, or "on a second day of heavy clashes", and who speaks for himself: "we don't want to die"."""
    tree = given.tree
    if event.construction == "cause" or roles.agent is not None and tree.lemma[roles.agent].lower() in CAUSES:
        return True
    if roles.patient is not None and (word := pronouns.known(tree.lower[roles.patient])) and word.person != 3:
        return True
    if event.modality in ("negated", "denied"):
        return True  # "there were no casualties"
    own = [n for n in (act.node, roles.patient) if n is not None]
    phrases = [c for n in own for c in tree.kids(n, "obl", "nmod")]
    phrases += [c for n in phrases for c in tree.kids(n, "nmod")]
    return roles.agent is None and any(_is_war(given, n) for n in phrases)


def _is_war(given: Inference, node: int) -> bool:
    told = given.by_node.get(node)
    return given.tree.lemma[node].lower() in CAUSES or told is not None and told.event_class == "clash"


def is_toll(tree: Tree, roles: Roles) -> bool:
    """Hundreds of dead are a war's rather than those of the acts told around: "fatalities have surpassed 4,000"."""
    if roles.patient is None:
        return False
    counted = [roles.patient]
    if tree.base[roles.patient] == "nsubj":
        counted += tree.kids(tree.head[roles.patient], "obj", "obl")
    numbers = [c for n in counted for c in (n, *tree.kids(n, "nummod", "nmod"))]
    words = [tree.lower[n].replace(",", "") for n in numbers if not tree.is_time(n)]
    return any(w.isdigit() and len(w) > 2 or w.rstrip("s") in ("hundred", "thousand", "million") for w in words)
