"""Differences between two texts: in words (`words.py`), paragraphs and rendered HTML.

`corrections.py` decides whether a change looks like a mere correction of language.
"""
