"""A section in one language: one file becomes a `SourceText` (`parser.py`), safe HTML (`renderer.py`) and digests.

A page of the site's own (`site_page.py`) has the same blocks without clauses.
"""
