"""What is kept in a process."""

from concurrent.futures import ThreadPoolExecutor

from courses.todos import owed_clauses
from courses.todos.owed_clauses import histories
from handbook.cache import LruCache
from handbook.models import Section


def test_what_was_asked_for_last_stays() -> None:
    remembered: LruCache[str, int] = LruCache(2)
    remembered.put("a", 1)
    remembered.put("b", 2)
    remembered.get("a")
    remembered.put("c", 3)
    assert [remembered.get(key) for key in "abc"] == [1, None, 3]


def test_the_histories_asked_for_are_there_even_where_none_can_be_kept(roles, privacy, monkeypatch) -> None:
    monkeypatch.setattr(owed_clauses, "_LOADED", LruCache(1))
    histories([privacy])
    for _again in range(2):
        found = histories(Section.objects.select_related("handbook").order_by("position"))
        assert {pk: history.newest for pk, history in found.items()} == {roles.pk: 1, privacy.pk: 1}


def test_a_value_at_hand_is_not_taken_away_by_other_threads() -> None:
    remembered: LruCache[int, int] = LruCache(3)

    def use(start: int) -> int:
        missing = 0
        for number in range(start, start + 3000):
            remembered.put(number % 7, number)
            missing += remembered.get((number + 3) % 7) is None
        return missing

    with ThreadPoolExecutor(8) as threads:
        list(threads.map(use, range(8)))
    assert sum(remembered.get(key) is not None for key in range(7)) == 3
