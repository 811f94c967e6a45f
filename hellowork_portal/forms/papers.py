"""What stands where on the paper of a form."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class PaperPlan:
    """How a form's fields are laid out on its official paper; ids that a version lacks are left out.

    `head` are fields of the box at the top, `period` the first and last day that stand there as one;
    `questions` are the numbered ones, each with its fields, whose first one is the question itself;
    `statement` is the field of what the person declares, `name` and `number` who does; `incomes` are the
    rows of income with their columns of days and yen, which the office's box sums up. `widths` are
    those of a table's columns beside each other.
    """

    form: str
    head: tuple[str, ...]
    period: tuple[str, str]
    questions: tuple[tuple[str, ...], ...]
    statement: str
    office: str
    name: str
    number: str
    incomes: tuple[str, str, str] | None = None
    widths: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
