"""Every server that the program starts, every route of it: who may call it."""

import ast
from collections.abc import Iterator
from pathlib import Path

import httpx2
import pytest
from starlette.applications import Starlette
from starlette.routing import Mount, Route

import bot
from bot.health import health_app
from bot.webhook import webhook_app
from tests.bot.local.test_page import page_of
from tests.talking import database, talking

SERVED = {
    "page.app": lambda talk: page_of(talk).app,
    "health_app(connection)": lambda talk: health_app(talk.application.bot_data.connection),
    "webhook_app(application, secret)": lambda talk: webhook_app(talk.application, "bí mật"),
}
"""The servers as `bot.running` starts them."""
GIVEN = {"persona": "admin", "number": 1, "passage": 1}
REFUSAL = "Trang này chỉ mở trên chính máy đang chạy chương trình."
HERE = "http://127.0.0.1:8080"
ELSEWHERE = (
    {"host": "ke-xau.example:8080"},
    {"host": "127.0.0.1.ke-xau.example"},
    {"host": "169.254.169.254:8080"},
    {"host": ""},
    {"origin": "https://ke-xau.example"},
    {"origin": "null"},
)


def routes(app: Starlette) -> Iterator[tuple[str, str]]:
    """Yield the method and a path of every route of an application."""
    for route in app.routes:
        if isinstance(route, Mount):
            yield "GET", f"{route.path}/page.js"
            continue
        assert isinstance(route, Route)
        values = {name: GIVEN.get(name, "x") for name in route.param_convertors}
        for method in route.methods or ():
            yield method, str(route.url_path_for(route.name, **values))


def test_every_server_stands_in_the_table() -> None:
    started, servers = set(), 0
    for path in Path(bot.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "_served":
                started.add(ast.unparse(node.args[0]))
            servers += isinstance(node, ast.Attribute) and ast.unparse(node) in ("uvicorn.Config", "uvicorn.run")
    assert started == set(SERVED)
    assert servers == 1


@pytest.mark.parametrize("headers", ELSEWHERE, ids=str)
@pytest.mark.parametrize("server", SERVED)
async def test_no_route_answers_what_comes_from_elsewhere(tmp_path: Path, server: str, headers: dict[str, str]) -> None:
    async with talking(database(), tmp_path) as talk:
        app = SERVED[server](talk)
        async with httpx2.AsyncClient(transport=httpx2.ASGITransport(app), base_url=HERE) as client:
            tried = [
                (method, path, await client.request(method, path, headers=headers)) for method, path in routes(app)
            ]
        assert tried
        assert [(method, path, said.status_code) for method, path, said in tried if said.status_code != 403] == []
        assert all(said.text in ("", REFUSAL) for method, _, said in tried if method != "HEAD")


@pytest.mark.parametrize("server", ["page.app", "health_app(connection)"])
async def test_this_machine_is_let_through(tmp_path: Path, server: str) -> None:
    async with talking(database(), tmp_path) as talk:
        app = SERVED[server](talk)
        for home in (HERE, "http://localhost:8080"):
            async with httpx2.AsyncClient(transport=httpx2.ASGITransport(app), base_url=home) as client:
                for method, path in routes(app):
                    if method == "GET" and "/events" not in path:
                        assert (await client.get(path)).status_code != 403, path


async def test_halves_of_characters_are_refused_or_mended(tmp_path: Path) -> None:
    async with talking(database(), tmp_path) as talk:
        transport = httpx2.ASGITransport(SERVED["page.app"](talk))
        async with httpx2.AsyncClient(transport=transport, base_url=HERE) as client:
            body = '{"text": "trạm y tế \\ud83d làm gì", "what": "head", "field": "title", "words": "\\udc00"}'
            for method, path in routes(SERVED["page.app"](talk)):
                if method == "POST":
                    said = await client.post(path, content=body.encode(), headers={"content-type": "application/json"})
                    assert said.status_code < 500, path
        await talk.application.update_queue.join()
