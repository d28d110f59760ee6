"""What is known of English words: one lexicon of verbs and nouns, inflection, closed classes. Data and its readers; no tree."""
