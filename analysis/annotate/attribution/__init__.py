"""Who says what: cues, contents, sources, quotations, and the voice of every character."""
