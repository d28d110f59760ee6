"""The corpus of all notebooks, chosen here once: `$FRAMING_CORPUS` and `$FRAMING_CODEBOOK`, or what stands below.

Paths are seen from the project's folder. A corpus names its codebook; another one takes its place where it is given here. Parameters of
papermill (`-p CORPUS ...`) override both for one notebook.
"""

import os
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
CORPUS = PROJECT / os.environ.get("FRAMING_CORPUS", "corpus/nagorno-karabakh")
CODEBOOK = PROJECT / os.environ["FRAMING_CODEBOOK"] if os.environ.get("FRAMING_CODEBOOK") else None
