"""How words hang together: one grammar over Universal Dependencies for every measure.

Importing this package declares `doc._.tree`, the mended tree of a parsed document. It is made when first asked for and lives as
long as its document, beside it: a document is copied, stored and sent to another process without it. Where the parse has changed
since, it is made anew.
"""

from weakref import WeakKeyDictionary

from spacy.attrs import DEP, HEAD, LEMMA, MORPH, POS, SENT_START
from spacy.tokens import Doc

from analysis.syntax.mending import mend
from analysis.syntax.tree import Tree

# From these all else follows that a tree is made of.
_MADE_OF = [LEMMA, POS, MORPH, DEP, HEAD, SENT_START]
_TREES: WeakKeyDictionary[Doc, tuple[bytes, Tree]] = WeakKeyDictionary()


def tree_of(doc: Doc) -> Tree:
    """The tree of a document as it is parsed now."""
    parsed = doc.to_array(_MADE_OF).tobytes()
    mentions = doc._.mentions if doc.has_extension("mentions") else ()
    kept = _TREES.get(doc)
    if kept is None or kept[0] != parsed:
        kept = _TREES[doc] = parsed, mend(Tree(doc, mentions))
    kept[1].settle(mentions)
    return kept[1]


Doc.set_extension("tree", getter=tree_of, force=True)
