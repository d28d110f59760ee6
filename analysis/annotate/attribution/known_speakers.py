"""Who has spoken so far in a document and who is named in it: what the rules that say who a source is look up."""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from spacy.tokens import Doc

from analysis.annotate.attribution.antecedents import Antecedents
from analysis.annotate.attribution.source_kinds import is_person, kind_of
from analysis.annotate.attribution.source_spans import span
from analysis.annotate.attribution.spoken_before import SpokenBefore, bare
from analysis.annotate.document.sentences import block_at, passages
from analysis.annotate.parties import Sides
from analysis.annotate.party import Party
from analysis.schema import Attribution, Mention
from analysis.syntax.tree import Tree


class Speaker(NamedTuple):
    """Who a source is, as far as the text and the codebook say."""

    side: str = "unresolved"
    actor: str | None = None
    kind: str | None = None
    basis: str = "said"


class Known:
    """The sources of one document so far (`heads`: of each row with a source its head; `before`: looked up by word and place) and all
    who are named (`sides`, `named`). `rulers`: who rules the contested place."""

    def __init__(self, doc: Doc, tree: Tree, sides: Sides, rulers: Party):
        self.tree, self.sides, self.rulers = tree, sides, rulers
        self.heads: dict[str, int] = {}
        self._kinds: dict[str, str | None] = {}  # of names, by what is said of them elsewhere
        paragraph = passages(doc)
        self.before = SpokenBefore(tree, paragraph)
        self.named = Antecedents(tree, sides, paragraph)
        self._asides = [block for block in doc._.blocks if block.kind not in ("prose", "title")]
        first = block_at(doc, 0)
        self.title = self.tokens(0, first.end) if first is not None and first.kind == "title" else range(0)

    def add(self, row: Attribution, node: int) -> None:
        """One more source, resolved."""
        self.heads[row.attribution_id] = node
        names = (n for n in self.tokens(row.source_start or 0, row.source_end or 0) if self.tree.pos[n] == "PROPN")
        self.before.add(row, self.words([node, *names]))

    def tokens(self, start: int, end: int) -> range:
        """The tokens of some characters."""
        return range(bisect_left(self.tree.start, start), bisect_left(self.tree.start, end))

    def named_in(self, row: Attribution) -> Sequence[Mention]:
        """Who is named among the words of a source, without what it says."""
        return self.tree.named(row.source_start or 0, row.source_end or 0)

    def is_aside(self, place: int) -> bool:
        """Whether a character stands in a promotion, a subhead or a caption."""
        return any(block.start <= place < block.end for block in self._asides)

    def phrase(self, node: int) -> range:
        """The tokens of the noun phrase with a head."""
        return self.tokens(*span(self.tree, node))

    def kind(self, node: int) -> str | None:
        """What kind of source the phrase with a head is, by its own words, else by what is said of the person elsewhere."""
        own = kind_of(self.tree, node, self.mention(node))
        if own is not None or self.tree.pos[node] != "PROPN":
            return own
        name = self.tree.text[slice(*span(self.tree, node))]
        if name not in self._kinds:
            elsewhere = (kind_of(self.tree, n, self.mention(n)) for n in self.sides.introductions.elsewhere(node))
            self._kinds[name] = next((kind for kind in elsewhere if kind is not None), None)
        return self._kinds[name]

    def is_somebody(self, row: Attribution) -> bool:
        """Whether an earlier source is one person; what belongs to a person ("X's remarks") is none."""
        tree, head = self.tree, self.heads[row.attribution_id]
        owned = tree.pos[head] == "NOUN" and tree.kid(head, "nmod:poss") is not None
        if owned and not is_person(tree, head) and not self.named.is_somebody(head):
            return False
        return self.before.is_somebody(row) or self.named.is_somebody(head)

    def is_state(self, node: int) -> bool:
        """Whether a phrase is a state or a body by name."""
        mention = self.mention(node)
        return mention is not None and mention.kind == "name"

    def mention(self, node: int) -> Mention | None:
        """The codebook's mention that a token is part of."""
        return self.sides.at.get(node)

    def words(self, nodes: Iterable[int]) -> set[str]:
        """The bare words of some tokens."""
        return {bare(self.tree.text[self.tree.start[n] : self.tree.end[n]]) for n in nodes}


def agreed(sources: list[Attribution]) -> Speaker | None:
    """The last of some sources, if all are of one side."""
    if len({r.source_side for r in sources}) != 1:
        return None
    same = sources[-1]
    return Speaker(same.source_side, same.source_actor, same.source_kind, "coreference")


# Who the source of a row with a head is, or null, and the next rule is asked.
Rule = Callable[[Known, Attribution, int], Speaker | None]
