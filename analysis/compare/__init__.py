"""Tables to estimates with their uncertainty. Only `reuse` and `own_words` look at text."""
