"""Text to tables, each step a spaCy component. What they write on a document are lists of records (see analysis.schema).

Importing this package declares the lists on Doc, and lets records be stored with their document (`doc.to_bytes`, DocBin).
"""

from analysis.annotate import records

records.register()
