"""All tables; importing this package registers them with the metadata."""

from hellowork_portal.models.access import (
    Applicant,
    Claimant,
    ClaimantKind,
    GuestAccess,
    OneTimeLink,
    Session,
)
from hellowork_portal.models.accounts import AddressChange, CounterCode, SignIn, SignInOutcome
from hellowork_portal.models.meetings import Meeting, MeetingHost, MeetingHostTime, MeetingState
from hellowork_portal.models.offices import Office, OfficeClosure, Prefecture
from hellowork_portal.models.operations import (
    AuditEntry,
    Banner,
    BannerKind,
    Delivery,
    DeliveryState,
    DemandRefused,
    Job,
    JobState,
)
from hellowork_portal.models.procedures import Mode, Offering, Procedure, ProcedureVersion
from hellowork_portal.models.reservations import (
    LIVE_STATES,
    CertificationDay,
    Reservation,
    ReservationState,
)
from hellowork_portal.models.schedules import (
    DutyStretch,
    ExceptionKind,
    ScheduleChange,
    ScheduleException,
    ScheduleTemplate,
    Slot,
    SlotState,
)
from hellowork_portal.models.waiting import (
    DayNotice,
    DayNoticeKind,
    WaitlistEntry,
    WaitlistKind,
    WaitlistState,
)

__all__ = [
    "LIVE_STATES",
    "AddressChange",
    "Applicant",
    "AuditEntry",
    "Banner",
    "BannerKind",
    "CertificationDay",
    "Claimant",
    "ClaimantKind",
    "CounterCode",
    "DayNotice",
    "DayNoticeKind",
    "Delivery",
    "DeliveryState",
    "DemandRefused",
    "DutyStretch",
    "ExceptionKind",
    "GuestAccess",
    "Job",
    "JobState",
    "Meeting",
    "MeetingHost",
    "MeetingHostTime",
    "MeetingState",
    "Mode",
    "Offering",
    "Office",
    "OfficeClosure",
    "OneTimeLink",
    "Prefecture",
    "Procedure",
    "ProcedureVersion",
    "Reservation",
    "ReservationState",
    "ScheduleChange",
    "ScheduleException",
    "ScheduleTemplate",
    "Session",
    "SignIn",
    "SignInOutcome",
    "Slot",
    "SlotState",
    "WaitlistEntry",
    "WaitlistKind",
    "WaitlistState",
]
