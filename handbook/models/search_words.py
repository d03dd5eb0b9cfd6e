"""The tables of the search."""

from django.db import models

from handbook.models.handbooks import Section


class Word(models.Model):
    """A folded word of a newest version, its family, and those of its parts. Derived: `rebuild_search` creates all rows
    again."""

    language = models.CharField(max_length=5)
    text = models.CharField(max_length=60)
    stem = models.CharField(max_length=60, help_text="Its family: what varsle, varsling and varsel have in common.")
    first = models.CharField(max_length=60, blank=True, help_text="The family of a compound's first word.")
    last = models.CharField(max_length=60, blank=True, help_text="The family of a compound's last word.")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["language", "text"], name="one_word_per_language")]

    def __str__(self) -> str:
        return self.text


class Occurrence(models.Model):
    """A word in one clause of a newest version, and how often it occurs there. Derived, like the words."""

    word = models.ForeignKey(Word, models.CASCADE, related_name="occurrences")
    section = models.ForeignKey(Section, models.CASCADE, related_name="occurrences")
    language = models.CharField(max_length=5)
    clause = models.CharField(max_length=64, help_text="Or title, or message.")
    position = models.PositiveIntegerField(help_text="That of the clause; 0: above them.")
    times = models.PositiveIntegerField()
    is_example = models.BooleanField(default=False, help_text="Examples are shown after the rules.")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["word", "section", "language", "clause"], name="one_occurrence_per_word_and_clause"
            )
        ]

    def __str__(self) -> str:
        return f"{self.word}, {self.clause}"
