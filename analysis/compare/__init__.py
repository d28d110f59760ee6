"""Tables to estimates with their uncertainty. Only `reuse` looks at text, to find copies."""
