"""What is to be done today, as its person sees it; all plain values."""

from dataclasses import dataclass, field

from hellowork_portal.kit.unchanging import Unchanging
from hellowork_portal.kit.words import Words
from hellowork_portal.services.applications.views import OwnView
from hellowork_portal.services.banners.views import BannerView
from hellowork_portal.services.reservations.views import PlaceView


@dataclass(frozen=True)
class NextInterview(Unchanging):
    """The next interview; `day` is today, tomorrow or later.

    `can_join` from ten minutes before the beginning to the end of an online interview;
    only then `join_url` is there, and only if the meeting is ready. `joins_at` is a wall
    clock time in Japan, `now_ms` and `opens_ms` are milliseconds since 1970.
    """

    number: str
    number_shown: str
    place: PlaceView
    day: str
    joins_at: str
    opens_ms: int
    now_ms: int
    can_join: bool
    meeting_state: str
    join_url: str = field(default="", repr=False)


@dataclass(frozen=True)
class OpenHold(Unchanging):
    """A seat that waits for its application; the form can be gone on with."""

    hold_id: int
    place: PlaceView


@dataclass(frozen=True)
class Missed:
    """One's 認定日 that is over with nothing filed, while one can still come to the office.

    `last` is until when, empty where the next 認定日 is not known; all are empty where none was missed.
    """

    day: Words = field(default_factory=dict)
    last: Words = field(default_factory=dict)
    office: Words = field(default_factory=dict)
    phone: str = ""


@dataclass(frozen=True)
class NextCertification(Unchanging):
    """One's own next 認定日, as the office's record says, and how its declaration stands.

    `following` is the 認定日 after it, as far as one is known.

    `way` is interview (kind a), form (kind b) or in_person; day and way are empty where no record
    tells a day, but a declaration was begun or filed. `needs_booking`: an interview is to be held
    and none is booked for the day; `offering_id` is where, at one's own office, 0 where it offers none.
    """

    day: Words = field(default_factory=dict)
    following: Words = field(default_factory=dict)
    iso: str = ""
    is_today: bool = False
    way: str = ""
    needs_booking: bool = False
    office_id: int = 0
    offering_id: int = 0
    declaration: OwnView = field(default_factory=OwnView)
    missed: Missed = field(default_factory=Missed)


@dataclass(frozen=True)
class TodayView:
    """Everything that the home page tells somebody who is signed in.

    `office` names one's own office and is empty where none is known.
    """

    interview: NextInterview | None
    more_interviews: int
    hold: OpenHold | None
    certification: NextCertification | None
    office: Words
    office_notices: list[BannerView]
    mail_is_refused: bool
