"""What a change does is shown, decided on, applied, overtaken, taken back; no decision is lost."""

from datetime import date
from typing import Any

import pytest

from hellowork_portal.kit.errors import Invalid
from hellowork_portal.models import AuditEntry, OfficeClosure, ReservationState, ScheduleDraft
from hellowork_portal.services.schedule_changes.errors import (
    ScheduleSameAlready,
    StrandedUndecided,
    UndoBooked,
    UndoNotLast,
)
from hellowork_portal.services.schedule_changes.stale import PreviewStale
from hellowork_portal.services.schedule_drafts import applying, days, errors, history
from tests.factories import NOW
from tests.services.schedule_changes.conftest import THURSDAY
from tests.services.schedule_drafts.conftest import Screens, colleague

CLOSING = {"valid_from": THURSDAY.isoformat(), "reason_ja": "設備点検のため", "reason_en": "Maintenance"}


def begin(screens: Screens, kind: str = "close", who: Any = None, **form: str) -> int:
    return screens.act(days.begin_day_change, who, kind=kind, form={**CLOSING, **form}, now=NOW)


def booked(screens: Screens, count: int = 1) -> list[int]:
    slots = screens.slots()
    return [screens.book(slots[turn].id, f"p{turn}@example.jp") for turn in range(count)]


def test_each_stranded_reservation_is_decided_and_it_is_so(screens: Screens) -> None:
    moved, cancelled, kept = booked(screens, 3)
    draft_id = begin(screens)
    view = screens.shown(draft_id).view
    assert (view.stranded_count, view.undecided, view.reason_ja) == (3, 3, "設備点検のため")
    assert view.offering_id == 0, "the whole office's"
    with pytest.raises(StrandedUndecided):
        screens.carry_out(draft_id)
    screens.decide(draft_id, moved, "move", view.stranded[0].times[0].value)
    screens.decide(draft_id, cancelled, "cancel")
    screens.decide(draft_id, kept, "keep")
    again = screens.shown(draft_id).view
    assert (again.undecided, [line.decision for line in again.stranded]) == (0, ["move", "cancel", "keep"])
    screens.carry_out(draft_id)
    states = [screens.reservation(one).state for one in (moved, cancelled, kept)]
    assert states == [ReservationState.CONFIRMED, ReservationState.CANCELLED, ReservationState.CONFIRMED]
    assert screens.reservation(moved).starts_at.isoformat() == view.stranded[0].times[0].value
    assert [row.on_day for row in screens.rows(OfficeClosure)] == [THURSDAY]


def test_the_manager_sees_whom_it_strands_and_that_is_recorded_once(screens: Screens) -> None:
    first, second = booked(screens, 2)
    draft_id = begin(screens)
    view = screens.act(applying.open_change, draft_id=draft_id, now=NOW).view
    assert [(line.reservation_id, line.name) for line in view.stranded] == [
        (first, "職安 花子"), (second, "職安 花子"),
    ]  # fmt: skip
    screens.decide(draft_id, first, "keep")
    assert screens.shown(draft_id).view.stranded[0].name == "職安 花子"
    (entry,) = screens.rows(AuditEntry, action="schedule.stranded_viewed")
    assert (entry.subject_id, entry.details) == (screens.office_id, {"seen": 2})
    with pytest.raises(errors.DraftGone):
        screens.act(applying.open_change, colleague(screens.office_id), draft_id=draft_id, now=NOW)
    empty = begin(screens, valid_from="2026-12-24")
    screens.act(applying.open_change, draft_id=empty, now=NOW)
    assert len(screens.rows(AuditEntry, action="schedule.stranded_viewed")) == 1, "nobody was named"


@pytest.mark.parametrize("what", ["move", "cancel", "keep"])
def test_all_others_are_decided_alike(screens: Screens, what: str) -> None:
    first, *_ = booked(screens, 3)
    draft_id = begin(screens)
    screens.decide(draft_id, first, "keep")
    screens.act(applying.decide_all, draft_id=draft_id, what=what, now=NOW)
    view = screens.shown(draft_id).view
    assert [line.decision for line in view.stranded] == ["keep", what, what]
    screens.carry_out(draft_id)


def test_a_time_chosen_for_one_is_not_proposed_beyond_its_seats(screens: Screens) -> None:
    first, second, third = booked(screens, 3)
    draft_id = begin(screens)
    time = screens.shown(draft_id).view.stranded[0].times[0].value
    for reservation in (first, second, third):
        screens.decide(draft_id, reservation, "move", time)
    view = screens.shown(draft_id).view
    assert [line.decision for line in view.stranded] == ["move", "move", ""], "two seats, so the third waits"
    assert view.undecided == 1
    screens.act(applying.decide_all, draft_id=draft_id, what="move", now=NOW)
    assert screens.carry_out(draft_id).stranded_count == 3


def test_more_times_are_there_for_one_who_is_not_suited(screens: Screens) -> None:
    first, _ = booked(screens, 2)
    draft_id = begin(screens)
    lines = screens.shown(draft_id, wide=first).view.stranded
    assert [len(line.times) for line in lines] == [applying.MOST_TIMES, 3]


