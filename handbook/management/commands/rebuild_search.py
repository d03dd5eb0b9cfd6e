from typing import Any

from django.core.management.base import BaseCommand

from handbook.search_index import rebuild_search
from records.site_stamp import renew_site_stamp


class Command(BaseCommand):
    help = "Rebuild the search index from the published texts. Nothing else is changed."

    def handle(self, **options: Any) -> None:
        occurrences = rebuild_search()
        renew_site_stamp()
        self.stdout.write(f"{occurrences} occurrences.")
