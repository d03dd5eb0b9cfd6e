"""What a handbook consists of, from the day it is made: HR makes it and its sections, copies and orders them, publishes its
first version and withdraws it.

Begin in `create.py`. What a section says is the matter of `handbook/versions`; files are read and written by
`handbook/import_export`.
"""
