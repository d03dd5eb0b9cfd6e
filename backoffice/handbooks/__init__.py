"""What HR looks after around the texts: handbooks and sections, versions, remarks, withdrawn questions.

HR is told about how many a withdrawn question concerns in fives, or that they are fewer than five; the event names
no number, since it could tell who has the question wrong.
"""
