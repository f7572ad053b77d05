"""The form of a report as a screen: what was read, at most one question, the buttons."""

from collections.abc import Sequence
from dataclasses import dataclass

from handlers.context import Context
from handlers.rendering import callback, label, render
from handlers.screen import Button, Row, Screen, columns, shorten
from knowledge.work.chats.outbox import Buttons
from knowledge.work.members import people
from knowledge.work.members.registered_units import RegisteredUnit
from knowledge.work.members.rights import Action, may
from knowledge.work.reporting.activity import Activity, State, TaskPlace
from knowledge.work.reporting.assignments import Assignment, Assignments, assignments
from knowledge.work.reporting.drafts.model import Draft
from knowledge.work.reporting.evidence import Kind, attached
from knowledge.work.reporting.fields import next_question
from knowledge.work.reporting.reports import twin

TASKS_SHOWN = 8
TASKS_IN_A_ROW = 4
FIXABLE = (State.SUBMITTED, State.RETURNED)
"""The states in which an author may correct a report that was sent."""


@dataclass(frozen=True, slots=True)
class Added:
    """Evidence that has just come to a report: its kind, whether an album follows, whether consent is to be asked."""

    kind: Kind
    album: bool
    consent: bool


def form(context: Context, draft: Activity, *, read: Draft | None = None, part: int = 0, **said: object) -> Screen:
    """Return the filled form of a draft: its fields, at most one question, its buttons.

    `read` is the message that it was just read from, of which it is one part. What else is `said`: evidence that came
    (`added`, of Added), or the head of the plan that it had to leave (`withdrawn`).
    """
    one = read.activities[part] if read else None
    question = next_question(draft)
    rows: list[Row] = []
    offered: tuple[Assignment, ...] = ()
    tasks = tasks_of(context, draft.unit)
    if question is not None and question.name == "task":
        offered = first_offered(tasks)
        rows += task_rows(draft, tasks, offered, 0)
        if len(tasks.offered) > len(offered):
            page = len(offered) // TASKS_SHOWN
            rows.append((Button(label("other_task"), callback("rl", draft.id, page)),))
    elif one is not None:
        rows += columns((_place_button(draft, tasks, place) for place in one.next_best), 1)
    if question is not None and not question.required:
        rows.append((Button(label("skip"), callback("rn", draft.id)),))
    if read is not None and read.personal_data and _may_keep(context, draft.unit):
        rows.append((Button(label("keep_personal"), callback("rk", draft.id, part)),))
    main = [Button(label("edit"), callback("re", draft.id)), Button(label("cancel"), callback("rx", draft.id))]
    if question is None or not question.required:
        main.insert(0, Button(label("submit"), callback("rs", draft.id)))
    personal = len(read.personal_data) if read else 0
    html = html_of(context, draft, question=question, one=one, personal=personal, offered=offered, **said)
    if tasks.offered and not (question and question.name == "task"):
        rows.append((Button(label("other_task"), callback("rl", draft.id, 0)),))
    return Screen(html, (*rows, tuple(main)))


def first_offered(tasks: Assignments) -> tuple[Assignment, ...]:
    """Return the tasks that a form offers by number."""
    return (tasks.own or tasks.offered)[:TASKS_SHOWN]


def html_of(context: Context, draft: Activity, **more: object) -> str:
    given = {"question": None, "one": None, "personal": 0, "offered": (), "added": None, "withdrawn": None, **more}
    given["twin"] = twin(context.connection, draft)
    return render("reports/form", draft=draft, details=draft.details, files=files_of(context, draft), **given)


def sent(context: Context, report: Activity) -> Screen:
    """Return the card of a report that was sent, for its author."""
    html = render("reports/sent", report=report, details=report.details, files=files_of(context, report))
    buttons = [Button(label("undo"), callback("ru", report.id))] if report.state is State.SUBMITTED else []
    if report.state in FIXABLE:
        buttons.append(fix_button(report))
    return Screen(html, (*columns(buttons, 2), *evidence_rows(context, report)))


def fix_button(report: Activity) -> Button:
    """Return the button that asks what is wrong with a report."""
    return Button(label("edit"), callback("ve", report.id))


def evidence_rows(context: Context, report: Activity) -> tuple[Row, ...]:
    """Return the row that sends the evidence of a report, none where there is none."""
    files = files_of(context, report)
    return ((Button(label("show_evidence", files), callback("vf", report.id)),),) if files else ()


def files_of(context: Context, report: Activity) -> int:
    """Return how many pieces of evidence a report has."""
    return len(attached(context.connection, report.id))


def tasks_of(context: Context, unit: RegisteredUnit) -> Assignments:
    return assignments(context.connection, unit, context.today)


def task_rows(draft: Activity, tasks: Assignments, shown: Sequence[Assignment], first: int) -> tuple[Row, ...]:
    """Return the buttons of tasks by the numbers that they have in the message, counted on from `first`."""
    numbered = enumerate(shown, first + 1)
    buttons = (Button(str(number), callback("rt", draft.id, tasks.all.index(task))) for number, task in numbered)
    return columns(buttons, TASKS_IN_A_ROW)


def task_button(draft: Activity, tasks: Assignments, task: Assignment) -> Button:
    return Button(shorten(f"{task.section} · {task.text}", 60), callback("rt", draft.id, tasks.all.index(task)))


def _place_button(draft: Activity, tasks: Assignments, place: TaskPlace) -> Button:
    task = next(task for task in tasks.all if task.place == place)
    return task_button(draft, tasks, task)


def _may_keep(context: Context, unit: RegisteredUnit) -> bool:
    person = people.person(context.connection, context.official.telegram_id)
    return may(person, Action.KEEP_PERSONAL_DATA, unit)


def continue_row(draft: Activity) -> Row:
    """Return the button that shows a draft's form again."""
    return (Button(label("continue_draft"), callback("ro", draft.id)),)


def left_lying(draft: Activity) -> tuple[str, Buttons]:
    """Return the word about a draft that was left lying, with the button that opens it."""
    return render("reports/left", draft=draft), (((label("continue_draft"), callback("ro", draft.id)),),)
