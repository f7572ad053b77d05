"""What people can do: the commands (`command_table`) and, here, the buttons; the check of rights; what hears what."""

from collections.abc import Callable, Coroutine
from typing import Any

from telegram import Update
from telegram.ext import (
    CallbackQueryHandler,
    CommandHandler,
    MessageHandler,
    TypeHandler,
    filters,
)

from handlers import help, listening
from handlers.actions import Command, Parts, Press
from handlers.asking import ask, teaching, unanswered
from handlers.command_table import COMMANDS
from handlers.context import App, Context
from handlers.errors import on_error, say
from handlers.gate import Gate
from handlers.membership import groups, log, members, register
from handlers.planning import correcting, drafts, exporting, kin, nextyear, paper, plans, units
from handlers.reminding import deadlines, duties, reminders, weekly
from handlers.rendering import plain, render
from handlers.reporting import editing, evidence, fixing, reports, review, summaries
from handlers.screen import Stale
from knowledge.work.members.officials import OfficialRole

PRESSES: tuple[Press, ...] = (
    Press("a", ask.turn_page, in_groups=True),
    Press("c", ask.choose, in_groups=True),
    Press("k", plans.turn_list, in_groups=True),
    Press("p", plans.open_plan, in_groups=True),
    Press("m", plans.open_section, in_groups=True),
    Press("u", units.turn_units, in_groups=True),
    Press("v", units.open_unit, in_groups=True),
    Press("h", deadlines.turn_deadlines, in_groups=True),
    Press("hc", deadlines.send_calendar),
    Press("rr", reports.confirm_report),
    Press("rq", listening.is_question),
    Press("rs", reports.submit),
    Press("ru", reports.undo),
    Press("rx", reports.cancel),
    Press("re", reports.edit),
    Press("ro", reports.show),
    Press("rf", reports.ask_field),
    Press("rn", reports.skip_field),
    Press("rt", reports.choose_task),
    Press("rl", reports.list_tasks),
    Press("rk", reports.keep_personal_data),
    Press("vp", review.turn),
    Press("vo", review.open_report),
    Press("ve", fixing.ask),
    Press("vf", evidence.show),
    Press("va", review.accept, OfficialRole.COORDINATOR),
    Press("vb", review.ask_comment, OfficialRole.COORDINATOR),
    Press("tp", summaries.show_progress),
    Press("ta", summaries.show_all_progress),
    Press("tc", summaries.send_chart),
    Press("tq", summaries.list_silent, OfficialRole.COORDINATOR),
    Press("tn", summaries.nudge, OfficialRole.COORDINATOR),
    Press("ts", summaries.choose_period, OfficialRole.COORDINATOR),
    Press("tw", summaries.send_summary, OfficialRole.COORDINATOR),
    Press("fb", unanswered.judge, in_groups=True),
    Press("fw", unanswered.explain),
    Press("qp", unanswered.turn, OfficialRole.ADMIN),
    Press("qx", unanswered.dismiss, OfficialRole.ADMIN),
    Press("qo", unanswered.open_question, OfficialRole.ADMIN),
    Press("qt", teaching.ask_again, OfficialRole.ADMIN),
    Press("qa", teaching.ask_alias, OfficialRole.ADMIN),
    Press("qs", teaching.ask_synonym, OfficialRole.ADMIN),
    Press("qe", teaching.ask_successor, OfficialRole.ADMIN),
    Press("qw", teaching.list_words, OfficialRole.ADMIN),
    Press("qn", teaching.narrow, OfficialRole.ADMIN),
    Press("qr", teaching.remove, OfficialRole.ADMIN),
    Press("od", reminders.close),
    Press("oa", reminders.reopen),
    Press("oo", reminders.open_obligation),
    Press("os", reminders.snooze),
    Press("oq", reminders.requirement),
    Press("op", reminders.pause),
    Press("oh", reminders.set_hour),
    Press("ok", reminders.set_quiet),
    Press("ob", reminders.report_now),
    Press("dp", duties.turn, OfficialRole.COORDINATOR),
    Press("do", duties.open_duty, OfficialRole.COORDINATOR),
    Press("da", duties.choose_unit, OfficialRole.COORDINATOR),
    Press("du", duties.ask_duty, OfficialRole.COORDINATOR),
    Press("dm", duties.ask_move, OfficialRole.COORDINATOR),
    Press("dw", duties.ask_waiver, OfficialRole.COORDINATOR),
    Press("wn", weekly.remind_all, OfficialRole.COORDINATOR),
    Press("iu", register.invite_to, OfficialRole.ADMIN),
    Press("ip", register.turn_invite, OfficialRole.ADMIN),
    Press("il", register.make_link, OfficialRole.ADMIN),
    Press("ix", register.revoke, OfficialRole.ADMIN),
    Press("jp", register.approve, OfficialRole.ADMIN),
    Press("ja", register.approve_into, OfficialRole.ADMIN),
    Press("jx", register.refuse, OfficialRole.ADMIN),
    Press("gl", members.turn, OfficialRole.ADMIN),
    Press("go", members.open_member, OfficialRole.ADMIN),
    Press("gr", members.choose_role, OfficialRole.ADMIN),
    Press("gs", members.set_role, OfficialRole.ADMIN),
    Press("gm", members.choose_unit, OfficialRole.ADMIN),
    Press("gt", members.move, OfficialRole.ADMIN),
    Press("gx", members.ask_leave, OfficialRole.ADMIN),
    Press("gy", members.leave, OfficialRole.ADMIN),
    Press("ga", members.dismiss_admin, OfficialRole.ADMIN),
    Press("gi", members.list_links, OfficialRole.ADMIN),
    Press("gv", members.revoke, OfficialRole.ADMIN),
    Press("gg", groups.dismiss, OfficialRole.ADMIN),
    Press("gc", log.turn, OfficialRole.ADMIN),
    Press("tu", register.speak_for),
    Press("td", register.ask_to_be_forgotten),
    Press("tx", register.forget),
    Press("tm", register.show_me),
    Press("tz", register.choose_news, OfficialRole.COORDINATOR),
    Press("publish", drafts.publish, OfficialRole.COORDINATOR),
    Press("discard", drafts.discard, OfficialRole.COORDINATOR),
    Press("draft", drafts.review, OfficialRole.COORDINATOR),
    Press("xd", drafts.withdraw, OfficialRole.COORDINATOR),
    Press("xb", drafts.reopen, OfficialRole.COORDINATOR),
    Press("xv", kin.show_changes, OfficialRole.COORDINATOR),
    Press("xs", kin.show_left_out),
    Press("xw", kin.show_above),
    Press("ny", nextyear.show, OfficialRole.COORDINATOR),
    Press("nb", nextyear.begin, OfficialRole.COORDINATOR),
    Press("nq", nextyear.ask, OfficialRole.COORDINATOR),
    Press("nm", nextyear.settle, OfficialRole.COORDINATOR),
    Press("ex", exporting.send_excel),
    Press("eu", exporting.choose_unit),
    Press("ed", exporting.send_unit_page),
    Press("xu", correcting.open_unit, OfficialRole.COORDINATOR),
    Press("xr", correcting.confirm_unit, OfficialRole.COORDINATOR),
    Press("xt", correcting.open_task, OfficialRole.COORDINATOR),
    Press("xc", correcting.choose, OfficialRole.COORDINATOR),
    Press("xa", correcting.change_task, OfficialRole.COORDINATOR),
    Press("xl", correcting.list_deadlines, OfficialRole.COORDINATOR),
    Press("xe", correcting.open_deadline, OfficialRole.COORDINATOR),
    Press("xz", correcting.change_deadline, OfficialRole.COORDINATOR),
    Press("xh", correcting.open_head, OfficialRole.COORDINATOR),
    Press("xp", correcting.ask, OfficialRole.COORDINATOR),
    Press("xi", paper.show, OfficialRole.COORDINATOR),
    Press("xq", paper.show_doubtful, OfficialRole.COORDINATOR),
)
_BY_PREFIX = {press.prefix: press for press in PRESSES}


