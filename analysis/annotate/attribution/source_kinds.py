"""What kind of source somebody is: by the codebook for a name, by its own words for a description ("the defence ministry")."""

from collections.abc import Callable
from dataclasses import dataclass

from analysis.annotate.attribution.source_spans import span
from analysis.english.entries import Cue
from analysis.english.word_classes import source_kinds, word_class
from analysis.schema import Mention
from analysis.syntax.tree import Tree

MEDIA_KIND = "journalist or wire"
_WITNESS = "civilian or witness"
_THINGS = word_class("words_for_things")
_AGENCIES = word_class("news_agencies")
_OF_NEWS = word_class("words_for_news")
# An office is its owner's where that is more than a government: "the ministry of the <local authorities>".
_OWNED = {
    "military": frozenset({"local authorities", "third-party government", "international body"}),
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
    """A source as its rules see it: its mention, its words, the kind that these name, the kind of a name among them and of a party
    that they belong to, and whether the text tells something private of it."""

    mention: Mention | None
    lemma: str
    words: list[str]
    named: bool
    kind: str | None
    member_of: str | None
    owner_kind: str | None
    private: bool
    aged: bool


def kind_of(tree: Tree, node: int, mention: Mention | None) -> str | None:
    """The kind of the source with a head; null where neither the codebook nor its words say."""
    beside = [m for m in tree.named(*span(tree, node)) if m.source_kind and m.kind not in ("place", "contested")]
    member_of = next((m.source_kind for m in beside if m.kind != "demonym"), None)
    owner_kind = next((m.source_kind for m in beside), None)
    words = _words(tree, node)
    source = _Described(
        mention,
        tree.lemma[node],
        words,
        tree.pos[node] == "PROPN",
        _by_words(words),
        member_of,
        owner_kind,
        _is_private(tree, node),
        _is_aged(tree, node),
    )
    return next((found for rule in _KIND_RULES if (found := rule(source)) is not None), None)


def _words(tree: Tree, node: int) -> list[str]:
    """The head of a phrase and the words below it that describe it; of a hyphened one its last part as well ("lock-keeper")."""
    below = [
        c for c in tree.kids(node, "nmod", "compound", "appos") if tree.preposition(c) != "in"
    ]  # "in a state of shock"
    inner = [g for c in below for g in tree.kids(c, "compound", "amod")]
    beside = [g for c in (node, *tree.kids(node, "flat")) for g in tree.kids(c, "appos")]
    inner += beside + [g for c in beside if tree.lower[c] == "one" for g in tree.kids(c, "nmod")]
    nodes = [node, *sorted([*below, *tree.kids(node, "amod", "flat")]), *inner]
    words = [tree.lemma[n].lower() for n in nodes]
    return words + [word.rpartition("-")[2] for word in words if "-" in word]


def _by_words(words: list[str]) -> str | None:
    kinds = source_kinds()
    kind = next((kinds[w] for w in words if w in kinds), None)
    if kind == "government" and any(kinds.get(w) == "military" for w in words):
        return "military"  # "the defence ministry"
    if kind == "government" and not _OF_NEWS.isdisjoint(words):
        return MEDIA_KIND  # "the news agency"
    return MEDIA_KIND if kind is None and not _AGENCIES.isdisjoint(words) else kind


def _is_private(tree: Tree, node: int) -> bool:
    """Whether an age or a clause with "who" tells of somebody what news tells of people without an office: "Ann Doe, 54", "Ann Doe, who
    fled"."""
    if tree.pos[node] not in ("PROPN", "NOUN"):
        return False
    name = (node, *tree.kids(node, "flat"))
    clauses = (c for n in name for c in tree.children[n] if tree.dep[c] == "acl:relcl")
    told = any(tree.lower[c] == "who" for clause in clauses for c in tree.kids(clause, "nsubj"))
    return told or _is_aged(tree, node) and tree.pos[node] == "PROPN"


def _is_aged(tree: Tree, node: int) -> bool:
    """ "Ann Doe, 54", "a 54-year-old driver"."""
    behind = max(node, *tree.kids(node, "flat"), node) + 1
    aged = tree.lower[behind : behind + 1] == [","] and "".join(tree.lower[behind + 1 : behind + 2]).isdigit()
    return aged or any("year-old" in tree.lower[c] for c in tree.kids(node, "appos", "amod"))


def _by_codebook(source: _Described) -> str | None:
    mention = source.mention
    return mention.source_kind or None if mention is not None and mention.kind != "demonym" else None


def _unnamed(source: _Described) -> str | None:
    unnamed = source.lemma in ("source", "insider") or not {"anonymous", "unnamed"}.isdisjoint(source.words)
    return "anonymous" if unnamed else None


def _of_owner(source: _Described) -> str | None:
    return source.owner_kind if source.owner_kind in _OWNED.get(source.kind or "", ()) else None


def _person_of(source: _Described) -> str | None:
    """Somebody of whom no word says more than that: "X of <institution>", and with an international body "an engineer of the <body>"."""
    somebody = source.kind in (None, "civilian or witness")
    return source.member_of if somebody and (source.named or source.member_of == "international body") else None


def _private(source: _Described) -> str | None:
    return _WITNESS if source.private else None


# What the codebook says of a name is decided; that nobody is named counts more than whose official it is.
_KIND_RULES: tuple[Callable[[_Described], str | None], ...] = (
    _by_codebook,
    _unnamed,
    _of_owner,
    _person_of,
    lambda source: _WITNESS if source.kind == "expert" and source.aged else source.kind,
    _private,
    lambda source: source.owner_kind,
)
