"""HR's desk in Django's admin: texts, handbooks, requirements, receipts. No models of its own.

It lies above the courses, so that a page before publishing can ask how many would be concerned. `admin.py` imports
every module that registers a model. Addresses are those of the admin (`admin:handbook_version_review`), templates
are in templates/backoffice. Rows have their permissions in `people/admin_permissions.py`, pages of the editor in
`door` (`texts/drafts.py`), which lets a writer whose session has ended sign in without losing the text. Begin with
`handbooks/handbooks.py`, then `texts/drafts.py` and `publication/review.py`.
"""
