"""Commands about plans and questions: ingest, plans, ask, export, check."""

import json
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import click
from rich.console import Console
from rich.progress import Progress

from bot.commands.base import database, guarded, json_lines, print_json
from handlers.asking.answers import show, to_json
from handlers.rendering import plain, render
from knowledge.answers.answering import answer
from knowledge.answers.question import Question
from knowledge.clock import wall_clock
from knowledge.confined import confined
from knowledge.documents.document import Document
from knowledge.documents.gathering import read_files
from knowledge.documents.reading import is_text, read
from knowledge.plans import store
from knowledge.plans.contract import export as export_plan
from knowledge.plans.contract import finding_json
from knowledge.plans.loading import load
from knowledge.plans.reading import read_plan


@click.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--id", "plan_id", help="The plan's id, for one file; otherwise made from its number or name.")
@click.option("--draft", is_flag=True, help="Keep the plans for review; nothing is answered from a draft.")
@guarded
def ingest(files: tuple[Path, ...], plan_id: str | None, *, draft: bool) -> None:
    """Read plans into the database and publish them."""
    if plan_id and len(files) > 1:
        raise click.UsageError("--id names one plan: give one file")
    if plan_id and len(plan_id.encode()) > store.LONGEST_ID:
        raise click.UsageError(f"--id takes at most {store.LONGEST_ID} characters: buttons carry it")
    status = store.PlanStatus.DRAFT if draft else store.PlanStatus.PUBLISHED
    connection = database()
    for path in files:
        started = time.perf_counter()
        document = _read(path)
        plan = read_plan(document, id=plan_id)
        store.save(connection, plan, document, now=wall_clock(), status=status)
        seconds = time.perf_counter() - started
        found = render("commands/ingested", plan=plan, document=document, seconds=seconds, is_draft=draft)
        click.echo(plain(found))


def _read(path: Path) -> Document:
    """Return the document in a file; what is more than plain text is read in a process of its own."""
    if is_text(path):
        return read(path)
    with page_bar(path) as progress:
        return confined(read_files, [path.absolute()], progress=progress)


@contextmanager
def page_bar(path: Path) -> Iterator[Callable[[int, int], None]]:
    """Lend a function that shows, on a terminal, how many pages of a file were read."""
    with Progress(console=Console(stderr=True), transient=True, disable=not sys.stderr.isatty()) as bar:
        task = bar.add_task(path.name, total=None)
        yield lambda page, pages: bar.update(task, completed=page, total=pages or None)


@click.command()
@guarded
def plans() -> None:
    """List the plans in the database."""
    for entry in store.entries(database()):
        head = entry.head
        fields = (entry.id, entry.status, head.number or "-", head.year or "-", entry.units, entry.tasks, head.title)
        click.echo("\t".join(map(str, fields)))


@click.command()
@click.argument("question", required=False)
@click.option("--plan", "plan_id", help="Answer from this plan alone.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON; without QUESTION, JSON lines in, JSON lines out.")
@guarded
def ask(question: str | None, plan_id: str | None, *, as_json: bool) -> None:
    """Answer one question, or every line of standard input."""
    connection, now = database(), wall_clock()
    if question is not None:
        found = answer(connection, Question(text=question, plan=plan_id, now=now))
        print_json(to_json(found)) if as_json else click.echo(plain(show(found)))
        return
    for line in json_lines():
        asked = Question(
            text=line["q"], plan=line.get("plan") or plan_id, context=tuple(line.get("context") or ()), now=now
        )
        print_json(to_json(answer(connection, asked)))


@click.command()
@click.argument("plan_id", metavar="ID")
@guarded
def export(plan_id: str) -> None:
    """Print a plan as JSON."""
    click.echo(json.dumps(export_plan(load(database(), plan_id)), ensure_ascii=False, indent=1))


@click.command()
@click.argument("plan_id", metavar="ID")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
@guarded
def check(plan_id: str, *, as_json: bool) -> None:
    """Print the plan's own inconsistencies, each with its places quoted."""
    findings = load(database(), plan_id).findings
    if as_json:
        for finding in findings:
            print_json(finding_json(finding))
    else:
        click.echo(plain(render("commands/findings", findings=findings)))


COMMANDS = (ingest, plans, ask, export, check)