@pytest.mark.parametrize(
    ("what", "to"), [("nonsense", ""), ("move", "soon"), ("move", "2026-12-07"), ("", "")]
)
def test_nonsense_from_a_browser_decides_nothing(screens: Screens, what: str, to: str) -> None:
    (reservation,) = booked(screens)
    draft_id = begin(screens)
    screens.decide(draft_id, reservation, what, to)
    assert screens.shown(draft_id).view.undecided == 1


def test_who_is_moved_or_cancelled_is_told_why(screens: Screens) -> None:
    (reservation,) = booked(screens)
    draft_id = begin(screens)
    screens.decide(draft_id, reservation, "cancel")
    with pytest.raises(Invalid) as told:
        screens.carry_out(draft_id, reason=" ")
    assert told.value.fields["reason_ja"].code == "schedule_reason_missing"
    assert screens.shown(draft_id).view.undecided == 0


def test_who_books_while_one_looks_is_shown_and_no_decision_is_lost(screens: Screens) -> None:
    first, second = booked(screens, 2)
    draft_id = begin(screens)
    screens.decide(draft_id, first, "cancel")
    screens.decide(draft_id, second, "keep")
    seen = screens.shown(draft_id)
    screens.book(screens.slots()[5].id, "late@example.jp")
    with pytest.raises(PreviewStale) as stale:
        screens.carry_out(draft_id, seen)
    told = screens.ask(applying.difference_words, difference=stale.value.difference)
    assert [words["en"] for words in told] == ["1 more reservations are affected."]
    view = screens.shown(draft_id).view
    assert [line.decision for line in view.stranded] == ["cancel", "keep", ""]
    screens.act(applying.decide_all, draft_id=draft_id, what="keep", now=NOW)
    assert screens.carry_out(draft_id).stranded_count == 3


def test_two_managers_at_once_the_second_sees_what_the_first_did(screens: Screens) -> None:
    mine = screens.act(days.begin_day_change, kind="close", form=CLOSING, now=NOW)
    seen = screens.shown(mine)
    other = colleague(screens.office_id)
    part = CLOSING | {"from_minute": "9:00", "to_minute": "12:00"}
    theirs = screens.act(days.begin_day_change, other, kind="part", form=part, now=NOW)
    shown = screens.ask(applying.show_change, other, draft_id=theirs, now=NOW)
    form = {"reason_ja": ""}
    screens.act(applying.apply_draft, other, draft_id=theirs, seen=shown.seen, form=form, now=NOW)
    with pytest.raises(PreviewStale) as stale:
        screens.carry_out(mine, seen)
    (told, *_) = screens.ask(applying.difference_words, difference=stale.value.difference)
    assert told["en"].startswith("職員8 made a change on")
    assert "an exception" in told["en"]
    assert screens.carry_out(mine).removed == 12


def test_the_last_change_is_undone_with_its_preview(screens: Screens) -> None:
    before = 2 * len(screens.slots())
    screens.carry_out(begin(screens))
    assert [line.can_undo for line in screens.ask(history.history_of)] == [True]
    undo = screens.act(history.begin_undo, now=NOW)
    assert screens.shown(undo).view.added == before
    screens.carry_out(undo)
    assert screens.rows(OfficeClosure) == []
    lines = screens.ask(history.history_of)
    assert [(line.is_undone, line.can_undo) for line in lines] == [(False, False), (True, False)]
    assert lines[1].sentence["en"] == "Closed on Thursday 10 December 2026 – Maintenance"
    assert lines[1].who == "職員7"
    with pytest.raises(UndoNotLast):
        screens.act(history.begin_undo, now=NOW)


def test_what_somebody_has_booked_is_not_undone(screens: Screens) -> None:
    form = {
        "offering_id": str(screens.offering_id),
        "seats": "1",
        "slot_minutes": "30",
        "buffer_minutes": "0",
    }
    form |= {"from_minute": "17:00", "to_minute": "18:00", "valid_from": THURSDAY.isoformat()}
    screens.carry_out(screens.act(days.begin_day_change, kind="extra", form=form, now=NOW))
    screens.book(screens.slots()[-1].id)
    with pytest.raises(UndoBooked):
        screens.act(history.begin_undo, now=NOW)


def test_a_change_is_dropped_and_old_ones_go_by_themselves(screens: Screens) -> None:
    draft_id = begin(screens)
    screens.act(applying.drop_change, colleague(screens.office_id), draft_id=draft_id)
    assert screens.shown(draft_id).view.draft_id == draft_id, "a colleague drops nothing of mine"
    screens.act(applying.drop_change, draft_id=draft_id)
    with pytest.raises(errors.DraftGone):
        screens.shown(draft_id)
    begin(screens)
    later = NOW.replace(day=10, month=12)
    screens.act(days.begin_day_change, kind="close", form={**CLOSING, "valid_from": "2026-12-21"}, now=later)
    assert len(screens.rows(ScheduleDraft)) == 1


def test_what_is_so_already_is_said(screens: Screens) -> None:
    screens.carry_out(begin(screens))
    with pytest.raises(ScheduleSameAlready):
        begin(screens)
    assert screens.slots(date(2026, 12, 10), state="open") == []
