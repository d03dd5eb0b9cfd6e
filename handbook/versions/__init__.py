"""The life of a version: written, checked, reviewed, scheduled, published, undone.

- Stages are moved by `workflow.py` alone. An approval is of one revision of a draft; saving again voids it. Where
  the handbook asks for it, publishing waits for the approval, or the legal approval, of a person who has changed no
  word of the draft. A draft that was sent back is compared with the words that it had then.
- `revision` refuses anyone who saves over somebody else. `check_version` names every error of every language at
  once.
- A block without an id gets one when the draft is saved, unless a clause of the version before is missing: then a
  person says which it is, and `resolved_ids` remembers the answer. Nothing is reassigned by itself.
- `publish` locks the section, then the version, and refuses a draft that has moved, an older base, errors and no
  change.
- A scheduled version keeps its `PublicationDecision`. `manage.py tick` publishes it once, since section and version
  are locked and the stage is looked at; where something is in the way it is a draft again with the reason
  (`held_back`), or waits until the other draft is gone. The clock never publishes a version that was held back.

Begin with `drafts.py`, then `publication_plan.py` and `publish.py`.
"""
