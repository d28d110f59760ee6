"""Who does what to whom: harmful acts, their parties, how the text presents them, and blame."""
