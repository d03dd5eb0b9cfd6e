from typing import Any

from django.core.management.base import BaseCommand

from handbook.search_index import rebuild_search


class Command(BaseCommand):
    help = "Make the words that the search looks in again, from what is published. Nothing else is touched."

    def handle(self, **options: Any) -> None:
        self.stdout.write(f"{rebuild_search()} occurrences.")
