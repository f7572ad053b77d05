"""Whatever words people and documents bring, a template's markup is its own: every template, every expression of it."""

import ast
from functools import cache
from pathlib import Path

import pytest
from jinja2 import nodes

import handlers
from bot.local.markup import MarkupError, read
from handlers.rendering import MESSAGE_LIMIT, pages, units
from tests.standins import Stage

SIGNS = (
    "<b> & \"' </a></b><script>alert(1)</script> {{ 7 * 7 }} {% raw %} \x00 \u202e &lt; &#60; =1+1"
    " <a href='tg://user?id=1'> --> ]]> \\ `_*~|"
)
EMOJI = "🙂" * 4096
CALM = str.maketrans(dict.fromkeys("<>&\"'{}%;#=-]\\`_*~|\x00\u202e", "x"))
PLAYS = 8
"""Times that a template is played, each time with other turns; more where an expression has not come up by then."""
MOST = 1000
STAGE, CARELESS = Stage(), Stage()
HANDLERS = Path(handlers.__file__).parent


def calm(value: object) -> object:
    return value.translate(CALM) if isinstance(value, str) else value


def said(stage: Stage, name: str, words: str, seed: int) -> list[tuple[object, list[list[object]]]]:
    """Return what a reader sees of a template, and how it is marked, with all signs of the words calmed."""
    shown = [read(html) for html in stage.play(name, words, seed)]
    return [(calm(one.text), [[*map(calm, entity.values())] for entity in one.entities]) for one in shown]


said_calmly = cache(lambda name, seed: said(STAGE, name, SIGNS.translate(CALM), seed))


@pytest.mark.parametrize("name", STAGE.names)
def test_hostile_words_are_text_and_nothing_else(name: str) -> None:
    for seed in range(MOST):
        assert said(STAGE, name, SIGNS, seed) == said_calmly(name, seed), seed
        missing = {place for place in STAGE.places - STAGE.printed if place[0] == name}
        if seed >= PLAYS and not missing:
            return
    raise AssertionError(missing)


@pytest.mark.parametrize("name", STAGE.names)
def test_words_above_every_limit_become_messages_within_it(name: str) -> None:
    for html in STAGE.play(name, EMOJI, 1):
        for page in pages(html):
            assert 0 < units(read(page).text) <= MESSAGE_LIMIT


def test_no_template_says_that_a_value_is_safe() -> None:
    for name in STAGE.names:
        tree = STAGE.tree(name)
        filters = {one.name for one in tree.find_all(nodes.Filter)}
        assert not filters & {"safe", "forceescape", "xmlattr", "urlize", "tojson"}, name
        assert not list(tree.find_all((nodes.MarkSafe, nodes.MarkSafeIfAutoescape, nodes.ScopedEvalContextModifier)))


def test_only_what_a_template_made_is_put_into_another_as_it_is() -> None:
    for path in HANDLERS.rglob("*.py"):
        called = [
            node.func for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.Call)
        ]
        names = [getattr(one, "id", getattr(one, "attr", "")) for one in called]
        assert names.count("Markup") == (path.name == "rendering.py"), path


def is_seen(stage: Stage, name: str, seed: int) -> bool:
    """Tell whether a stage that lets words through is told from the program's own."""
    try:
        return said(stage, name, SIGNS, seed) != said_calmly(name, seed)
    except MarkupError:
        return True


@pytest.mark.parametrize("name", STAGE.names)
def test_one_expression_taken_for_safe_would_be_seen(name: str) -> None:
    CARELESS.careless = None
    CARELESS.open_at.clear()
    for seed in range(PLAYS):
        said(CARELESS, name, SIGNS, seed)
    for place, seed in list(CARELESS.open_at.items()):
        CARELESS.careless = place
        assert is_seen(CARELESS, name, seed), place


def test_escaping_turned_off_would_be_seen() -> None:
    bare = Stage(autoescape=False)
    unseen = [name for name in STAGE.names if not any(is_seen(bare, name, seed) for seed in range(PLAYS))]
    assert {place[0] for place in STAGE.open_at}.isdisjoint(unseen)
