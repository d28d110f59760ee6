"""Articles from wherever they are to a corpus: files, tables, pages, feeds, archives and exports. Nothing is dropped in silence."""
