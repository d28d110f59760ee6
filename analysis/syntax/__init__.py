"""How words hang together: one grammar over Universal Dependencies for every measure."""
