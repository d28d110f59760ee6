"""What the parser is given to read: the words of a text, without its white space and its typography.

`hide_whitespace` stands first in the pipeline and `show_whitespace` last. What lies between them sees a Doc of words alone, so
that a line break or a double space changes no head, and quotation marks and dashes in one shape, so that curly, straight, single and double
quotes are parsed alike. The Doc that comes out is the one that went in, its text and offsets untouched; a white-space token
hangs on the word before it with the relation `dep`.

Sentences begin after a blank line, after a line break (unless the next line goes on in lower case), and wherever an earlier
component has set `is_sent_start`. Within a line none begins right after a plain word or a comma; elsewhere the parser decides.
"""

from collections.abc import Sequence

import numpy as np
from spacy.attrs import DEP, HEAD, LEMMA, MORPH, POS, TAG
from spacy.language import Language
from spacy.tokens import Doc, Token

from analysis.parser.tokens import NO_WIDTH

COPIED = [HEAD, DEP, TAG, POS, MORPH, LEMMA]
ORIGINAL = "framing.parser.original"
DIRECTIONS = "framing.parser.directions"  # in `user_data` of the words alone: `directions`
BY_SHAPE = {"“": 1, "„": 1, "«": 1, "``": 1, "”": -1, "»": -1, "''": -1}
PLAIN = str.maketrans(
    dict.fromkeys("“”„‟«»″", '"') | dict.fromkeys("‘’‚‛′´`", "'") | dict.fromkeys("‐‑‒–", "-") | {"—": "--", "―": "--", "…": "...", "\xad": ""}
)  # fmt: skip


def plain(form: str) -> str:
    """The form with straight quotes, ASCII dashes and three dots for an ellipsis. Never empty."""
    if form in ("``", "''"):
        return '"'
    return form if form.isascii() else form.translate(PLAIN) or form


def breaks(gap: str, following: str) -> bool:
    """Whether white space between two words ends a sentence."""
    lines = gap.count("\n")
    return lines > 1 or (lines == 1 and not following[:1].islower())


def directions(tokens: Sequence[Token]) -> list[int]:
    """Of each word 1 where it is a quotation mark that opens, -1 where it is one that closes, 0 otherwise: by its shape, else by the space
    around it, else by whether the mark before it in its line opened. A single mark opens only with space before it and none behind, and
    closes only where one has opened: elsewhere it is an apostrophe."""
    found = [0] * len(tokens)
    marks = [i for i, token in enumerate(tokens) if plain(token.text) in ('"', "'")]
    text = tokens[0].doc.text if marks else ""
    last, single, end = -1, False, 0
    for i in marks:
        token = tokens[i]
        before = tokens[i - 1] if i else None
        after = tokens[i + 1] if i + 1 < len(tokens) else None
        if "\n" in text[end : token.idx]:
            last, single = -1, False
        end = token.idx
        glued = before is not None and before.idx + len(before) == token.idx
        free = after is None or token.idx + len(token) < after.idx
        if plain(token.text) == '"':
            last = BY_SHAPE.get(token.text) or (1 if not glued and not free else -1 if glued and free else -last)
            found[i] = last
            continue
        loose = after is None or free or not after.text[:1].isalnum()
        if (glued and loose) if single else (not glued and not free):
            single = not single
            found[i] = 1 if single else -1
    return found


def ends_nothing(word: str) -> bool:
    """Whether no sentence of a line ends with a word: it is letters, or a comma or an opening mark."""
    return word[-1].isalpha() or word[-1] in ",([{"


def is_blank(token: Token) -> bool:
    """Whether a token is white space or has no width."""
    return token.is_space or not token.text.strip(NO_WIDTH)


@Language.component("hide_whitespace", assigns=["token.is_sent_start"])
def hide_whitespace(doc: Doc) -> Doc:
    """A Doc of the words alone, sentence starts set at paragraphs; the original is kept in its `user_data`."""
    words: list[str] = []
    spaces: list[bool] = []
    starts: list[bool | int | None] = []
    gap, wanted = "", False
    for token in doc:
        if is_blank(token):
            gap, wanted = gap + token.text, wanted or bool(token.is_sent_start and token.i)
            continue
        begins = not words or wanted or (bool(token.is_sent_start) and token.i > 0) or breaks(gap, token.text)
        within = bool(words) and "\n" not in gap and ends_nothing(words[-1])
        starts.append(True if begins else False if within else None)
        words.append(plain(token.text))
        spaces.append(bool(token.whitespace_))
        gap, wanted = "", False
    points = directions([token for token in doc if not is_blank(token)])
    words = ['"' if point else word for word, point in zip(words, points, strict=True)]
    hidden = Doc(doc.vocab, words=words, spaces=spaces, sent_starts=starts)
    hidden.user_data[ORIGINAL] = doc
    hidden.user_data[DIRECTIONS] = points
    return hidden


@Language.component("show_whitespace")
def show_whitespace(hidden: Doc) -> Doc:
    """The original Doc with the annotation of its words."""
    doc: Doc = hidden.user_data.pop(ORIGINAL)
    words = [token.i for token in doc if not is_blank(token)]
    if not words:
        return doc
    place = np.array(words)
    found = hidden.to_array(COPIED)
    rows = np.zeros((len(doc), len(COPIED)), dtype="uint64")
    rows[place, 1:] = found[:, 1:]
    heads = np.arange(len(hidden)) + found[:, 0].astype("int64")
    rows[place, 0] = (place[heads] - place).astype("uint64")
    for token in doc:
        if is_blank(token):
            nearest = place[max(int(np.searchsorted(place, token.i)) - 1, 0)]
            strings = doc.vocab.strings
            rows[token.i] = [
                np.int64(nearest - token.i).astype("uint64"),
                strings.add("dep"),
                strings.add("_SP"),
                strings.add("SPACE"),
                0,
                token.orth,
            ]
    doc.from_array(COPIED, rows)  # type: ignore[arg-type]  # an array; the stub asks for a protocol of thinc
    return doc
