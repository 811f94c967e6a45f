"""What is done by the clock: one job per duty and period, whichever worker thinks of it first."""

from datetime import datetime

from hellowork_portal.kit.clock import at_japan, day_in_japan
from hellowork_portal.services.outbox.service import NewJob

SLOTS_AT_MINUTE, PRUNE_AT_MINUTE, ACCOUNTS_AT_MINUTE, DAYS_AT_MINUTE = 5, 180, 190, 15
FILES_AT_MINUTE, DECLARATIONS_AT_MINUTE = 3 * 60 + 20, 25


def duties_at(now: datetime) -> list[NewJob]:
    """Return the jobs of this minute and day; their keys make every later request vanish.

    A period that passed while no worker ran is not made up for: each duty does
    all that is due when it runs.
    """
    day = day_in_japan(now)
    return [
        NewJob("upkeep.slots", f"upkeep:slots:{day}", run_at=at_japan(day, SLOTS_AT_MINUTE)),
        NewJob("upkeep.prune", f"upkeep:prune:{day}", run_at=at_japan(day, PRUNE_AT_MINUTE)),
        NewJob("upkeep.days", f"upkeep:days:{day}", run_at=at_japan(day, DAYS_AT_MINUTE)),
        NewJob(
            "upkeep.declarations",
            f"upkeep:declarations:{day}",
            run_at=at_japan(day, DECLARATIONS_AT_MINUTE),
        ),
        NewJob("upkeep.accounts", f"upkeep:accounts:{day}", run_at=at_japan(day, ACCOUNTS_AT_MINUTE)),
        NewJob("upkeep.files", f"upkeep:files:{day}", run_at=at_japan(day, FILES_AT_MINUTE)),
        NewJob("upkeep.holds", f"upkeep:holds:{now:%Y-%m-%dT%H:%M}", run_at=now, max_attempts=3),
        NewJob("upkeep.audit", f"upkeep:audit:{now:%Y-%m-%dT%H:%M}", run_at=now, max_attempts=3),
        NewJob("waitlist.sweep", f"waitlist:sweep:{now:%Y-%m-%dT%H:%M}", run_at=now, max_attempts=3),
    ]
