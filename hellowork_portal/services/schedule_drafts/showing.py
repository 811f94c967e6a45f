"""A plan as a manager sees it before it is carried out; pure."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from hellowork_portal.kit.clock import in_japan
from hellowork_portal.kit.words import Words, in_all, of_day, of_span
from hellowork_portal.services.schedule_changes.carrying_out import Decision, What
from hellowork_portal.services.schedule_changes.day_change import DayChange
from hellowork_portal.services.schedule_changes.draft import (
    AddException,
    Change,
    CloseDays,
    CopyWeek,
    SetRelease,
    SetWeek,
)
from hellowork_portal.services.schedule_changes.duty import DutyWarning
from hellowork_portal.services.schedule_changes.overview import wall
from hellowork_portal.services.schedule_changes.plan import ChangePlan
from hellowork_portal.services.schedule_changes.proposals import PROPOSED, Stranded
from hellowork_portal.services.schedule_drafts.sentences import sentence_of
from hellowork_portal.services.schedule_drafts.store import Draft
from hellowork_portal.services.schedule_drafts.views import DayLine, PlanView, StrandedLine, TimeChoice

MOST_DAYS, MOST_WARNINGS, PAGE = 40, 10, 50
Names = Mapping[int, Words]


def page_of(plan: ChangePlan, first: int) -> tuple[int, Sequence[Stranded]]:
    """Return the page of stranded reservations that begins with the one at `first`, and where it begins."""
    first = min(max(first, 0), max(0, (len(plan.stranded) - 1) // PAGE * PAGE))
    return first, plan.stranded[first : first + PAGE]


def plan_view(
    draft: Draft, plan: ChangePlan, names: Names, people: Mapping[int, str], first: int = 0
) -> PlanView:
    """Return a plan in words; of the stranded reservations a page, with `people`'s names by their ids."""
    decisions = decided(plan, draft.decisions)
    days = sorted(plan.days, key=lambda day: (day.day, day.offering_id))
    first, page = page_of(plan, first)
    reason = draft.reason or _own_reason(draft.change)
    leaving = [one for one in plan.stranded if _what(decisions, one) in (What.MOVE, What.CANCEL)]
    return PlanView(
        draft_id=draft.id,
        kind=plan.change.kind,
        sentence=sentence_of(plan.change, names),
        added=plan.slots_added,
        removed=plan.slots_removed,
        resized=plan.slots_resized,
        left_out=sum(len(day.left_out) for day in days),
        rejoined=sum(one.taken > 0 for day in days for one in day.added),
        holds=len(plan.holds),
        days=[_day(day, names) for day in days[:MOST_DAYS]],
        more_days=max(0, len(days) - MOST_DAYS),
        stranded=[_line(one, decisions, names, people) for one in page],
        stranded_count=len(plan.stranded),
        undecided=sum(_what(decisions, one) is None for one in plan.stranded),
        first_shown=first,
        page_size=PAGE,
        warnings=warnings_in_words(plan.warnings[:MOST_WARNINGS]),
        more_warnings=max(0, len(plan.warnings) - MOST_WARNINGS),
        needs_reason=bool(leaving),
        reason_ja=reason.get("ja", ""),
        reason_en=reason.get("en", ""),
        has_slots=bool(days),
        offering_id=_offering_of(draft.change),
    )


def _offering_of(change: Change) -> int:
    """Return the offering on whose screen a change was drawn, 0 without one."""
    if isinstance(change, CopyWeek):
        return change.source_offering_id
    return change.offering_id if isinstance(change, SetWeek | SetRelease) else 0


def _own_reason(change: Change) -> dict[str, str]:
    """Return the reason that a closure states itself: most often those who are moved read the same."""
    if isinstance(change, AddException):
        return dict(change.exception.reason)
    return dict(change.reason) if isinstance(change, CloseDays) else {}


def decided(plan: ChangePlan, decisions: Mapping[int, Decision]) -> dict[int, Decision]:
    """Return the decisions that still count; who can only stay, stays.

    A time that was chosen and has no seat any more counts as no decision.
    """
    counting: dict[int, Decision] = {}
    for one in plan.stranded:
        decision = decisions.get(one.reservation_id)
        if not one.can_move:
            counting[one.reservation_id] = Decision(What.KEEP)
        elif decision and (decision.what is not What.MOVE or decision.to == one.moves_to):
            counting[one.reservation_id] = decision
    return counting


def _what(decisions: Mapping[int, Decision], one: Stranded) -> What | None:
    decision = decisions.get(one.reservation_id)
    return decision.what if decision else None


def _line(
    one: Stranded, decisions: Mapping[int, Decision], names: Names, people: Mapping[int, str]
) -> StrandedLine:
    decision = decisions.get(one.reservation_id)
    to = decision.to if decision and decision.what is What.MOVE else None
    starts = list(one.nearest) if to is None or to in one.nearest else [*one.nearest, to]
    length = one.ends_at - one.starts_at
    return StrandedLine(
        reservation_id=one.reservation_id,
        number=one.number,
        name=people.get(one.reservation_id, ""),
        when=of_span(one.starts_at, one.ends_at),
        offering=names.get(one.offering_id, {}),
        can_move=one.can_move,
        decision=decision.what.value if decision else "",
        moved_to=to.isoformat() if to else "",
        times=[TimeChoice(start.isoformat(), of_span(start, start + length)) for start in starts],
        has_more=len(one.nearest) == PROPOSED,
    )


def _day(day: DayChange, names: Names) -> DayLine:
    return DayLine(
        day=of_day(day.day),
        offering=names.get(day.offering_id, {}),
        added=_times([(one.time.starts_at, one.time.ends_at) for one in day.added]),
        removed=_times([(slot.starts_at, slot.ends_at) for slot in day.removed]),
        resized=_seats(day),
        left_out=_times([(time.starts_at, time.ends_at) for time in day.left_out]),
    )


def _times(times: list[tuple[datetime, datetime]]) -> Words:
    """Return how many times there are, from when to when; nothing for none."""
    if not times:
        return {}
    span = in_all("hours.span", begin=_clock(min(times)[0]), end=_clock(max(end for _, end in times)))
    return in_all("staff.preview.times", count=len(times), span=span)


def _seats(day: DayChange) -> Words:
    """Return how many times get other seats, or as many of which others are for the telephone."""
    if not day.wanted:
        return {}
    said, name = "seats", "capacity"
    if _total(day.resized, name) == _total(day.wanted, name):
        said, name = "held_back", "held_back"
    before, after = _total(day.resized, name), _total(day.wanted, name)
    return in_all(f"staff.preview.{said}", count=len(day.wanted), before=before, after=after)


def _total(rows: Iterable[Any], name: str) -> int:
    return sum(getattr(row, name) for row in rows)


def _clock(instant: datetime) -> str:
    there = in_japan(instant)
    return f"{there.hour}:{there.minute:02}"


def warnings_in_words(warnings: Iterable[DutyWarning]) -> list[Words]:
    """Return where there are more seats than people on duty."""
    return [
        in_all(
            "staff.preview.warning",
            day=of_day(one.day),
            span=in_all("hours.span", begin=wall(one.from_minute), end=wall(one.to_minute)),
            seats=one.seats,
            people=one.on_duty,
        )
        for one in warnings
    ]
