"""What an employee chooses about the site."""

from people.models import Employee


def choose_language(*, employee: Employee, language: str) -> Employee:
    """Remember the language an employee wants to read in."""
    employee.language = language
    employee.save(update_fields=["language"])
    return employee
