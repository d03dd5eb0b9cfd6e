"""An employee works through the quiz of a section: confirm, answer, complete.

The form that confirms carries version, language and `since`; if the page is no longer what would be shown, nothing
is written and it is shown again. Answers carry a sequence number: the same one sent twice is one answer, another
one under the same number is refused and shown. A wrong answer is explained and can be given again; the last right
one completes the section in the same transaction, and with nothing to ask, confirming does. When the text has
changed, home offers to finish or to start again, and right answers to questions with the same words are carried over.
One open attempt for an employee and section is a constraint. Begin with `scope.py`, `start.py`, `answer.py`.
"""
