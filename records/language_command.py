"""The base of commands that print in the language given with --language."""

from argparse import ArgumentParser
from typing import Any, ClassVar

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import translation

from records.refusal import Refusal


class LanguageCommand(BaseCommand):
    """A command with --language, in which everything is printed. A Refusal ends it with the message as its error."""

    refused_status: ClassVar[int] = 1
    """The exit status after a Refusal."""

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--language", default="en", choices=[code for code, _name in settings.LANGUAGES])

    def execute(self, *args: Any, **options: Any) -> str | None:
        with translation.override(options["language"]):
            try:
                return super().execute(*args, **options)
            except Refusal as refused:
                raise CommandError(refused.message, returncode=self.refused_status) from refused
