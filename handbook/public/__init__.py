"""The pages of readers: a section, its versions and changes, a handbook as of a day, search, remarks.

The address names no language. `as-of` pages show the newest version that each section had when that day ended in
Oslo, with the laws of that day; the handbook's title, order and choice of sections are today's, and the page says
so. What a version changed names nobody and is for everyone who may read the handbook: `clause_differences`
(`version_diff.py`) is a plain function of two editions' rows. Begin with `reader_editions.py`, then `views.py`.
"""
