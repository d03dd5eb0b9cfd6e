"""The laws that are shown beside the text: those of the release, and those that HR has changed or added.

They are in no clause and no digest, so a change of law asks nobody again. Begin with `register.py`.

- A law of the release that HR has not changed has no row: the file `content/laws.toml` alone says what it is
  (`law_file.py`), and the next release may say something else.
- Each save of HR adds a row (`save.py`); the newest one of a law counts. It keeps what the release said then, so that a
  later release that says something else is noticed.
- Every row has a stamp. Readers' pages read the newest stamp along with the editions; the rows are read once for each
  stamp and process.
"""
