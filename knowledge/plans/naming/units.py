"""The units of a plan, with their aliases and tasks."""

from knowledge.plans.assigning.tasks import gather
from knowledge.plans.model import Unit
from knowledge.plans.naming.aliases import aliases_of, called, without_shared
from knowledge.plans.naming.registry import Entry
from knowledge.plans.structure.outline import Outline


def units(tree: Outline) -> tuple[Unit, ...]:
    """Return the units to whom a plan gives tasks, in the order in which it names them.

    Tasks for which the plan names no owner stand under a unit whose name is None, the last one.
    """
    entries = sorted(gather(tree).merged(), key=lambda entry: entry.key is None)
    aliases = _aliases(tree, entries)
    return tuple(
        Unit(
            name=entry.name,
            aliases=aliases.get(entry.name or "", ()),
            section=entry.section,
            tasks=tuple(entry.tasks),
            is_group=entry.is_group,
        )
        for entry in entries
    )


def _aliases(tree: Outline, entries: list[Entry]) -> dict[str, tuple[str, ...]]:
    names = [entry.name for entry in entries if entry.name]
    own = called((passage.text for passage in tree.passages), names)
    return without_shared(
        {
            entry.name: aliases_of(entry.name, (*entry.spellings, *own.get(entry.name, ())))
            for entry in entries
            if entry.name
        }
    )
