"""Handbooks and the site's own pages as text files.

`import_plan.py` alone decides, from the folder and the database; `importer.py` does it under locks, and the command
content_diff prints it. The sections of a folder are checked together and published beside each other. Files that
say what is published, or what the open draft says, change nothing, and importing an export changes nothing, for
drafts too. Open questions about ids stop an import, unless a draft has answered them. An open draft that says
something else does too, and so do metadata that differ, or a page that HR has edited; the texts of an earlier
import are not HR's. A page may link to sections that the same import brings. `check_content` uses the database only
to write ids: it knows the sections of the folder and takes links to other handbooks on trust. Begin with
`folder.py`.
"""
