"""The closed registry of field types."""

from collections.abc import Mapping
from types import MappingProxyType

from hellowork_portal.forms.errors import unsound
from hellowork_portal.forms.field_types.base import FieldType
from hellowork_portal.forms.field_types.calendar import CalendarMarksType
from hellowork_portal.forms.field_types.choices import ConsentType, MultipleChoiceType, SingleChoiceType
from hellowork_portal.forms.field_types.contact import MailType, PostalCodeType, TelephoneType
from hellowork_portal.forms.field_types.display import HeadingType, NoteType
from hellowork_portal.forms.field_types.insurance import ClaimantNumberType, JobSeekerNumberType
from hellowork_portal.forms.field_types.measures import DateType, NumberType
from hellowork_portal.forms.field_types.rows import RowsType
from hellowork_portal.forms.field_types.writing import LongTextType, NameType, ReadingType, TextType
from hellowork_portal.forms.fields import FormField

_SIMPLE: tuple[FieldType, ...] = (
    TextType(),
    LongTextType(),
    NameType(),
    ReadingType(),
    MailType(),
    TelephoneType(),
    PostalCodeType(),
    DateType(),
    NumberType(),
    SingleChoiceType(),
    MultipleChoiceType(),
    ConsentType(),
    HeadingType(),
    NoteType(),
    ClaimantNumberType(),
    JobSeekerNumberType(),
)
FIELD_TYPES: Mapping[str, FieldType] = MappingProxyType(
    {field_type.name: field_type for field_type in (*_SIMPLE, CalendarMarksType(), RowsType(_SIMPLE))}
)


def type_of(field: FormField) -> FieldType:
    """Return the type that reads and words a field; an unknown one is a fault of the definition."""
    try:
        return FIELD_TYPES[field.type]
    except KeyError:
        raise unsound("unknown_type", f"{field.id}: {field.type}") from None
