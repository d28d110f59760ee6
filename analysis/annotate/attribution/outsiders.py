"""Who is neither party's, whatever the text leaves open: outlets, experts, third countries' people, what is made by neither side."""

from analysis.annotate.attribution.known_speakers import Known, Speaker
from analysis.annotate.attribution.source_kinds import MEDIA_KIND, is_person
from analysis.english.word_classes import source_kinds, word_class
from analysis.schema import Attribution

_KINDS = frozenset({MEDIA_KIND, "third-party government", "international body"})
_OF_OUTSIDERS, _STUDIES, _WORLD = (
    word_class("words_of_outsiders"),
    word_class("studies"),
    word_class("words_for_the_world"),
)
_GROUPS, _CAUSES = word_class("groups"), word_class("causes_of_groups")


def outsider(known: Known, row: Attribution, node: int) -> Speaker | None:
    """ "Analysts", "Reuters", "a Danish lawmaker", "satellite images", "human rights groups", "leaders around the world"."""
    tree, kind = known.tree, known.kind(node)
    somebody = tree.pos[node] != "NOUN" or is_person(tree, node) or known.named.is_somebody(node)
    lemma = tree.lemma[node].lower()
    beside = tree.kids(node, "amod", "compound")
    described = {tree.lower[c] for c in beside} | {tree.lemma[c].lower() for c in beside}
    outside = (
        kind in _KINDS
        and somebody
        or kind == "expert"
        or not _OF_OUTSIDERS.isdisjoint(described)
        or lemma in _STUDIES
        and not known.named_in(row)
        or lemma in _GROUPS
        and not _CAUSES.isdisjoint(described)
        or any(tree.lemma[c].lower() in _WORLD for c in tree.kids(node, "compound", "nmod"))
        or source_kinds().get(lemma) == "document"
        and any(tree.pos[c] == "PROPN" and lemma == "investigation" for c in beside)
    )
    return Speaker("other", None, kind) if outside else None
