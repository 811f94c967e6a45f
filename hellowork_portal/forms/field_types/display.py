"""What a form says without asking anything."""

from pydantic import JsonValue

from hellowork_portal.forms.field_types.base import FieldType, Widget
from hellowork_portal.forms.fields import FormField
from hellowork_portal.forms.rules import ValueKind


class HeadingType(FieldType):
    """A heading between fields."""

    name = "heading"
    kind = ValueKind.NOTHING
    is_answerable = False

    def widget(self, field: FormField) -> Widget:
        """Return a heading."""
        return Widget.HEADING

    def parse(self, raw: object, field: FormField) -> JsonValue:
        """Return None: whatever is sent for it is nobody's answer."""
        return None

    def json_schema(self, field: FormField) -> dict[str, JsonValue]:
        """Describe that there is no value."""
        return {"type": "null"}


class NoteType(HeadingType):
    """A paragraph between fields; its text is the help, its label a short title."""

    name = "note"

    def widget(self, field: FormField) -> Widget:
        """Return a note."""
        return Widget.NOTE
