"""Tables to estimates with their uncertainty. Nothing here looks at text."""
