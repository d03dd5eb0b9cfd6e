"""How first answers went, in totals alone: by question and wording, and by clause.

First is the first answer that an employee ever gave to a question in those words, in any version, attempt or
language; answers carried over do not count. The wording is what a reader sees before answering, in the source
language; explanations and translations begin no new one, and words that come back go on where they stopped. People
are counted five at a time in the order in which they came, so no figure, and no difference between two, is of
fewer. That all of a five answered alike can still be seen. A withdrawn question is in no sum until another
explanation has it asked again.
"""
