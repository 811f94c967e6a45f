"""What form pages share: a FormView in a var, errors in three languages."""

from collections.abc import Mapping

from hellowork_portal.kit.errors import PortalError
from hellowork_portal.kit.words import of_error
from hellowork_portal.ui.components.fields import ErrorLine


def error_lines(fields: Mapping[str, PortalError]) -> list[ErrorLine]:
    """Return the lines of an error summary, in the order of the form."""
    return [ErrorLine(field, of_error(error)) for field, error in fields.items()]


def words_by_field(fields: Mapping[str, PortalError]) -> dict[str, dict[str, str]]:
    """Return the sentence of each wrong field in every language."""
    return {field: of_error(error) for field, error in fields.items()}
