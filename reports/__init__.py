"""Read-only pictures for leaders, HR and auditors. No models, no writes.

A handbook as a given employee would have seen it is at
/reports/handbooks/<handbook>/as-of/<day>/employees/<number>/: the position held that day, the language chosen now
(earlier choices are not kept) and the versions completed by then. The figures of questions, at
/reports/handbooks/<handbook>/<section>/questions/, are for those who can mend them and those who see the overview;
leaders see none, since a total of their own unit would be about people they know. Begin with `team.py` and
`views.py`.
"""
