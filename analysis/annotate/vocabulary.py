"""Which words a text has, so that a step which asks no more of it need not read its tokens again."""

from string import punctuation

from spacy.tokens import Doc

from analysis.annotate.steps import Make, step
from analysis.codebook import Codebook
from analysis.schema import Vocabulary
from analysis.syntax.tree import Tree


@step("vocabulary")
def make_vocabulary(codebook: Codebook) -> Make:
    """Write `doc._.vocabulary`."""
    return lambda doc: [Vocabulary(" ".join(sorted(_words(doc._.tree))))]


def _words(tree: Tree) -> set[str]:
    """Tokens, lemmas, and words as VADER cuts them, which are not always tokens."""
    cut = (word.strip(punctuation) for word in set(tree.text.lower().split()))
    found = {*tree.lower, *map(str.lower, set(tree.lemma)), *cut}
    return set(" ".join(found).split())


def words_of(doc: Doc) -> set[str]:
    """The words of a document's text, and their lemmas."""
    return {word for row in doc._.vocabulary for word in row.words.split()}
