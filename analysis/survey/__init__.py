"""Looking at a corpus with a codebook that is being written: what its patterns find, and what they miss. Measures nothing."""
