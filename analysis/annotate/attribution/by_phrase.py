"""Candidates whose cue is a phrase: "according to X", "in the words of X", "in X's view", "by X's own admission", "per X", "as X put it".
The content is the sentence, or the parenthesis, that the phrase stands in. Who counted ("by X's count") says nothing of whose words
the sentence is."""

from collections.abc import Callable

from analysis.annotate.attribution import source_spans
from analysis.annotate.attribution.candidates import Candidate
from analysis.annotate.attribution.context import Context
from analysis.annotate.attribution.cues import SAID
from analysis.annotate.attribution.source_kinds import is_person
from analysis.annotate.attribution.verb_cues import Span
from analysis.english.entries import Cue
from analysis.english.word_classes import source_kinds, word_class
from analysis.syntax.titles import TITLE
from analysis.syntax.tree import Tree

_JOINS = frozenset({"and", "but", "while", ";", ","})
_SET_OFF = frozenset({",", "–", "—", "--", "(", ")", ".", ";"})
# Nouns for what somebody says and thinks, by the preposition that makes a cue of them.
_ACCOUNTS = {"in": word_class("words_and_tellings"), "by": word_class("estimates_and_admissions")}
_VIEWS = {"in": word_class("views"), "from": word_class("points_of_view")}
_HELD = Cue(cue_class="belief", kind="belief")
_WRITER = word_class("first_person")
_LONGEST_OWNER = 12  # tokens


def find(context: Context) -> list[Candidate]:
    """The candidates of all such phrases of a document in order of place."""
    found = []
    for node, word in enumerate(context.tree.lower):
        finder = _FINDERS.get(word)
        candidate = finder(context, node) if finder is not None else None
        if candidate is not None:
            found.append(candidate)
    return found


def _according(context: Context, node: int) -> Candidate | None:
    tree = context.tree
    source = tree.head[node] if tree.dep[node] == "case" else tree.kid(node, "obl", "nmod")
    if source is None:
        return None
    source = source_spans.head_of_name(tree, source)
    own = [n for n in tree.subtree(source if tree.dep[node] == "case" else node) if tree.pos[n] != "SPACE"]
    low, high = min(own), max(own)
    while low < node and tree.lower[low] in _JOINS:
        low += 1
    first, last = context.sentences[node]
    if low == first and high >= last - 1:  # the parse has hung the sentence on the source
        high = next((n - 1 for n in range(source + 1, high) if tree.lower[n] == ","), high)
    content = _around(context, low, high)
    to = next((c for c in (*tree.kids(node, "fixed"), node + 1) if c < tree.size and tree.lower[c] == "to"), node)
    return Candidate(SAID, sorted({node, to}), source, *content, node) if content is not None else None


def _account(context: Context, node: int) -> Candidate | None:
    """ "in the words of X", "in X's view", "by X's own admission", "from X's point of view"; set off, as "in" and "by" say much else."""
    tree, noun = context.tree, context.tree.head[node]
    if tree.dep[node] != "case" or not node < noun < node + _LONGEST_OWNER:
        return None
    lemma, preposition = tree.lemma[noun].lower(), tree.lower[node]
    said = lemma in _ACCOUNTS.get(preposition, ())
    if not said and lemma not in _VIEWS.get(preposition, ()):
        return None
    owner = _owner(tree, noun)
    if owner is None:
        return None
    low, high = node, max(noun, *tree.subtree(owner))
    if tree.lower[noun + 1 : noun + 3] == ["of", "view"]:
        high = max(high, noun + 2)
    if low != context.sentences[node][0] and tree.lower[low - 1] not in _SET_OFF:
        return None
    content = _around(context, low, high)
    cue = [node, noun] if noun == node + 1 else [noun]
    return Candidate(SAID if said else _HELD, cue, owner, *content, node) if content is not None else None


def _owner(tree: Tree, noun: int) -> int | None:
    """Whose view it is: "X's view", "the words of X"; what the writer thinks is nobody's in the text ("in my view")."""
    owner = tree.kid(noun, "nmod:poss")
    if owner is None:
        owner = next((c for c in tree.kids(noun, "nmod") if tree.preposition(c) == "of"), None)
    return owner if owner is not None and is_person(tree, owner) and tree.lower[owner] not in _WRITER else None


