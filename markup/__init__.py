"""The text format: parses sections, quizzes and site pages into values; renders, digests, validates and compares them.

Text goes in; frozen values, safe HTML, digests and error lists come out. Rules for every module here:

- Pure: no database, no clock, no file system. Of Django only `gettext` is used.
- Parsing never raises, on any input: errors are collected in `Notes` and returned beside the value.
- All errors of all files are reported at once, each with file, line and cause.

Begin with `section/parser.py` and `quiz/parser.py`; `error_messages.py` lists everything that can be wrong.

- `section/`: a section's text: front matter, clause markers, blocks, HTML, digests; also the site's own pages
- `quiz/`: a section's questions: parser, writer, digests, validation against the section
- `clause_ids/`: matches the clauses of a new text with those of the earlier one, so that each keeps its id
- `diff/`: differences between two texts, for reading, and whether a change looks like a correction of language
- `search/`: words, stems and scores of the full-text search
"""
