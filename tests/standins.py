"""Every template over every value: stand-ins that are one text wherever a template prints them.

A `Word` is a text whose attributes, items, results and parts are that text again; what a template asks of one (is it
there, is it equal, how many are there) falls as the dice fall. So a template needs no data, and one that is added later
is tried without a line more. The environment is the program's own; what is added to its templates is a note of each
expression that they print, and words in the shape that a loop unpacks.
"""

import random
from collections.abc import Iterator
from typing import Any

from jinja2 import BaseLoader, Environment, Template, nodes
from jinja2.meta import find_undeclared_variables
from jinja2.runtime import Macro
from markupsafe import Markup

from handlers import rendering

Place = tuple[str, int, int]
"""A printed expression: its template, its line, its number in the template."""
LONG = 400
"""Letters that a stand-in says it has when it is long: above what any template cuts or folds at."""
_OWN = ("dice", "same", "falls", "partition")
"""What a stand-in is asked for that is no value."""


class Word(str):
    """A text that stands for anything that a template may be given."""

    def __new__(cls, text: str, dice: random.Random) -> "Word":
        """Return a stand-in that says a text."""
        made = super().__new__(cls, text)
        made.dice = dice
        return made

    def same(self, *_: object, **__: object) -> "Word":
        """Return the same stand-in anew."""
        return Word(str.__str__(self), self.dice)

    def falls(self, *_: object) -> bool:
        """Return what the dice say."""
        return self.dice.random() < 0.5

    def __getattribute__(self, name: str) -> Any:
        return super().__getattribute__(name) if name in _OWN or name.startswith("__") else self.same()

    def __add__(self, other: object) -> str:
        return super().__add__(other) if isinstance(other, str) else self.same()

    def partition(self, mark: str) -> tuple[str, str, str]:
        """Return three parts, as a text's partition has; the last is mostly empty."""
        return self.same(), mark, self.dice.choice(("", "", "", self.same()))

    def __iter__(self) -> Iterator["Word"]:
        return iter([self.same() for _ in range(self.dice.choice((1, 2, 3)))])

    def __len__(self) -> int:
        return self.dice.choice((0, 1, 2, 7, LONG))

    def __int__(self) -> int:
        return self.dice.choice((-1, 0, 1, 2, 30))

    def __float__(self) -> float:
        return float(int(self))

    def __format__(self, form: str) -> str:
        return str.__str__(self)

    __call__ = __getitem__ = __neg__ = __round__ = __sub__ = __rsub__ = __truediv__ = __radd__ = same
    __bool__ = __eq__ = __ne__ = __lt__ = __le__ = __gt__ = __ge__ = __contains__ = falls

    def __hash__(self) -> int:
        return 0


class _Noting(BaseLoader):
    """Loads another loader's templates with their notes."""

    def __init__(self, loader: BaseLoader) -> None:
        self.loader = loader
        self.places: set[Place] = set()

    def tree(self, environment: Environment, name: str) -> nodes.Template:
        """Return a template as it is parsed."""
        source, path, _ = self.loader.get_source(environment, name)
        return environment.parse(source, name, path)

    def load(self, environment: Environment, name: str, globals: Any = None) -> Template:
        """Return a template with its notes."""
        tree = self.tree(environment, name)
        for loop in tree.find_all(nodes.For):
            if isinstance(loop.target, nodes.Tuple):
                loop.iter = _call("rows", loop.iter, len(loop.target.items))
        for operand in tree.find_all(nodes.Operand):
            if operand.op in ("in", "notin"):
                operand.expr = _call("anything", operand.expr, None)
        printed = [(output, at) for output in tree.find_all(nodes.Output) for at in range(len(output.nodes))]
        for number, (output, at) in enumerate(printed):
            if not isinstance(output.nodes[at], nodes.TemplateData):
                place = (name, output.nodes[at].lineno, number)
                self.places.add(place)
                output.nodes[at] = _call("noted", output.nodes[at], place)
        tree.set_environment(environment)
        return Template.from_code(environment, environment.compile(tree, name, name), globals or environment.globals)


def _call(function: str, node: nodes.Expr, value: object) -> nodes.Call:
    """Return a call of a global with what a node gives and a value."""
    call = nodes.Call(nodes.Name(function, "load"), [node, nodes.Const(value)], [], None, None)
    return call.set_lineno(node.lineno)


class Stage:
    """The program's templates, played by stand-ins.

    `places` are the expressions of the templates that were played, `printed` those that came up, `open_at` tells in
    which play one first printed the words with nothing yet done to them. What stands at `careless` is taken for safe.
    """

    def __init__(self, *, autoescape: bool = True) -> None:
        self.environment = environment = rendering._environment()
        environment.autoescape = autoescape
        self.names = environment.list_templates()
        self._loader = environment.loader = _Noting(environment.loader)
        self._word = Word("", random.Random(0))
        self._seed = 0
        self.printed: set[Place] = set()
        self.open_at: dict[Place, int] = {}
        self.careless: Place | None = None
        self._given = set().union(*(find_undeclared_variables(self.tree(name)) for name in self.names))
        environment.globals |= {"noted": self._noted, "rows": self._rows, "anything": lambda *_: self._word}
        environment.tests |= {name: lambda _: self._word.falls() for name in ("none", "defined")}
        environment.join_path = self._one_of
        environment.getitem = self._item

    @property
    def places(self) -> set[Place]:
        """Return every expression of the templates that were played."""
        return self._loader.places

    def tree(self, name: str) -> nodes.Template:
        """Return a template as it is parsed."""
        return self._loader.tree(self.environment, name)

    def play(self, name: str, text: str, seed: int) -> Iterator[str]:
        """Yield what a template prints as a whole, then each of its macros, where every value is one text."""
        self._word, self._seed = Word(text, random.Random(seed)), seed
        data = {given: self._word.same() for given in self._given}
        played = self.environment.get_template(name).make_module(data)
        yield str(played)
        for macro in vars(played).values():
            if isinstance(macro, Macro):
                yield str(macro(*(self._word.same() for _ in macro.arguments)))

    def _noted(self, value: object, place: Place) -> object:
        self.printed.add(place)
        if isinstance(value, str) and not hasattr(value, "__html__") and str.__str__(self._word) in str.__str__(value):
            self.open_at.setdefault(place, self._seed)
        return Markup(str(value)) if place == self.careless else value

    def _rows(self, value: object, width: int) -> object:
        if not isinstance(value, Word):
            return value
        return [tuple(value.same() for _ in range(width)) for _ in value]

    def _one_of(self, name: str, parent: str) -> str:
        """Return a template that a name made of a stand-in may mean: any but itself that begins as the name does."""
        if name in self.names:
            return name
        start = name.split(str.__str__(self._word))[0]
        return self._word.dice.choice([one for one in self.names if one.startswith(start) and one != parent])

    def _item(self, value: Any, key: Any) -> object:
        """Return what stands under a stand-in in a table that a template brings along: anything in it."""
        if isinstance(key, Word) and isinstance(value, dict | list):
            return self._word.dice.choice([*value.values()] if isinstance(value, dict) else value)
        return Environment.getitem(self.environment, value, key)
