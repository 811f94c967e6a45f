"""Why a file of claimants is not taken, or an account not linked to a record."""

from hellowork_portal.kit.errors import PortalError


class FileUnreadable(PortalError):
    """The file as a whole cannot be read; `reason` is part of the code."""

    def __init__(self, reason: str, **values: object) -> None:
        self.code = f"staff_file_{reason}"
        super().__init__(**values)


class FileGone(PortalError):
    """The office has no such file, it was taken already, or it was kept too long."""

    code = "staff_file_gone"


class FileFaulty(PortalError):
    """`count` lines have faults: nothing was taken."""

    code = "staff_file_faulty"


class ClaimantUnknown(PortalError):
    """The reader's office has no such record; other offices' are answered alike."""

    code = "staff_claimant_unknown"


class PersonUnknown(PortalError):
    """Nobody whom the reader's office may know has this id."""

    code = "staff_person_unknown"


class ClaimantLinked(PortalError):
    """The record is linked to an account already."""

    code = "staff_claimant_linked"


class PersonLinked(PortalError):
    """The account is linked to another record already."""

    code = "staff_person_linked"


class DecisionWaits(PortalError):
    """A decision about the record's person waits for its approval: first it is approved or sent back."""

    code = "staff_claimant_decision_waits"


class NumberDiffers(PortalError):
    """The account does not state this record's 支給番号."""

    code = "staff_number_differs"


class IdentityUnchecked(PortalError):
    """Nobody has said that the person's identity was checked."""

    code = "staff_identity_unchecked"


class ClaimantChanged(PortalError):
    """The record was changed since the page was drawn; it is shown as it is now."""

    code = "staff_claimant_changed"


class DayNotDue(PortalError):
    """No declaration is waited for on this day: it was filed, moved, is long over or far ahead."""

    code = "staff_claimant_day_not_due"


class DaySettled(PortalError):
    """A colleague has noted something else about the day since the page was drawn."""

    code = "staff_claimant_day_settled"


class BoxWrong(PortalError):
    """What stands in a box of the record cannot be: `reason` is part of the code."""

    def __init__(self, reason: str, **values: object) -> None:
        super().__init__(**values)
        self.code = f"staff_claimant_box_{reason}"
