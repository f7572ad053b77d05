"""What people can do by a command, with a slash or, for some of them, in words; each with the least role that may."""

from telegram import BotCommand, Update

from handlers.actions import Command
from handlers.asking import unanswered
from handlers.context import Context
from handlers.membership import groups, log, members, queues, register
from handlers.planning import drafts, nextyear, plans, units
from handlers.reminding import deadlines, duties, reminders
from handlers.rendering import render
from handlers.reporting import filling, reports, review, summaries
from handlers.screen import Screen, send
from knowledge.work.members.officials import OfficialRole


async def explain(update: Update, context: Context) -> None:
    """Send what the assistant can do for this person."""
    allowed = [one for one in COMMANDS if one.listed and context.official.role.covers(one.least)]
    await send(update, Screen(render("help/help", commands=allowed, official=context.official)))


COMMANDS: tuple[Command, ...] = (
    Command("start", register.start, listed=False, strangers=True),
    Command("thamgia", register.ask_to_join, listed=False, strangers=True),
    Command("kehoach", plans.list_plans, in_groups=True),
    Command("donvi", units.list_units, in_groups=True),
    Command("han", deadlines.list_deadlines, in_groups=True),
    Command("baocao", reports.start),
    Command("nhatky", review.list_reports),
    Command("tiendo", summaries.choose_progress),
    Command("tonghop", summaries.choose_summary, OfficialRole.COORDINATOR),
    Command("nhac", reminders.wishes),
    Command("nghiavu", duties.list_duties, OfficialRole.COORDINATOR),
    Command("toi", register.me),
    Command("huy", filling.give_up, listed=False),
    Command("moi", register.invite, OfficialRole.ADMIN),
    Command("choduyet", register.list_requests, OfficialRole.ADMIN),
    Command("canbo", members.list_members, OfficialRole.ADMIN),
    Command("nhom", groups.admit, OfficialRole.ADMIN),
    Command("lichsu", log.list_changes, OfficialRole.ADMIN),
    Command("cauhoi", unanswered.list_unanswered, OfficialRole.ADMIN),
    Command("hangdoi", queues.show_queues, OfficialRole.ADMIN),
    Command("duyet", drafts.list_drafts, OfficialRole.COORDINATOR),
    Command("nammoi", nextyear.choose_plan, OfficialRole.COORDINATOR),
    Command("trogiup", explain),
)


def menu() -> list[BotCommand]:
    """Return the commands as Telegram's menu shows them to everybody: those that an officer may."""
    return [
        BotCommand(one.name, one.description)
        for one in COMMANDS
        if one.listed and OfficialRole.OFFICER.covers(one.least)
    ]
