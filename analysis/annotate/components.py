"""Every component of the pipeline: importing this module makes their factories known to spaCy.

`STEPS` are those that need the codebook, in the order of the flow: a component reads only what those before it have written.
"""

from analysis.annotate import facts, terms  # noqa: F401
from analysis.annotate.agency import blame, events  # noqa: F401
from analysis.annotate.attribution import extractor, voices  # noqa: F401
from analysis.annotate.document import layout, masking, mentions, sentences  # noqa: F401
from analysis.annotate.sentiment import scores  # noqa: F401

STEPS = ("mentions", "attribution", "voices", "events", "blame", "terms", "sentiment", "facts")
