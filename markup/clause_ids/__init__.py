"""Which clause of the earlier version is which block of a new text (`matching.py`), as proposals (`proposals.py`).

`prompts.py` has the questions put to an editor; `marker_lines.py` writes the chosen ids into the text.
"""
