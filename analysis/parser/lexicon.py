"""What a dictionary knows of a word: its parts of speech, the class of its verb and of its noun, what its verb takes, whether it is a
given or a family name.

The treebanks are small: one word in ten of a news text is not in them. A parser that only sees such a word's letters guesses
"shelled" to be an adjective and a foreign name to be a compound. `LexicalClasses` gives each word three classes for the network to
read beside its letters (semantic classes in parsing: Agirre et al., ACL-HLT 2011).

The table is made by `analysis.training.dictionary`. Words are kept as hashes.
"""

from pathlib import Path

import numpy as np
from spacy.attrs import LOWER
from spacy.tokens import Doc

TABLE = Path(__file__).parent / "lexicon.npz"


class LexicalClasses:
    """The table: for a word's hash its parts of speech with its verb's class, the class of its noun in lower case and as a name, its
    flags as a name, and what its verb takes."""

    def __init__(self, path: Path = TABLE):
        with np.load(path) as saved:
            self.keys, self.values = saved["keys"], saved["values"]  # sorted uint64; (n, 5) uint16

    def classes(self, doc: Doc) -> np.ndarray:
        """Three classes of each word: words × 3, whole numbers from 1."""
        lower = doc.to_array([LOWER]).reshape(-1)
        place = np.minimum(np.searchsorted(self.keys, lower), len(self.keys) - 1)
        found = np.where((self.keys[place] == lower)[:, None], self.values[place], 0).astype("int64")
        capital = np.array([token.text[:1].isupper() for token in doc], dtype=bool)
        noun = np.where(capital, found[:, 2] + 1000 * (1 + found[:, 3]), found[:, 1])
        return np.stack([found[:, 0] + 1, noun + 1, found[:, 4] + 1], axis=1)
