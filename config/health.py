"""For whoever watches the nodes: alive, and ready to serve."""

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from records import triggers


@require_safe
def live(request: HttpRequest) -> HttpResponse:
    return HttpResponse("ok", content_type="text/plain")


@require_safe
def ready(request: HttpRequest) -> HttpResponse:
    """200 when the database answers, its tables are up to date and every frozen table is guarded; else 503 and why."""
    wanting = wants()
    return JsonResponse({"ready": not wanting, "wanting": wanting}, status=503 if wanting else 200)


def wants() -> list[str]:
    """What keeps this node from serving."""
    try:
        executor = MigrationExecutor(connection)
        plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
        return [f"migration {migration}" for migration, _backwards in plan] + [
            f"guard {name}" for name in triggers.missing()
        ]
    except DatabaseError:
        return ["database"]
