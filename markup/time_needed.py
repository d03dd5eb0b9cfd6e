"""The estimate of how long reading and answering take, behind every number of minutes on a page."""

import re
from dataclasses import dataclass
from math import ceil

WORDS_A_MINUTE = 200
SECONDS_A_QUESTION = 20
_MARKS = re.compile(r"^(?:> ?)*(?:(?:[-*+•–]|#+|\w{1,4}[.)]) )?", re.M)  # of quotes, list items and headings
_WORD = re.compile(r"\S*\w\S*")


def count_words(reading_text: str) -> int:
    """Count the words of a clause's reading text, without the marks of headings, lists, quotes and tables."""
    return len(_WORD.findall(_MARKS.sub("", reading_text)))


@dataclass(frozen=True, slots=True)
class TimeNeeded:
    """What is read and answered. Sums are exact; only the properties round, so a sum is rounded once."""

    words: int = 0
    questions: int = 0

    def __add__(self, other: "TimeNeeded") -> "TimeNeeded":
        return TimeNeeded(self.words + other.words, self.questions + other.questions)

    def __mul__(self, times: int) -> "TimeNeeded":
        return TimeNeeded(self.words * times, self.questions * times)

    @property
    def minutes(self) -> int:
        """Minutes in all, rounded up."""
        return ceil((self.words * 60 + self.questions * SECONDS_A_QUESTION * WORDS_A_MINUTE) / (60 * WORDS_A_MINUTE))

    @property
    def minutes_to_read(self) -> int:
        """Minutes for the words alone, to the nearest; at least 1."""
        return max(1, (2 * self.words + WORDS_A_MINUTE) // (2 * WORDS_A_MINUTE))
