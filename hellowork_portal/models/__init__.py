"""All tables; importing this package registers them with the metadata."""

from hellowork_portal.models.access import Applicant, Claimant, ClaimantKind, OneTimeLink, Session
from hellowork_portal.models.meetings import Meeting, MeetingHost, MeetingHostTime, MeetingState
from hellowork_portal.models.offices import Office, OfficeClosure, Prefecture
from hellowork_portal.models.operations import (
    AuditEntry,
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
from hellowork_portal.models.schedules import ScheduleTemplate, Slot, SlotState

__all__ = [
    "LIVE_STATES",
    "Applicant",
    "AuditEntry",
    "CertificationDay",
    "Claimant",
    "ClaimantKind",
    "Delivery",
    "DeliveryState",
    "DemandRefused",
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
    "ScheduleTemplate",
    "Session",
    "Slot",
    "SlotState",
]
