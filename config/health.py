"""Health checks of a node: alive, and ready to serve."""

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
    """200 if the database answers, its tables are up to date and every frozen table is guarded; else 503 and the reasons."""
    reasons = problems()
    return JsonResponse({"ready": not reasons, "wanting": reasons}, status=503 if reasons else 200)


def problems() -> list[str]:
    """The reasons why this node is not ready to serve."""
    try:
        executor = MigrationExecutor(connection)
        plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
        return [f"migration {migration}" for migration, _backwards in plan] + [
            f"guard {name}" for name in triggers.missing()
        ]
    except DatabaseError:
        return ["database"]
