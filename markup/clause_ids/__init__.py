"""Matches the blocks of a new text with the clauses of the earlier version (`matching.py`) and proposes their ids.

`proposals.py` has the kinds of proposals, `prompts.py` the questions put to an editor; `marker_lines.py` writes the chosen ids into the text.
"""