def put_into(application: App) -> None:
    """Put the gate and every handler into an application; what most updates are comes first."""
    commands = {command: CommandHandler(command.name, _given(command)) for command in COMMANDS}
    open_to_strangers = tuple(handler for command, handler in commands.items() if command.strangers)
    application.add_handler(TypeHandler(Update, Gate(COMMANDS, PRESSES, open_to_strangers)), group=-1)
    said = filters.UpdateType.MESSAGE & filters.TEXT & ~filters.COMMAND
    application.add_handler(MessageHandler(said & filters.ChatType.GROUPS, groups.hear))
    application.add_handler(MessageHandler(said, listening.hear))
    application.add_handler(CallbackQueryHandler(_pressed))
    application.add_handlers(tuple(commands.values()))
    application.add_handler(MessageHandler(filters.COMMAND, help.unknown_command))
    changed = filters.UpdateType.EDITED_MESSAGE & (filters.TEXT | filters.CAPTION)
    application.add_handler(MessageHandler(changed, editing.hear_again))
    evidences = filters.PHOTO | filters.Document.ALL | filters.LOCATION
    application.add_handler(MessageHandler(evidences & filters.UpdateType.MESSAGE, evidence.receive))
    application.add_handler(MessageHandler(filters.CAPTION & filters.UpdateType.MESSAGE, listening.hear_caption))
    application.add_handler(MessageHandler(~filters.StatusUpdate.ALL, help.unreadable))
    application.add_error_handler(on_error)


def _given(command: Command) -> Callable[[Update, Context], Coroutine[Any, Any, None]]:
    """Make a handler of a command: it does what the command does for those who may."""

    async def handle(update: Update, context: Context) -> None:
        if command.strangers or await _may(update, context, command.least):
            await command.does(update, context)

    return handle


async def _pressed(update: Update, context: Context) -> None:
    """Do what a button does for those who may, and end its waiting mark; one of an earlier version does nothing."""
    query = update.callback_query
    data = (query.data if query else None) or ""
    press = _BY_PREFIX.get(data.split(":", 1)[0])
    if query is None or press is None:
        raise Stale
    if await _may(update, context, press.least):
        await query.answer(await press.does(update, context, Parts(data)))


async def _may(update: Update, context: Context, least: OfficialRole) -> bool:
    """Tell whether the official's role covers what is asked for; say so if it does not."""
    if context.official.role.covers(least):
        return True
    await say(update, plain(render("errors/forbidden")))
    return False
