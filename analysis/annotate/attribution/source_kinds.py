"""What kind of source somebody is: by the codebook for a name, by its own words for a description ("the defence ministry")."""

from collections.abc import Callable
from dataclasses import dataclass

from analysis.annotate.attribution.source_spans import span
from analysis.english.lexicon import Cue
from analysis.english.word_classes import source_kinds
from analysis.schema import Mention
from analysis.syntax.tree import Tree

MEDIA_KIND = "journalist or wire"
_THINGS = ("it", "this", "that", "there", "which", "what")
# An office is its owner's where that is more than a government: "the ministry of the <local authorities>".
_OWNED = {
    "military": frozenset({"local authorities"}),
    "government": frozenset({"local authorities", "third-party government", "international body", MEDIA_KIND}),
}


def may_hold(tree: Tree, source: int | None, cue: Cue) -> bool:
    """Whether a source can be one: a belief or an intention needs a holder, and no thing holds any."""
    if cue.kind == "speech":
        return source is None or tree.lower[source] not in ("there", "this")
    return source is not None and tree.lower[source] not in _THINGS


def is_person(tree: Tree, node: int | None) -> bool:
    """Whether a source is a name, a personal pronoun, or by its word an office, a body or a person."""
    if node is None or tree.lower[node] in _THINGS:
        return False
    kind = source_kinds().get(tree.lemma[node].lower())
    return tree.pos[node] in ("PROPN", "PRON") or kind not in (None, "document")


def is_document(tree: Tree, node: int | None) -> bool:
    """Whether a source is a document, a poll or a picture."""
    return node is not None and source_kinds().get(tree.lemma[node].lower()) == "document"


def is_media(tree: Tree, node: int) -> bool:
    """Whether a noun phrase is an outlet, by the codebook or by its own words."""
    if any(m.source_kind == MEDIA_KIND for m in tree.named(*span(tree, node))):
        return True
    return source_kinds().get(tree.lemma[node]) == MEDIA_KIND


@dataclass(frozen=True, slots=True)
class _Described:
    """A source as its rules see it: its mention, its words, the kind that these name, and the kind of a name among them."""

    mention: Mention | None
    lemma: str
    words: list[str]
    named: bool
    kind: str | None
    owner_kind: str | None


def kind_of(tree: Tree, node: int, mention: Mention | None) -> str | None:
    """The kind of the source with a head; null where neither the codebook nor its words say."""
    kinds = source_kinds()
    owner_kind = next((m.source_kind for m in tree.named(*span(tree, node)) if m.source_kind), None)
    below = tree.kids(node, "nmod", "compound", "appos")
    words = [tree.lemma[c].lower() for c in tree.kids(node, "compound", "amod", "nmod", "flat", "appos")]
    words += [tree.lemma[g].lower() for c in below for g in tree.kids(c, "compound", "amod")]
    kind = next((kinds[w] for w in (tree.lemma[node].lower(), *words) if w in kinds), None)
    if kind == "government" and any(kinds.get(w) == "military" for w in words):
        kind = "military"  # "the defence ministry"
    source = _Described(mention, tree.lemma[node], words, tree.pos[node] == "PROPN", kind, owner_kind)
    return next((found for rule in _KIND_RULES if (found := rule(source)) is not None), None)


def _by_codebook(source: _Described) -> str | None:
    mention = source.mention
    return mention.source_kind or None if mention is not None and mention.kind != "demonym" else None


def _unnamed(source: _Described) -> str | None:
    unnamed = source.lemma in ("source", "insider") or not {"anonymous", "unnamed"}.isdisjoint(source.words)
    return "anonymous" if unnamed else None


def _of_owner(source: _Described) -> str | None:
    return source.owner_kind if source.owner_kind in _OWNED.get(source.kind or "", ()) else None


def _person_of(source: _Described) -> str | None:
    """A name of which no word says more than that it is somebody: "X of <institution>"."""
    return source.owner_kind if source.named and source.kind in (None, "civilian or witness") else None


# What the codebook says of a name is decided; that nobody is named counts more than whose official it is.
_KIND_RULES: tuple[Callable[[_Described], str | None], ...] = (
    _by_codebook,
    _unnamed,
    _of_owner,
    _person_of,
    lambda source: source.kind,
    lambda source: source.owner_kind,
)
