from typing import Any

from django.core.management.base import BaseCommand

from handbook.search_index import rebuild_search


class Command(BaseCommand):
    help = "Rebuild the search index from the published texts. Nothing else is changed."

    def handle(self, **options: Any) -> None:
        self.stdout.write(f"{rebuild_search()} occurrences.")
