"""More kinds of text than the treebanks hold: headlines, capitals, lower case, missing full stops.

Each function takes a sentence and gives a changed one with a tree that is still right, or null where it has nothing to change.
Typography needs no augmentation: training and use see it in one shape (`whitespace.plain`).
"""

import random
from collections.abc import Callable, Iterator
from dataclasses import replace

from analysis.training.conllu import Sentence, Word

FINAL = (".", "!", "?")
QUOTES = ('"', "'", "``", "''")
# Words that English headlines keep small.
SMALL = frozenset(
    [
        "a",
        "an",
        "and",
        "as",
        "at",
        "but",
        "by",
        "for",
        "from",
        "in",
        "into",
        "of",
        "off",
        "on",
        "or",
        "over",
        "the",
        "to",
        "up",
        "with",
    ]
)


def keep(sentence: Sentence, which: list[bool]) -> Sentence | None:
    """The sentence without some words; null where a dropped word has a dependent that stays, or nothing would be left."""
    if not any(which) or any(not which[w.head] for i, w in enumerate(sentence.words) if which[i]):
        return None
    index: dict[int, int] = {}
    kept = []
    for i, stays in enumerate(which):
        if stays:
            index[i] = len(index)
    for i, word in enumerate(sentence.words):
        if which[i]:
            kept.append(replace(word, head=index[word.head]))
        elif kept and word.space and not kept[-1].space:
            kept[-1] = replace(kept[-1], space=True)
    return sentence.with_words(kept)


def no_final_mark(sentence: Sentence) -> Sentence | None:
    """Without the full stop, as in a headline or a list."""
    if len(sentence.words) < 3 or sentence.words[-1].form not in FINAL:
        return None
    return keep(sentence, [True] * (len(sentence.words) - 1) + [False])


def _forms(sentence: Sentence, change: Callable[[Word, int], str]) -> Sentence:
    return sentence.with_words([replace(w, form=change(w, i)) for i, w in enumerate(sentence.words)])


def lower_case(sentence: Sentence) -> Sentence | None:
    """All in lower case."""
    return _forms(sentence, lambda w, i: w.form.lower())


def capitals(sentence: Sentence) -> Sentence | None:
    """All in capitals."""
    return _forms(sentence, lambda w, i: w.form.upper())


def title_case(sentence: Sentence) -> Sentence | None:
    """Capitals as in a headline."""
    return _forms(sentence, lambda w, i: w.form if i and w.form.lower() in SMALL else w.form[:1].upper() + w.form[1:])


def headline(sentence: Sentence) -> Sentence | None:
    """A headline of a sentence: articles, passive and progressive auxiliaries and copulas are left out, the full stop too.

    "Dozens were killed in the attack." becomes "Dozens killed in attack": the participle keeps its `nsubj:pass`.
    """
    words = sentence.words
    verb = next((i for i, w in enumerate(words) if w.dep == "root" and w.upos in ("VERB", "NOUN", "ADJ")), None)
    if verb is None or len(words) > 25 or not any(w.dep.startswith("nsubj") and w.head == verb for w in words):
        return None
    if any(w.upos == "PRON" and w.dep.startswith("nsubj") and w.head == verb for w in words):
        return None
    which = [not _left_out(w, verb) for w in words]
    if words[-1].form in FINAL:
        which[-1] = False
    return keep(sentence, which)


def quoted(sentence: Sentence) -> Sentence | None:
    """The whole sentence in quotation marks, which hang on its root as UD has it; the full stop stands inside."""
    words = sentence.words
    root = next((i for i, w in enumerate(words) if w.dep == "root"), None)
    if root is None or len(words) < 3 or any(w.form in QUOTES for w in words) or words[-1].form not in FINAL:
        return None
    mark = Word('"', '"', "PUNCT", "``", "", root + 1, "punct", False)
    moved = [replace(w, head=w.head + 1) for w in words]
    moved[-1] = replace(moved[-1], space=False)
    return sentence.with_words([mark, *moved, replace(mark, xpos="''", space=True)])


def _left_out(word: Word, verb: int) -> bool:
    if word.dep == "det" and word.form.lower() in ("a", "an", "the"):
        return True
    return (
        word.head == verb
        and word.dep in ("aux:pass", "cop")
        or (word.dep == "aux" and word.lemma == "be" and word.head == verb)
    )


CHANGES: tuple[tuple[float, Callable[[Sentence], Sentence | None]], ...] = (
    (0.06, no_final_mark), (0.03, lower_case), (0.02, capitals), (0.03, title_case), (0.08, quoted), (0.05, headline),
)  # fmt: skip
# Passives are rare in the treebanks and their headlines are what the suite must not get wrong: they are made more often.
PASSIVE_HEADLINES = 0.3


def augment(sentences: list[Sentence], rng: random.Random) -> Iterator[Sentence]:
    """Each sentence, sometimes changed; a headline is often set in title case too."""
    for sentence in sentences:
        changed = None
        if any(w.dep == "aux:pass" for w in sentence.words) and rng.random() < PASSIVE_HEADLINES:
            changed = _title_case_at_times(headline(sentence), rng)
        else:
            change = _draw(rng)
            changed = change(sentence) if change else None
            if change is headline:
                changed = _title_case_at_times(changed, rng)
        yield changed or sentence


def _draw(rng: random.Random) -> Callable[[Sentence], Sentence | None] | None:
    draw = rng.random()
    for share, change in CHANGES:
        if draw < share:
            return change
        draw -= share
    return None


def _title_case_at_times(sentence: Sentence | None, rng: random.Random) -> Sentence | None:
    return title_case(sentence) if sentence and rng.random() < 0.4 else sentence
