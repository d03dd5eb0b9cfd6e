"""What is kept in a process."""

from concurrent.futures import ThreadPoolExecutor

from handbook import history
from handbook.history import section_histories
from handbook.models import Section
from records.process_cache import ProcessCache, forget_all
from tests.support.queries import queries


def test_the_value_used_least_recently_goes_first() -> None:
    cache: ProcessCache[str, int] = ProcessCache(2)
    cache.put("a", 1)
    cache.put("b", 2)
    cache.get("a")
    cache.put("c", 3)
    assert [cache.get(key) for key in "abc"] == [1, None, 3]


def test_every_cache_is_emptied_at_once() -> None:
    caches: list[ProcessCache[str, int]] = [ProcessCache(2), ProcessCache(2)]
    for cache in caches:
        cache.put("a", 1)
    forget_all()
    assert [cache.get("a") for cache in caches] == [None, None]


def test_the_histories_asked_for_are_there_even_where_none_can_be_kept(roles, privacy, monkeypatch) -> None:
    monkeypatch.setattr(history, "HISTORIES", ProcessCache(1))
    section_histories([privacy])
    for _again in range(2):
        histories = section_histories(Section.objects.select_related("handbook").order_by("position"))
        assert {pk: section.newest for pk, section in histories.items()} == {roles.pk: 1, privacy.pk: 1}


def test_histories_are_read_once_and_all_with_four_queries(roles, privacy) -> None:
    forget_all()
    with queries() as asked:
        section_histories([roles, privacy])
        section_histories([privacy, roles])
    assert len(asked) == 4


def test_other_threads_take_no_value_away_from_the_one_that_uses_it() -> None:
    cache: ProcessCache[int, int] = ProcessCache(3)

    def use(start: int) -> int:
        missing = 0
        for number in range(start, start + 3000):
            cache.put(number % 7, number)
            missing += cache.get((number + 3) % 7) is None
        return missing

    with ThreadPoolExecutor(8) as threads:
        list(threads.map(use, range(8)))
    assert sum(cache.get(key) is not None for key in range(7)) == 3
