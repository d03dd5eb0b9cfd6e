"""Where HR writes, reviews and publishes a draft, looks after a published version, and edits the site's own pages.

A draft is saved as typed, errors and all, and each error is shown at its field; publishing alone needs a text
without errors. The number on the button of the review page must be the number that the server works out. Begin with
`drafts.py`.
"""
