"""Everything that makes a shipped model or list; imported by nothing else."""
