"""The two addresses for whoever watches the nodes."""

from records import triggers


def test_alive(client, db) -> None:
    assert client.get("/health/live").content == b"ok"


def test_ready_with_a_whole_database(client, db) -> None:
    assert client.get("/health/ready").json() == {"ready": True, "wanting": []}


def test_not_ready_without_a_guard(client, db) -> None:
    triggers.drop()
    answer = client.get("/health/ready")
    assert answer.status_code == 503
    assert "guard frozen_records_event_delete" in answer.json()["wanting"]
