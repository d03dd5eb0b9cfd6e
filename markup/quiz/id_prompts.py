"""The question put to an editor about the id of a question, or the letter of an option: a sentence, and the answers."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from markup.clause_ids.prompts import IDS_FOLLOW_TEXTS, LEAVE_AS_IT_IS, IdChoice, leave_as_it_is, prompt_key, sentence
from markup.clause_ids.proposals import Found, OtherText, Proposal, Retired, Swapped
from markup.quiz.matching import QuizMatching
from markup.quiz.types import Option, Question, QuizText

_OPTION_FOUND = {
    "certain": _("%(question)s: this has the same words as option %(id)s."),
    "likely": _("%(question)s: this is probably option %(id)s."),
}


@dataclass(frozen=True, slots=True)
class QuizIdPrompt:
    """A question whose id, or an option whose letter, an editor has to confirm."""

    proposal: Proposal
    question: Question
    option: Option | None
    """None: it is about the question itself."""
    earlier_id: str
    """The id that the question has in the earlier version; empty if the prompt is about the question itself."""
    siblings: Mapping[int, str]
    """The ids of all questions, or the letters of all options of the question, by line."""

    @property
    def about(self) -> str:
        """What the ids are of: the questions, or the options of one."""
        return f"option {self.earlier_id}" if self.option else "question"

    @property
    def id(self) -> str:
        return self.option.id if self.option else self.question.id

    @property
    def line(self) -> int:
        return self.option.line if self.option else self.question.line

    @property
    def words(self) -> str:
        return self.option.text if self.option else self.question.legend

    @property
    def is_certain(self) -> bool:
        """Whether its words are those of the earlier question or option, and of no other."""
        return isinstance(self.proposal, Found) and self.proposal.certainty == "certain"

    @property
    def sentence(self) -> str:
        """The proposal in the active language."""
        values = asdict(self.proposal) | {"question": self.question.id}
        match self.proposal:
            case Found(certainty=certainty) if self.option:
                return str(_OPTION_FOUND[certainty]) % values
            case Swapped() if self.option:
                return gettext("%(question)s: options %(id)s and %(other)s have swapped texts.") % values
            case OtherText():
                return gettext("%(id)s has a different text than before. Is it the same question, rewritten?") % values
            case Retired():
                return gettext("%(id)s was another question in an earlier version.") % values
        return sentence(self.proposal)

    @property
    def choices(self) -> list[IdChoice]:
        match self.proposal:
            case Found(id=id_) if self.option:
                return [IdChoice(id_, gettext("It is option %(id)s") % {"id": id_}), leave_as_it_is()]
            case Swapped() if self.option:
                return [IdChoice(IDS_FOLLOW_TEXTS, gettext("The letters follow the texts")), leave_as_it_is()]
            case Swapped():
                return [IdChoice(IDS_FOLLOW_TEXTS, gettext("The ids follow the texts")), leave_as_it_is()]
            case Found(id=id_, new_id=new_id):
                same = IdChoice(id_, gettext("It is %(id)s") % {"id": id_})
                return [same, _new_question(new_id) if new_id else leave_as_it_is()]
            case OtherText(new_id=new_id):
                return [IdChoice(LEAVE_AS_IT_IS, gettext("The same question, rewritten")), _new_question(new_id)]
            case Retired(new_id=new_id):
                return [_new_question(new_id)]
        return []

    def key(self, chosen: str = LEAVE_AS_IT_IS) -> str:
        """Return the key under which an answer is stored, once the chosen id is written."""
        own_id = self.id if chosen == LEAVE_AS_IT_IS else chosen
        return f"{self.about} {prompt_key(self.proposal, own_id)}"

    def lines(self, chosen: str) -> dict[int, str]:
        """Return the ids to write, by line, for an answer."""
        if isinstance(self.proposal, Swapped) and chosen == IDS_FOLLOW_TEXTS:
            other_line = list(self.siblings)[self.proposal.other_position]
            return {self.line: self.proposal.other, other_line: self.proposal.id}
        return {} if chosen in (LEAVE_AS_IT_IS, self.id) else {self.line: chosen}


def quiz_id_prompts(matching: QuizMatching, quiz: QuizText, source: QuizText) -> list[QuizIdPrompt]:
    """Return the open prompts about a quiz, in reading order. `source` is the new quiz in the source language.

    A translation repeats ids and letters and makes none, so it is asked only which one of the source's a text is. A
    rewritten option keeps its letter without a prompt: which answer is right is checked anyway.
    """
    ids = {question.line: question.id for question in quiz.questions}
    prompts = [
        QuizIdPrompt(proposal, quiz.questions[proposal.position], None, "", ids)
        for proposal in matching.questions
        if isinstance(proposal, Found | Swapped | OtherText | Retired)
    ]
    for earlier_id, proposals in matching.options.items():
        question = quiz.questions[matching.places[earlier_id]]
        letters = {option.line: option.id for option in question.options}
        prompts += [
            QuizIdPrompt(proposal, question, question.options[proposal.position], earlier_id, letters)
            for proposal in proposals
            if isinstance(proposal, Swapped) or (isinstance(proposal, Found) and proposal.certainty != "possible")
        ]
    if quiz.language != source.language:
        prompts = [prompt for prompt in prompts if _is_of_translation(prompt, source)]
    return sorted(prompts, key=lambda prompt: prompt.line)


def _is_of_translation(prompt: QuizIdPrompt, source: QuizText) -> bool:
    if isinstance(prompt.proposal, Swapped):
        return True
    if prompt.option is None:
        ids = {question.id for question in source.questions}
    else:
        original = source.question(prompt.question.id)
        ids = {option.id for option in original.options} if original else set()
    return isinstance(prompt.proposal, Found) and prompt.proposal.id in ids and prompt.id not in ids


def _new_question(id_: str) -> IdChoice:
    return IdChoice(id_, gettext("A new question: %(id)s") % {"id": id_})
