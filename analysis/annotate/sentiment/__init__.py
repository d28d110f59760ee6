"""Sentiment of sentences, and tone towards each side."""
