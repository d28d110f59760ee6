"""A corpus annotated in partitions, in processes of their own: no article can stop, slow down or lose another."""
