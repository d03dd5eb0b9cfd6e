from collections.abc import Iterable, Mapping

from django import forms
from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _

from backoffice.texts.forms import AT_ITS_OWN_FIELD
from handbook.site_pages import SOURCE_LANGUAGE, CurrentPage, TypedPage
from markup.error_messages import message_with_line
from markup.errors import TextError
from markup.section.site_page import PageSource
from people.language import LANGUAGES

FIELDS = ("title", "source")
_HOW = _(
    "An empty line parts paragraphs. ## begins a heading, - an item of a list, and [Report a fault](/remarks/) is a link."
)


class PageForm(forms.Form):
    """A page in all languages, one of them to be written in. The others go along as they were typed, so that looking at
    another language saves nothing and loses nothing."""

    def __init__(self, standing: CurrentPage, language: str, sent: Mapping[str, str] | None = None) -> None:
        self.standing, self.language = standing, language
        self._typed: dict[str, TypedPage] = {}
        self._read: dict[str, PageSource] = {}
        initial = {name: value for language in LANGUAGES for name, value in stored(standing, language).items()}
        # What a form did not bring is as it stands: it was not typed over.
        typed = None if sent is None else {name: value.replace("\x00", "") for name, value in sent.items()}
        super().__init__(None if typed is None else initial | typed, initial=initial)
        for each in LANGUAGES:
            self._add_fields(each)

    def _add_fields(self, language: str) -> None:
        is_shown = language == self.language
        name = "" if is_shown else f"{get_language_info(language)['name_local'].capitalize()}: "
        title = forms.CharField(label=f"{name}{_('Title')}", required=False)
        source = forms.CharField(label=f"{name}{_('Text')}", required=False, strip=False, help_text=_HOW)
        attributes = {"lang": language, "spellcheck": "true"}
        title.widget = forms.TextInput(attributes | {"class": "draft-title"}) if is_shown else forms.HiddenInput()
        source.widget = (
            forms.Textarea(attributes | {"class": "draft-source", "rows": 26}) if is_shown else forms.HiddenInput()
        )
        self.fields |= {f"title_{language}": title, f"source_{language}": source}
        self.fields[f"opened_{language}"] = forms.CharField(required=False, widget=forms.HiddenInput)
        if language != SOURCE_LANGUAGE:
            self.fields[f"matches_{language}"] = forms.BooleanField(
                label=_("I have compared: the page says what the source says now"),
                required=False,
                widget=forms.CheckboxInput if is_shown else forms.HiddenInput,
            )

    def typed(self) -> dict[str, TypedPage]:
        """Each language as typed. Nothing is refused by the form itself."""
        if not self._typed and self.is_valid():  # read once: a field with an error is no longer among the cleaned
            self._typed = {
                language: TypedPage(
                    title=self.cleaned_data[f"title_{language}"],
                    source=self.cleaned_data[f"source_{language}"],
                    opened=self.cleaned_data[f"opened_{language}"],
                    matches=self.cleaned_data.get(f"matches_{language}", False),
                )
                for language in LANGUAGES
            }
        return self._typed

    def read(self, language: str) -> PageSource:
        """What is typed, or what stands where nothing was."""
        if language not in self._read:
            stands, typed = self.standing.texts[language], self.typed().get(language)
            self._read[language] = (
                typed.read(self.standing.slug, language) if typed else PageSource(stands.title, stands.source, ())
            )
        return self._read[language]

    def looking_at(self, language: str) -> "PageForm":
        """The same as typed, with another language to be written in."""
        return PageForm(self.standing, language, self.data)

    def show_errors(self, errors: Iterable[TextError]) -> None:
        """Put each error at the field of its language."""
        self.typed()
        for error in errors:
            language = language_of(error)
            field = "title" if error.code in ("front-title", "title-long") else "source"
            self.add_error(f"{field}_{language}", AT_ITS_OWN_FIELD.get(error.code) or message_with_line(error))

    def errors_in(self, language: str) -> int:
        return sum(len(self.errors.get(f"{field}_{language}", ())) for field in FIELDS) if self.is_bound else 0


def language_of(error: TextError) -> str:
    return error.file.removesuffix(".md").rpartition("/")[2]


def stored(standing: CurrentPage, language: str) -> dict[str, str]:
    """The fields of a language as they are before anybody types."""
    text = standing.texts[language]
    return {f"title_{language}": text.title, f"source_{language}": text.source, f"opened_{language}": text.digest}
