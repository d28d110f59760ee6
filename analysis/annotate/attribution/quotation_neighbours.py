"""The cue or the name beside a quotation that no cue has taken."""

from analysis.annotate.attribution import cues, source_kinds, source_spans, sources
from analysis.annotate.attribution.attributed import Attributed
from analysis.annotate.attribution.candidates import Candidate
from analysis.annotate.attribution.context import Context
from analysis.annotate.attribution.cues import SAID, Cue
from analysis.annotate.attribution.quotation_marks import Quote
from analysis.annotate.document.sentences import block_at
from analysis.syntax.tree import Tree

_SHORT_QUOTE = 4  # words; a shorter quotation that nobody is said to have uttered is a scare quote
_LONGEST_LABEL = 6  # words before a colon
_NEAR = 12  # tokens
_GOES_ON = (",", "―", "—", "–", "--")
_DASHES = ("―", "—", "–", "--", "-")


def cue_beside(context: Context, quote: Quote, attributed: Attributed) -> Candidate | None:
    """A cue of speech beside the quotation in its sentence that has no other content."""
    tree = context.tree
    for node in _beside(context, quote):
        verb = cues.of_verb(tree, node) or _unlisted(context, node, quote)
        if verb is None or verb[0].kind != "speech" or attributed.is_cue(node) or context.relays.is_cue(tree, node):
            continue
        source = sources.subject(tree, node)
        if source is not None and not quote.start < tree.start[source] < quote.end:
            return Candidate(verb[0], verb[1], source, quote.start, quote.end, node, context.relays.outlets.get(node))
    return None


def _beside(context: Context, quote: Quote) -> list[int]:
    """The tokens of the quotation's paragraph near its ends, those behind it up to the next sentence first, the nearest first."""
    tree = context.tree
    block = block_at(context.doc, quote.start)
    low, high = (block.start, block.end) if block else (0, len(tree.text))
    first, last = context.token_at(quote.start), context.token_at(quote.end - 1)
    after = [n for n in range(last + 1, min(last + _NEAR + 1, tree.size)) if tree.start[n] < high]
    led_up_to = tree.lower[max(first - 1, 0)] in (":", ",")
    begun = context.sentences[first - 1 if led_up_to else first][0]
    before = [n for n in range(first - 1, max(first - _NEAR - 1, begun - 1), -1) if tree.start[n] >= low]
    end = next((i for i, n in enumerate(after) if n == context.sentences[n][0]), len(after))
    return after[: max(end, 4)] + before


def _unlisted(context: Context, node: int, quote: Quote) -> tuple[Cue, list[int]] | None:
    """Any finite verb that stands where a cue does: '"...," X demurred', 'X demurred: "..."'."""
    tree, text = context.tree, context.tree.text
    if tree.pos[node] != "VERB" or tree.form(node) != "Fin" or not begins_sentence(context, quote):
        return None
    source = tree.kid(node, "nsubj")
    if source is None or tree.pos[source] not in ("PROPN", "PRON", "NOUN"):
        return None
    low, high, _ = context.cue_with_source(node, source)
    right_after = tree.start[low] >= quote.end and not text[quote.end : tree.start[low]].strip()
    after = tree.end[high] <= quote.start and text[tree.end[high] : quote.start].strip() in (":", ",")
    return (SAID, [node]) if right_after and text[quote.end - 2] in ",?!" or after else None


def name_beside(context: Context, quote: Quote, attributed: Attributed) -> Candidate | None:
    """'Name: "..."' at the beginning of a sentence or line, and '"..." — Name' at the end of one."""
    tree, mark = context.tree, context.token_at(quote.start) - 1
    while mark > 0 and not tree.lower[mark].strip():
        mark -= 1
    first = context.sentences[mark][0]
    if mark > 0 and tree.lower[mark] == ":" and 0 < mark - first <= _LONGEST_LABEL:
        before = range(mark - 1, first - 1, -1)
        name = next((n for n in before if tree.pos[n] == "PROPN" or source_kinds.is_person(tree, n)), None)
        if any(m.kind == "contested" for m in tree.named(tree.start[first], tree.end[mark])):
            return None  # "The vale: 'Nobody will leave'": what it is about
        return _of_name(context, quote, mark, name) if name is not None else None
    mark = context.token_at(quote.end)
    while mark + 1 < tree.size and not tree.lower[mark].strip() and "\n" not in tree.lower[mark]:
        mark += 1
    if mark + 1 < tree.size and tree.lower[mark] in _DASHES and tree.pos[mark + 1] == "PROPN":
        return _of_name(context, quote, mark, mark + 1)
    return None


def _of_name(context: Context, quote: Quote, mark: int, name: int) -> Candidate:
    return Candidate(SAID, [mark], source_spans.head_of_name(context.tree, name), quote.start, quote.end, mark)


def cue_inside(context: Context, quote: Quote, attributed: Attributed) -> Candidate | None:
    """A closing mark that comes too late and takes in name and cue ('"A, X said".')."""
    tree, node = context.tree, context.token_at(quote.end - 1) - 1
    verb = cues.of_verb(tree, node) if node > 0 and tree.form(node) == "Fin" else None
    if verb is None or verb[0].kind != "speech" or not is_long(context, quote):
        return None
    comma = node - 1
    while comma > 0 and tree.pos[comma] in ("PROPN", "ADV", "AUX"):
        comma -= 1
    name = next((n for n in range(comma + 1, node) if tree.pos[n] == "PROPN"), None)
    if tree.lower[comma] != "," or name is None:
        return None
    return Candidate(verb[0], verb[1], source_spans.head_of_name(tree, name), quote.start, tree.end[comma - 1], node)


def may_report(tree: Tree, verb: int) -> bool:
    """Whether a verb may have its own content: it is finite or a cue."""
    return tree.form(verb) == "Fin" or cues.of_verb(tree, verb) is not None


def behind_comma(tree: Tree, node: int) -> bool:
    """Whether a sentence goes on after a comma or a dash, or after such and a conjunction or adverb (", and still ...")."""
    while tree.pos[node] in ("CCONJ", "ADV", "PART"):
        node -= 1
    return tree.lower[node] in _GOES_ON


def begins_sentence(context: Context, quote: Quote) -> bool:
    """Whether the quotation begins a sentence: then it is speech, not a borrowed phrase."""
    text, place = context.tree.text, quote.start
    while place and text[place - 1] in " \t":
        place -= 1
    return not place or text[place - 1] in '.!?\n”":»)'


def is_long(context: Context, quote: Quote) -> bool:
    """Whether a quotation is longer than a borrowed word or two."""
    return len(context.tree.text[quote.start : quote.end].split()) > _SHORT_QUOTE
