"""Why a case cannot be seen, moved on or decided."""

from hellowork_portal.kit.errors import PortalError


class CaseUnknown(PortalError):
    """No application of the reader's offices has this number; other offices' are answered alike."""

    code = "staff_case_unknown"


class CaseChanged(PortalError):
    """Somebody has acted on it since the page was drawn; it is shown as it is now."""

    code = "staff_case_changed"


class NotInReview(PortalError):
    """Only a case that is being reviewed can be returned or decided."""

    code = "staff_case_not_in_review"


class AwaitsApproval(PortalError):
    """A decision waits for the second person; nothing else can be done until then."""

    code = "staff_case_awaits_approval"


class DaysDecided(PortalError):
    """Days of the period are decided about, or wait for it, in the person's case `number` (V01)."""

    code = "staff_case_days_decided"


class DecisionOutdated(PortalError):
    """The record says something else than what was decided by: the decision is to be sent back."""

    code = "staff_decision_outdated"


class NothingToApprove(PortalError):
    """No decision waits for approval: somebody else was quicker."""

    code = "staff_nothing_to_approve"


class SamePerson(PortalError):
    """Whoever decided cannot approve their own decision."""

    code = "staff_same_person"


class MessageMissing(PortalError):
    """Who gets their form back, or who decided, is told why, in at most `most` signs."""

    code = "staff_message_missing"


class FieldsMissing(PortalError):
    """A form is returned with marks on its fields: at least one."""

    code = "staff_fields_missing"


class NoRecord(PortalError):
    """Amounts are kept with the claimant's record, and the person is not linked to one yet."""

    code = "staff_case_no_record"


class BulkStale(PortalError):
    """Cases have come, gone or changed since the list was shown; nothing was decided."""

    code = "staff_bulk_stale"

    def __init__(self, arrived: int, gone: int) -> None:
        super().__init__(arrived=arrived, gone=gone)


class BulkEmpty(PortalError):
    """Nothing is left that may be decided together."""

    code = "staff_bulk_empty"


class SampleUnseen(PortalError):
    """`count` cases of the sample were not opened yet."""

    code = "staff_sample_unseen"


class NobodyChosen(PortalError):
    """No case, or nobody of the office, was chosen to be given to."""

    code = "staff_nobody_chosen"


class ExportDaysWrong(PortalError):
    """The days of an export are none, the wrong way round, or more than `most`."""

    code = "staff_export_days_wrong"


class BoxWrong(PortalError):
    """What stands in a box of a decision cannot be: `reason` is part of the code."""

    def __init__(self, reason: str, **values: object) -> None:
        super().__init__(**values)
        self.code = f"staff_decision_{reason}"


class Unconfirmed(PortalError):
    """The office has not confirmed yet who the person is: nothing is decided about them until then."""

    code = "staff_case_unconfirmed"
