"""What a renderer walks through: plain texts, flags and lists, nothing to decide.

`label`, `title`, `help`, errors, warnings and option labels carry reading marks
({漢字|かんじ}) for ruby; a `plain_label` has its readings in brackets, for lists that
unfold. Values never carry marks, and words only where they are not what somebody
typed (`has_marks`), so that nothing typed is ever read as a mark.
"""

from dataclasses import dataclass, field

from hellowork_portal.kit.unchanging import Unchanging


@dataclass(frozen=True)
class OptionView:
    """One answer of a choice; `input_name` is the name of its own checkbox."""

    code: str
    label: str
    plain_label: str
    input_name: str
    is_chosen: bool


@dataclass(frozen=True)
class PartView:
    """One of several inputs of a field, such as the month of a date."""

    input_name: str
    label: str
    value: str
    options: list[OptionView] = field(default_factory=list)
    input_mode: str = "text"
    max_length: int = 0
    autocomplete: str = ""


@dataclass(frozen=True)
class FieldView:
    """A field in one language with what was typed.

    `max_length` is for a counter: the HTML attribute would cut pasted text silently.
    `is_watched` says that a change may show, hide or require other fields.
    """

    id: str
    type: str
    widget: str
    label: str
    plain_label: str
    help: str
    is_answerable: bool
    is_required: bool
    value: str
    values: list[str]
    is_checked: bool
    options: list[OptionView]
    parts: list[PartView]
    error: str
    autocomplete: str
    input_mode: str
    max_length: int
    is_visible: bool
    is_watched: bool


@dataclass(frozen=True)
class SectionView:
    """Fields under one heading; hidden when none of them shows."""

    id: str
    title: str
    help: str
    fields: list[FieldView]
    is_visible: bool


@dataclass(frozen=True)
class PageView:
    """One step of the form."""

    id: str
    title: str
    sections: list[SectionView]
    is_visible: bool
    has_errors: bool


@dataclass(frozen=True)
class ErrorLine:
    """One line of the summary above the form; `input_name` takes the focus."""

    field_id: str
    input_name: str
    label: str
    words: str


@dataclass(frozen=True)
class FormView(Unchanging):
    """The whole form in one language."""

    pages: list[PageView]
    errors: list[ErrorLine]
    watched_ids: list[str]


@dataclass(frozen=True)
class ConfirmRow:
    """One answer as it will be sent; `words` say so where there is none."""

    field_id: str
    label: str
    plain_label: str
    words: str
    has_marks: bool
    is_answered: bool
    warning: str


@dataclass(frozen=True)
class ConfirmSection:
    """Answers under their heading; `page_id` is where they can be changed."""

    id: str
    page_id: str
    title: str
    rows: list[ConfirmRow]
