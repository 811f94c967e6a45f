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
class CellView:
    """One thing that is asked, in one language with what was typed: a field, or a column of one row.

    `id` names its input. Of a help of several paragraphs the first is `help`, the rest `help_more`,
    which waits behind a line to press. `max_length` is for a counter: the HTML attribute would cut pasted
    text silently. `is_watched` says that a change may show, hide or require other fields.
    The value of a `given` one stands in words, with marks where it `has_marks`; `value_lang` is
    the language that it is to be read in: a Japanese name stays one in an English form.
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
    has_marks: bool
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
    value_lang: str = ""
    help_more: str = ""


@dataclass(frozen=True)
class RowView:
    """One row of a field that has several; `title` names it and `remove` the button that takes it away."""

    key: str
    title: str
    remove: str
    cells: list[CellView]


@dataclass(frozen=True)
class MarkView:
    """What a day can be marked with: its sign, the letter that sets it, and what it means."""

    code: str
    sign: str
    key: str
    label: str


@dataclass(frozen=True)
class DayView:
    """One cell of a month; `day` is 0 where the month has none there.

    `is_open`: the day belongs to the period. `can_mark`: it may be marked, or its mark taken
    away. `code` and `sign` are its mark, `mark` what that means; empty for none.
    """

    iso: str
    input_name: str
    day: int
    name: str
    code: str
    sign: str
    mark: str
    is_open: bool
    can_mark: bool
    is_wrong: bool


@dataclass(frozen=True)
class MonthView:
    """A month of a calendar: whole weeks from Sunday on, those alone that the period touches."""

    title: str
    days: list[DayView]


@dataclass(frozen=True)
class FieldView(CellView):
    """A field with the inputs that only some kinds have: rows, or the days of a calendar.

    `rows_name` is the input that lists the keys of the rows (`row_keys`), separated by commas.
    """

    rows: list[RowView] = field(default_factory=list)
    rows_name: str = ""
    row_keys: str = ""
    add_label: str = ""
    starts_with_row: bool = False
    is_full: bool = False
    full: str = ""
    marks: list[MarkView] = field(default_factory=list)
    months: list[MonthView] = field(default_factory=list)


@dataclass(frozen=True)
class SectionView:
    """Fields under one heading; hidden when none of them shows.

    `is_folded`: all of it is given and nothing of it is wrong, so nobody has anything to do there.
    """

    id: str
    title: str
    help: str
    fields: list[FieldView]
    is_visible: bool
    is_folded: bool = False


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
class ConfirmCell:
    """One column of a row in words."""

    column: str
    label: str
    words: str
    has_marks: bool
    is_answered: bool
    warning: str


@dataclass(frozen=True)
class ConfirmRecord:
    """One row of an answer that has several; `row` counts from 0."""

    row: int
    title: str
    cells: list[ConfirmCell]


@dataclass(frozen=True)
class ConfirmRow:
    """One answer as it will be sent; `words` say so where there is none.

    What has rows stands in `records` too, and a calendar in `months` with the meaning of its `marks`.
    """

    field_id: str
    label: str
    plain_label: str
    words: str
    has_marks: bool
    is_answered: bool
    warning: str
    records: list[ConfirmRecord] = field(default_factory=list)
    months: list[MonthView] = field(default_factory=list)
    marks: list[MarkView] = field(default_factory=list)


@dataclass(frozen=True)
class ConfirmSection:
    """Answers under their heading; `page_id` is where they can be changed."""

    id: str
    page_id: str
    title: str
    rows: list[ConfirmRow]