def _per(context: Context, node: int) -> Candidate | None:
    """ "per X", "as per X", where X is somebody by name or office: not "per day"."""
    tree, source = context.tree, context.tree.head[node]
    if tree.dep[node] != "case" or source < node or not is_person(tree, source):
        return None
    named = tree.pos[source] == "PROPN" or tree.kid(source, "det", "nmod:poss") is not None
    low, high = node - (tree.lower[node - 1] == "as"), max(n for n in tree.subtree(source) if tree.pos[n] != "SPACE")
    alone = low == context.sentences[node][0] or tree.lower[low - 1] in _SET_OFF
    content = _around(context, low, high) if named and alone else None
    return Candidate(SAID, [node], source, *content, node) if content is not None else None


def _put_it(context: Context, node: int) -> Candidate | None:
    """ "..., as X put it": "it" is what is said."""
    tree, verb = context.tree, node - 1
    if verb < 1 or tree.lower[verb] not in ("put", "puts"):
        return None
    first = context.sentences[node][0]
    opens = next((n for n in range(verb - 1, max(first, verb - _LONGEST_OWNER) - 1, -1) if tree.lower[n] == "as"), None)
    source = tree.kid(verb, "nsubj")
    if opens is None or source is None or not opens < source < verb:
        return None
    if not (opens == first or tree.lower[opens - 1] in (*_SET_OFF, "”", '"')):
        return None
    behind = node + 2
    quote = context.quote_around(tree.start[behind] + 1) if context.opens_quote(behind) else None
    content = (quote.start, quote.end) if quote is not None else _around(context, opens, node)
    return Candidate(SAID, [verb, node], source, *content, verb) if content is not None else None


def _for_expert(context: Context, node: int) -> Candidate | None:
    """ "For Ann Doe, an analyst, the war is lost": so somebody whose trade is judging sees it; for anybody else it may be so."""
    tree, source = context.tree, context.tree.head[node]
    first, last = context.sentences[node]
    if node != first or tree.dep[node] != "case" or tree.pos[source] != "PROPN" or tree.base[source] != "obl":
        return None
    trades = [c for n in (source, *tree.kids(source, "flat", "appos")) for c in (n, *tree.kids(n, "appos", TITLE))]
    if not any(source_kinds().get(tree.lemma[c].lower()) == "expert" for c in trades):
        return None
    high = max(n for n in tree.subtree(source) if tree.pos[n] not in ("SPACE", "PUNCT"))
    told = high < last and tree.lower[high + 1] == "," and context.finite(high + 1, last)
    return Candidate(_HELD, [node], source, *context.trim(high + 2, last), node) if told else None


_FINDERS: dict[str, Callable[[Context, int], Candidate | None]] = {
    "according": _according,
    "in": _account,
    "by": _account,
    "from": _account,
    "per": _per,
    "it": _put_it,
    "for": _for_expert,
}


def _around(context: Context, low: int, high: int) -> Span | None:
    """The sentence or parenthesis around a phrase from token to token; without the phrase where it stands at an end."""
    tree = context.tree
    first, last = context.sentences[low]
    bracket = next((n for n in range(low - 1, first - 1, -1) if tree.lower[n] in "()"), None)
    if bracket is not None and tree.lower[bracket] == "(":
        first = bracket + 1
        last = next((n - 1 for n in range(low, last + 1) if tree.lower[n] == ")"), last)
    first, last = _between_others(context, low, high, first, last)
    before = [n for n in range(first, low) if tree.pos[n] != "PUNCT"]
    after = [n for n in range(high + 1, last + 1) if tree.pos[n] != "PUNCT"]
    if len(before) < 2 or tree.lower[low - 1] == "that":
        return context.trim(after[0], last) if after else None
    if not after or tree.form(after[0]) == "Ger" or tree.lower[high + 1] != ",":
        return context.trim(first, low - 1)
    return context.trim(first, last)


def _between_others(context: Context, low: int, high: int, first: int, last: int) -> tuple[int, int]:
    """The part of a sentence that is a phrase's own where another such phrase has the rest: "according to X A, and according to Y B"."""
    tree = context.tree
    behind = next((n for n in range(high + 1, last + 1) if tree.lower[n] == "according"), None)
    if behind is not None and tree.lower[behind - 1] in _JOINS:
        last = behind - 1
        while last > high and tree.lower[last] in _JOINS:
            last -= 1
    before = any(tree.lower[n] == "according" for n in range(first, low))
    return (low if before and tree.lower[low - 1] in _JOINS else first), last
