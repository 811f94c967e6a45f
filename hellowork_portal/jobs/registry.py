"""Which handler does which kind of job, and which kinds share threads."""

from hellowork_portal.jobs import (
    auditing,
    certification_days,
    declarations,
    files,
    mails,
    meetings,
    slot_release,
    tidying,
    waitlist,
)
from hellowork_portal.jobs.kinds import Family
from hellowork_portal.jobs.queue import JOB

_MAIL = {"mail": mails.deliver, "reminder": mails.deliver}
_MEETING = {
    "meeting.create": meetings.create,
    "meeting.move": meetings.move,
    "meeting.delete": meetings.delete,
}
_UPKEEP = {
    "upkeep.slots": slot_release.release,
    "upkeep.holds": tidying.free_holds,
    "upkeep.prune": tidying.prune,
    "upkeep.accounts": tidying.tidy_accounts,
    "upkeep.days": certification_days.fill,
    "upkeep.declarations": declarations.remind,
    "upkeep.audit": auditing.seal,
    "upkeep.files": files.tidy,
}
_FILE = {"file.scan": files.scan, "file.forget": files.forget}
_WAITLIST = {
    "waitlist.offer": waitlist.offer,
    "waitlist.lapse": waitlist.lapse,
    "waitlist.sweep": waitlist.sweep,
}

FAMILIES = (
    Family("mail", _MAIL, JOB.c.kind.in_(list(_MAIL)), batch=5, threads=2, after_batch=mails.hang_up),
    Family("meeting", _MEETING, JOB.c.kind.in_(list(_MEETING)), batch=2, threads=2),
    # A family of its own, so that a seat never waits for the release of slots.
    Family("waitlist", _WAITLIST, JOB.c.kind.in_(list(_WAITLIST)), batch=1),
    # A scanner may be slow.
    Family("file", _FILE, JOB.c.kind.in_(list(_FILE)), batch=2),
    # Upkeep also takes kinds that nobody knows, so that they die visibly instead of waiting for ever.
    Family("upkeep", _UPKEEP, JOB.c.kind.not_in([*_MAIL, *_MEETING, *_WAITLIST, *_FILE]), batch=1),
)
