"""What is due is published once, however many clocks strike or die; two editors who publish at once get one number."""

import json
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from threading import Barrier

from tests.live.server import Site
from tests.live.visitor import Reply, Visitor

SECTIONS = 10
PUBLISHED = "SELECT number, stage, count(*) FROM handbook_version GROUP BY 1, 2 ORDER BY 1, 2"
EVENTS = "SELECT count(*), count(DISTINCT subject_key) FROM records_event WHERE what = 'version published'"
ALREADY = "Utkastet er allerede publisert."
DONE = "Versjon 2 er publisert."


def run(site: Site, call: str) -> str:
    return site.run("manage.py", "shell", "-v0", "-c", f"from tests.live import due_versions; due_versions.{call}")


def test_many_clocks_that_strike_at_once_publish_each_version_once(site: Site) -> None:
    run(site, "schedule_all()")

    with ThreadPoolExecutor(2) as threads:
        list(threads.map(lambda _: run(site, "strike(4)"), range(2)))

    assert site.rows(PUBLISHED) == [(1, "published", SECTIONS), (2, "published", SECTIONS)]
    assert site.rows(EVENTS) == [(2 * SECTIONS, 2 * SECTIONS)]
    assert site.run("manage.py", "tick") == ""


def test_a_clock_that_dies_in_the_middle_leaves_nothing_half_done(site: Site) -> None:
    run(site, "schedule_all()")

    run(site, "strike_and_die()")
    assert site.rows("SELECT count(*) FROM handbook_edition WHERE title LIKE '% i dag'") == [(0,)]

    assert site.run("manage.py", "tick").count(" 2") == SECTIONS
    assert site.rows(PUBLISHED) == [(1, "published", SECTIONS), (2, "published", SECTIONS)]
    assert site.rows(EVENTS) == [(2 * SECTIONS, 2 * SECTIONS)]


def test_two_editors_who_publish_at_once_get_one_number_and_one_clear_refusal(site: Site) -> None:
    prepared = json.loads(run(site, "prepare_two_editors()"))
    ready = Barrier(2)

    def publish(visitor: Visitor, draft: int, revision: int) -> Reply:
        """Press the button at the same moment as the other one; the page that follows."""
        ready.wait(timeout=30)
        form = {"revision": revision, "kind-title": "clarification", "action": "anyway:0"}
        reply = visitor.post(f"/admin/handbook/version/{draft}/review/", form)
        while reply.status == 302:  # of a draft that is published by now the review page leads on to its page
            reply = visitor.get(reply.location)
        return reply

    outcomes: Counter[tuple[bool, ...]] = Counter()
    with ExitStack() as stack, ThreadPoolExecutor(2) as threads:
        visitors = [stack.enter_context(Visitor(site.address, session)) for session in prepared["sessions"]]
        for draft, revision in prepared["drafts"]:
            shown = list(threads.map(publish, visitors, [draft] * 2, [revision] * 2))
            assert [reply.status for reply in shown] == [200, 200]
            outcomes.update((DONE in reply.text, ALREADY in reply.text) for reply in shown)

    assert outcomes == {(True, False): SECTIONS, (False, True): SECTIONS}
    assert site.rows(PUBLISHED) == [(1, "published", SECTIONS), (2, "published", SECTIONS)]
    assert site.rows(EVENTS) == [(2 * SECTIONS, 2 * SECTIONS)]
    assert site.log == ""
