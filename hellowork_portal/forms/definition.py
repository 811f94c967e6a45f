"""A procedure as data: what it is, when it is offered, what it asks. Immutable once published."""

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, StrictBool, StringConstraints, model_validator

from hellowork_portal.forms.errors import unsound
from hellowork_portal.forms.fields import Form, Identifier
from hellowork_portal.forms.slots import SlotRules
from hellowork_portal.forms.soundness import check_form
from hellowork_portal.forms.texts import Frozen, Texts

SearchWord = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=60)]
OfficeCode = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]{1,20}$")]


class ProcedureKind(StrEnum):
    """Whether the procedure takes a time to talk, or papers."""

    INTERVIEW = "interview"
    APPLICATION = "application"


class Purpose(StrEnum):
    """What the procedure is for; certification has rules of its own (product.md decision 4)."""

    CERTIFICATION = "certification"
    COUNSELLING = "counselling"
    OTHER = "other"


class ProcedureDefinition(Frozen):
    """One version of a procedure. `schema_version` rises when this model changes its meaning."""

    schema_version: Literal[1]
    code: Identifier
    kind: ProcedureKind
    purpose: Purpose
    name: Texts
    summary: Texts
    what_to_bring: Texts
    terms: Texts
    mail_notes: Texts
    search_words: tuple[SearchWord, ...] = Field(default=(), max_length=100)
    needs_claimant_number: StrictBool = False
    offered_at: Literal["all"] | tuple[OfficeCode, ...] = "all"
    slots: SlotRules | None = None
    form: Annotated[Form, AfterValidator(check_form)]

    @model_validator(mode="after")
    def _slots_fit_the_kind(self) -> "ProcedureDefinition":
        is_interview = self.kind is ProcedureKind.INTERVIEW
        if is_interview != (self.slots is not None):
            raise unsound("slots", self.kind)
        return self

    def is_offered_at(self, office_code: str) -> bool:
        """Return whether an office offers the procedure by default."""
        return self.offered_at == "all" or office_code in self.offered_at
