"""How many a publication, or a withdrawal, would concern; nothing is written.

The number of queries is the same for ten employees and for a hundred thousand. Begin with `preview.py`, which HR's
review page and the command content_diff call.
"""
