"""Tables to estimates with their uncertainty. Only `reuse` and `keyness` look at text."""
