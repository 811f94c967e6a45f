"""What can be wrong with a typed value, and with a form's definition."""

from collections.abc import Mapping

from pydantic_core import PydanticCustomError

from hellowork_portal.kit.errors import PortalError


class FieldError(PortalError):
    """A typed value that a field cannot take.

    `FieldError("too_long", max=100)` has the code `field.too_long`, which is worded
    by the catalogue key `error.field.too_long`. Values name limits, never what was typed.
    """

    def __init__(self, code: str, **values: object) -> None:
        super().__init__(**values)
        self.code = f"field.{code}"

    @property
    def words_key(self) -> str:
        """The catalogue key of its sentence."""
        return f"error.{self.code}"


class CellErrors(FieldError):
    """What is wrong in single inputs of a field: `cells` maps `row.column`, or a day, to its error.

    The validator lists each under the name `field.row.column`; rows count from 0, empty ones left out.
    """

    def __init__(self, cells: Mapping[str, FieldError]) -> None:
        super().__init__("cells")
        self.cells = dict(cells)


class FoundError(FieldError):
    """What a rule outside the form has found, worded by a catalogue key of its own (`finding.v05`)."""

    def __init__(self, key: str, **values: object) -> None:
        super().__init__("found", **values)
        self.key = key

    @property
    def words_key(self) -> str:
        """The catalogue key of its sentence."""
        return self.key


def unsound(code: str, detail: str) -> PydanticCustomError:
    """Return the fault of a definition that pydantic reports with its place.

    `code` is for screens that word it; `detail` names the ids concerned.
    """
    return PydanticCustomError("unsound_form", "{code}: {detail}", {"code": code, "detail": detail})
