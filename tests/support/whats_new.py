"""The updates of a section that an employee is shown, in short."""

from courses.todos.todo_list import owed_in_section
from courses.whats_new import section_updates, since_of
from handbook.public.reader_editions import section_for_reader
from tests.cast import TODAY
from tests.support.sections import again


def updates(
    employee, section, language: str = "nb", audience: str = "everyone"
) -> list[tuple[str, str, bool, str | None]]:
    """Clause, kind, whether it is owed, and the marked text."""
    section = again(section)
    owes, latest = owed_in_section(employee, section, on=TODAY)
    shown = section_for_reader(section, language=language, audience=audience)
    caught = section_updates(
        shown, since_of(owes, latest), completed_in=latest["everyone"].language, owed=owes.clauses if owes else ()
    )
    return [
        (update.difference.clause, update.kind, update.is_owed, update.difference.html)
        for update in caught.clause_updates
    ]
