"""Where HR writes a draft, looks after a published version, and edits the site's own pages.

A draft is saved as typed, errors and all, and each error is shown at its field; publishing alone needs a text
without errors. Begin with `drafts.py`.
"""
