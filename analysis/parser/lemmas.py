"""Lemmas: a table learnt from the treebanks, and the regular inflections of English for words that are not in it.

The table maps (part of speech, lower-case form) to the commonest lemma. A form that is not in it is undone by rule: each rule's
result counts only if it is a lemma that the treebanks know; failing that, spelling decides.
"""

import json
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc

RULES: dict[str, tuple[tuple[str, str], ...]] = {
    "NOUN": (("ies", "y"), ("ves", "f"), ("men", "man"), ("xes", "x"), ("ches", "ch"), ("shes", "sh"), ("sses", "ss"), ("s", "")),
    "VERB": (("ies", "y"), ("ied", "y"), ("ying", "ie"), ("es", "e"), ("es", ""), ("s", ""), ("ed", "e"), ("ed", ""), ("ing", "e"), ("ing", "")),
    "ADJ": (("ier", "y"), ("iest", "y"), ("er", "e"), ("est", "e"), ("er", ""), ("est", "")),
}  # fmt: skip
RULES |= {"AUX": RULES["VERB"], "ADV": RULES["ADJ"]}
VOWELS = "aeiou"


class Lemmas:
    """Finds the lemma of a word from its form and part of speech."""

    def __init__(self, table: dict[str, dict[str, str]]):
        self.table = table
        self.known = {pos: set(forms.values()) for pos, forms in table.items()}

    @classmethod
    def learn(cls, words: Iterable[tuple[str, str, str]]) -> "Lemmas":
        """From (form, part of speech, lemma) of every word of the treebanks. A lemma that the rules find anyway is kept too: it
        makes the known lemmas."""
        counts: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
        for form, pos, lemma in words:
            if pos not in ("PROPN", "PUNCT", "NUM", "SYM", "X") and lemma != "_":
                counts[pos, form.lower()][lemma.lower() if lemma != "I" else lemma] += 1
        table: dict[str, dict[str, str]] = defaultdict(dict)
        for (pos, form), lemmas in sorted(counts.items()):
            table[pos][form] = min(lemmas, key=lambda lemma: (-lemmas[lemma], lemma))
        return cls(dict(table))

    def __call__(self, form: str, pos: str, tag: str) -> str:
        if pos == "PROPN":
            return form
        lower = form.lower()
        found = self.table.get(pos, {}).get(lower)
        if found is not None:
            return found
        if pos not in RULES or tag in ("NN", "VB", "VBP", "JJ", "RB"):
            return lower
        return self._by_rule(lower, pos)

    def _by_rule(self, form: str, pos: str) -> str:
        known = self.known.get(pos, set()) | (self.known.get("VERB", set()) if pos == "AUX" else set())
        candidates = [
            form[: -len(end)] + new for end, new in RULES[pos] if form.endswith(end) and len(form) > len(end) + 1
        ]
        undoubled = [c[:-1] for c in candidates if len(c) > 3 and c[-1] == c[-2] and c[-1] not in VOWELS]
        for candidate in [*candidates, *undoubled]:
            if candidate in known:
                return candidate
        return _by_spelling(form, candidates, undoubled) if pos == "VERB" else (candidates[0] if candidates else form)


def _by_spelling(form: str, candidates: list[str], undoubled: list[str]) -> str:
    """The likeliest stem of an unknown verb form: a doubled consonant is undone (not ss, ll, zz), a bare consonant after a single vowel
    letter, and c, g, s, u, v, z, take an e."""
    if not candidates:
        return form
    bare = next((c for c in reversed(candidates) if not c.endswith("e")), candidates[0])
    if undoubled and bare[-1] not in "slzf":
        return undoubled[-1]
    with_e = len(bare) > 2 and (
        bare[-1] in "cgsuvz"
        and bare[-2:] not in ("ss", "zz", "ng")
        or (bare[-1] not in VOWELS + "wxy" and bare[-2] in VOWELS and bare[-3] not in VOWELS and len(bare) < 6)
    )
    return bare + "e" if with_e and not form.endswith("s") else bare


@Language.factory("treebank_lemmatizer", assigns=["token.lemma"])
class TreebankLemmatizer:
    """The component: writes `token.lemma_`. Saved as one JSON file."""

    def __init__(self, nlp: Language, name: str):
        self.lemmas = Lemmas({})

    def __call__(self, doc: Doc) -> Doc:
        for token in doc:
            token.lemma_ = self.lemmas(token.text, token.pos_, token.tag_)
        return doc

    def to_disk(self, path: Path | str, exclude: Iterable[str] = ()) -> None:
        Path(path).mkdir(parents=True, exist_ok=True)
        content = json.dumps(self.lemmas.table, ensure_ascii=False, sort_keys=True, indent=0)
        (Path(path) / "lemmas.json").write_text(content, encoding="utf-8")

    def from_disk(self, path: Path | str, exclude: Iterable[str] = ()) -> "TreebankLemmatizer":
        self.lemmas = Lemmas(json.loads((Path(path) / "lemmas.json").read_text(encoding="utf-8")))
        return self
