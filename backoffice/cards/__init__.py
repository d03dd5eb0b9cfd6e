"""Where HR writes a draft as cards, without any mark: the points of its text, and its questions.

The cards are the form of the stored text (`markup/section/cards.py`). Saving goes the way of the raw text
(`backoffice/texts/drafts.py`).
"""
