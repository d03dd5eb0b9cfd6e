"""Handbooks as versioned text: drafts, published versions, translations, search, files in and out.

A section is a row of numbered versions. A draft is a `Version` without a number: its texts are in
modeltranslation's columns, as typed, with their errors. Publishing numbers it and inserts frozen rows: an `Edition`
for each language, a `ClauseText` for each clause and language, a `Change` for each clause that differs. Readers,
completions and comparisons see frozen rows alone, and stored HTML: no Markdown of a handbook is rendered while a
reader waits.

- A clause keeps its id for good, the same in every language. Title and key message are compared as clauses too,
  with the ids `title` and `message`.
- Origin, audience and laws are written in the source alone and hold for all languages. The first two are part of a
  clause's digest, laws are not: law boxes (`laws.py`) are shown beside the text, and a change of law asks nobody
  again.
- A change has a kind. HR chooses it for each change: correction, clarification or new rule. It can be changed later
  by another `Change` row, without touching what was completed (`versions/reclassify.py`).
- A quiz is text of its version (`quizzes.py`). A faulty question is withdrawn in its words
  (`models/questions.py`).
- The site's own pages (`site_pages.py`) have no versions or drafts: each saving adds a `PageText`, the newest is
  shown on all nodes at once, and without one the file below content/pages.
- The search reads two derived tables, `Word` and `Occurrence`, that `search_index.py` renews inside the publishing
  transaction.
- The apps above are told by one signal (`signals.py`) and asked nothing.

Begin with `models/versions.py` and `models/editions.py`, then `versions/publish.py`, then
`public/reader_editions.py`.
"""
