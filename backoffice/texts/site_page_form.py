from collections.abc import Iterable, Mapping

from django import forms
from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _

from backoffice.texts.located_errors import LocatedError, located
from handbook.site_pages import SOURCE_LANGUAGE, CurrentPage, TypedPage
from markup.errors import TextError
from markup.section.site_page import PageSource
from people.language import LANGUAGES

FIELDS = ("title", "source")
_MARKUP_HELP = _(
    "An empty line separates paragraphs. ## begins a heading, - an item of a list, and [Report a problem](/remarks/) is a link."
)


class PageForm(forms.Form):
    """A page in all languages, one of them visible. The others are carried along as typed, so that switching the language
    neither saves nor loses anything."""

    def __init__(self, page: CurrentPage, language: str, sent: Mapping[str, str] | None = None) -> None:
        self.page, self.language = page, language
        self._typed: dict[str, TypedPage] = {}
        self.warnings: list[LocatedError] = []
        self._read: dict[str, PageSource] = {}
        initial = {name: value for language in LANGUAGES for name, value in stored_fields(page, language).items()}
        # A field that was not sent keeps its current text: nobody typed over it.
        typed = None if sent is None else {name: value.replace("\x00", "") for name, value in sent.items()}
        super().__init__(None if typed is None else initial | typed, initial=initial)
        for field_language in LANGUAGES:
            self._add_fields(field_language)

    def _add_fields(self, language: str) -> None:
        is_shown = language == self.language
        name = "" if is_shown else f"{get_language_info(language)['name_local'].capitalize()}: "
        title = forms.CharField(label=f"{name}{_('Title')}", required=False)
        source = forms.CharField(label=f"{name}{_('Text')}", required=False, strip=False, help_text=_MARKUP_HELP)
        attributes = {"lang": language, "spellcheck": "true"}
        title.widget = forms.TextInput(attributes | {"class": "draft-title"}) if is_shown else forms.HiddenInput()
        source.widget = (
            forms.Textarea(attributes | {"class": "draft-source", "rows": 26}) if is_shown else forms.HiddenInput()
        )
        self.fields |= {f"title_{language}": title, f"source_{language}": source}
        self.fields[f"opened_{language}"] = forms.CharField(required=False, widget=forms.HiddenInput)
        if language != SOURCE_LANGUAGE:
            self.fields[f"matches_{language}"] = forms.BooleanField(
                label=_("I have compared: the page matches the current source"),
                required=False,
                widget=forms.CheckboxInput if is_shown else forms.HiddenInput,
            )

    def typed(self) -> dict[str, TypedPage]:
        """Each language as typed. The form itself refuses no text."""
        if not self._typed and self.is_valid():  # once: a field with an error is later missing from cleaned_data
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
        """The typed page, parsed; the current page if nothing was typed."""
        if language not in self._read:
            current, typed = self.page.texts[language], self.typed().get(language)
            self._read[language] = (
                typed.read(self.page.slug, language) if typed else PageSource(current.title, current.source, ())
            )
        return self._read[language]

    def in_language(self, language: str) -> "PageForm":
        """The same form as typed, with another language visible."""
        return PageForm(self.page, language, self.data)

    def show_errors(self, errors: Iterable[TextError]) -> None:
        """Add each error to the field of its language."""
        self.typed()
        for located_error in located(errors, SOURCE_LANGUAGE):
            if not located_error.error.is_error:
                self.warnings.append(located_error)
                continue
            self.add_error(f"{located_error.field}_{located_error.language}", located_error.message)

    def errors_in(self, language: str) -> int:
        return sum(len(self.errors.get(f"{field}_{language}", ())) for field in FIELDS) if self.is_bound else 0


def stored_fields(page: CurrentPage, language: str) -> dict[str, str]:
    """The form's fields of a language with the current text."""
    text = page.texts[language]
    return {f"title_{language}": text.title, f"source_{language}": text.source, f"opened_{language}": text.digest}
