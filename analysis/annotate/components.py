"""Every component of the pipeline: importing this module makes their factories known to spaCy."""

from analysis.annotate import distancing, facts, steps, terms, usage, vocabulary  # noqa: F401
from analysis.annotate.agency import blame, events, predicates  # noqa: F401
from analysis.annotate.attribution import extractor, voices  # noqa: F401
from analysis.annotate.document import layout, masking, mentions, sentence_starts, sentences, spans  # noqa: F401
from analysis.annotate.sentiment import scores, tones  # noqa: F401
