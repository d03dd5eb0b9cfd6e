"""The search of the admin's lists of people and units."""

from typing import TYPE_CHECKING, Any, ClassVar

from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import HttpRequest

from people.names.search import contains_words

if TYPE_CHECKING:
    from django.db.models import Model

    Base = admin.ModelAdmin[Model]
else:
    Base = admin.ModelAdmin


class NameSearch(Base):
    """Searches a column that `search_text` filled, in place of Django's search of columns as they were typed."""

    search_column: ClassVar[str]

    def get_search_fields(self, request: HttpRequest) -> tuple[str, ...]:
        """Django shows the search field if there is any."""
        return (self.search_column,)

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        return (queryset.filter(self.matches(search_term)) if search_term.strip() else queryset), False

    def matches(self, search_term: str) -> Q:
        return contains_words(self.search_column, search_term)
