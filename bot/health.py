"""What a monitor may see, on loopback only: /health says whether it works, /metrics counts for Prometheus."""

import sqlite3
from collections.abc import Iterator

from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.exposition import CONTENT_TYPE_LATEST
from prometheus_client.registry import Collector
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from bot.only_here import OnlyHere

_COUNTS = {
    "inbox_updates": ("updates from Telegram by state", "select state, count(*) from inbox group by state"),
    "outbox_messages": ("messages owed by state", "select state, count(*) from outbox group by state"),
    "activities": ("reports by state", "select state, count(*) from activity group by state"),
    "obligations": ("obligations by state", "select state, count(*) from obligation group by state"),
    "plans": ("plans by status", "select status, count(*) from plan group by status"),
}


class DatabaseCollector(Collector):
    """Counts what is in the database at the moment it is asked; it keeps nothing."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """Yield a gauge for each table that has states."""
        for name, (meaning, query) in _COUNTS.items():
            gauge = GaugeMetricFamily(f"kehoach_{name}", meaning, labels=["state"])
            for state, count in self._connection.execute(query):
                gauge.add_metric([state], count)
            yield gauge


def health_app(connection: sqlite3.Connection) -> Starlette:
    """Return the application that answers /health and /metrics."""
    registry = CollectorRegistry(auto_describe=False)
    registry.register(DatabaseCollector(connection))

    async def health(request: Request) -> Response:
        connection.execute("select 1 from plan limit 1").fetchone()
        return PlainTextResponse("ok\n")

    async def metrics(request: Request) -> Response:
        return Response(generate_latest(registry), media_type=CONTENT_TYPE_LATEST)

    routes = [Route("/health", health), Route("/metrics", metrics)]
    return Starlette(routes=routes, middleware=[Middleware(OnlyHere)])
