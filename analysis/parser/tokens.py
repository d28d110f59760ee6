"""Words as Universal Dependencies cuts them where spaCy's English rules cut otherwise.

A run of one mark is one token ("!!", "***", "====", "<<"); a prefix stays on its word ("pro-government", "re-elected", while
"three-year" is three tokens); dates and telephone numbers stay whole, and so do some abbreviations. Two sentences without a space
between them, as scraped text has them ('... it said."Nobody came', 'No way backThe army ...'), are cut apart.
"""

import re
from collections.abc import Callable
from itertools import pairwise

from spacy.lang.char_classes import ALPHA, ALPHA_LOWER, ALPHA_UPPER
from spacy.language import Language
from spacy.symbols import ORTH
from spacy.tokenizer import Tokenizer
from spacy.tokens import Doc
from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex, registry

from analysis.paragraphs import RUN_TOGETHER

NO_WIDTH = "\u200b\u200c\u200d\u2060\ufeff"  # zero-width spaces and joiners, byte-order marks: they cling to words and hide them
RUNS = (
    r"[!?]{2,}",
    r"\.[!?]+",
    r"\*{2,}",
    r"={2,}",
    r"_{2,}",
    r"<{2,}",
    r">{2,}",
    r"~{2,}",
    r"#{2,}",
    r"\+{2,}",
    "―",
    f"[{NO_WIDTH}]+",
)
GLUED = (
    rf"(?<=[{ALPHA_LOWER}\d])[\"”](?=[.!?][\"“]?[{ALPHA_UPPER}])",
    rf"(?<=[{ALPHA_LOWER}\d\"”)])[.!?](?=[\"“”]?[{ALPHA_UPPER}])",
    rf"(?<=[{ALPHA_UPPER}]{{2}})[.!?](?=[\"“”]?[{ALPHA_UPPER}][{ALPHA_LOWER}])",
    rf"(?<=[.!?])[\"“”](?=[\"“]?[{ALPHA_UPPER}])",
    rf"(?<=[.!?][\"”])[\"“](?=[{ALPHA_UPPER}])",
    RUN_TOGETHER,
)
PREFIXES = [
    "anti",
    "arch",
    "bi",
    "co",
    "counter",
    "cross",
    "cyber",
    "de",
    "dis",
    "e",
    "ex",
    "extra",
    "hyper",
    "infra",
    "inter",
    "intra",
    "mal",
    "meta",
    "micro",
    "mid",
    "mini",
    "mis",
    "multi",
    "neo",
    "non",
    "pan",
    "para",
    "post",
    "pre",
    "pro",
    "proto",
    "pseudo",
    "quasi",
    "re",
    "semi",
    "sub",
    "super",
    "supra",
    "trans",
    "tri",
    "ultra",
    "un",
    "under",
    "vice",
]
ABBREVIATIONS = ("Lt.", "Ft.", "Col.", "Capt.", "Sgt.", "Maj.", "Cmdr.", "Brig.", "Adm.", "approx.", "al.")
# The flag stands in the pattern: a tokenizer on disk keeps nothing but the pattern.
_WHOLE = re.compile(rf"(?i)(?:(?:{'|'.join(PREFIXES)})-[{ALPHA}]+|\d+(?:-\d+){{2,}}|\d{{3}}-\d{{4}})$")


# Letters and marks without a space between them. Every mark at the end of a stretch makes spaCy look through the whole of it, which is
# quadratic; what is longer than this is no word and no web address, and is cut.
LONGEST_STRETCH = 500
_STRETCH = re.compile(rf"\S{{{LONGEST_STRETCH}}}(?=\S)")


class StretchTokenizer(Tokenizer):
    """spaCy's tokenizer in time linear in the text, whatever it holds."""

    def __call__(self, text: str) -> Doc:
        cuts = [0, *(m.end() for m in _STRETCH.finditer(text)), len(text)]
        if len(cuts) == 2:
            return super().__call__(text)
        parts = [super(StretchTokenizer, self).__call__(text[start:end]) for start, end in pairwise(cuts)]
        tokens = [token for part in parts for token in part]
        return Doc(self.vocab, [token.text for token in tokens], [bool(token.whitespace_) for token in tokens])


@registry.tokenizers("framing.tokenizer.v1")
def create_tokenizer() -> Callable[[Language], Tokenizer]:
    """For the config of the shipped pipeline: spaCy's English rules with the differences above."""

    def make(nlp: Language) -> Tokenizer:
        defaults = nlp.Defaults
        exceptions = dict(defaults.tokenizer_exceptions or {}) | {a: [{ORTH: a}] for a in ABBREVIATIONS}
        prefixes, suffixes, infixes = (x or () for x in (defaults.prefixes, defaults.suffixes, defaults.infixes))
        return StretchTokenizer(
            nlp.vocab,
            rules=exceptions,
            prefix_search=compile_prefix_regex([*RUNS, *prefixes]).search,
            suffix_search=compile_suffix_regex([*RUNS, *suffixes]).search,
            infix_finditer=compile_infix_regex([*GLUED, *infixes]).finditer,
            token_match=_WHOLE.match,
            url_match=defaults.url_match,
        )

    return make
