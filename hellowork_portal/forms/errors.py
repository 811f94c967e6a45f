"""What can be wrong with a typed value, and with a form's definition."""

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


def unsound(code: str, detail: str) -> PydanticCustomError:
    """Return the fault of a definition that pydantic reports with its place.

    `code` is for screens that word it; `detail` names the ids concerned.
    """
    return PydanticCustomError("unsound_form", "{code}: {detail}", {"code": code, "detail": detail})
