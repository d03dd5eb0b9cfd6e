"""Which languages of a section its readers are shown, and what is outdated in them.

A translation remembers the digest of the source it was made from: it is outdated when that digest is no longer the
source's, never by date. Frozen rows keep these facts; today's kinds and `TranslationCheck`s decide the rest, so a
correction of the source leaves translations current, and reclassifying moves readers at once. An older version is
shown in the languages that were available when it was published. If a clause that applies to the reader is missing
or outdated, the whole section and its quiz are shown in the source language; a question that is, is asked in it alone
(`questions.py`). A person says that a
translation matches, in the files (`check_content --confirm`), in the draft, or clause by clause of what is
published (`confirm.py`): the last needs no version, and is exported as `from`; title and key message have no
`from`, so a check of them is in the files once nothing else of that text is outdated. Begin with `status.py`.
"""
