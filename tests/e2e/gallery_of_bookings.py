"""The gallery's search, calendar, booking and lookup."""

from hellowork_portal.kit import routes
from tests.e2e.gallery import AGREE, Screen, offline, opened, press, send, typed, until

_SEARCH = [
    Screen("procedures", routes.PROCEDURES),
    Screen("procedures.found", routes.PROCEDURES, "q=新宿"),
    Screen("procedures.many", routes.PROCEDURES, "purpose=counselling&page=7"),
    Screen("procedures.none", routes.PROCEDURES, "q=ぴゅあぴゅあ"),
    Screen("procedures.hint", routes.PROCEDURES, "q=しんじゅこ"),
    Screen("procedures.no_mode", routes.PROCEDURES, "mode=telephone"),
    Screen("procedures.prefecture", routes.PROCEDURES, "prefecture=14"),
    Screen("procedures.picker", routes.PROCEDURES, do=opened("main summary")),
]

_CALENDAR = [
    Screen("calendar", routes.CALENDAR, "offering={offering}"),
    Screen("calendar.day", routes.CALENDAR, "offering={offering}&day={day}"),
    Screen("calendar.time", routes.CALENDAR, "offering={offering}&day={day}&slot={slot}"),
    Screen("calendar.full_day", routes.CALENDAR, "offering={offering}&day={full_day}"),
    Screen("calendar.sunday", routes.CALENDAR, "offering={offering}&day={sunday}"),
    Screen(
        "calendar.lost",
        routes.CALENDAR,
        "offering={offering}&day={lost_day}&slot={lost_slot}",
    ),
    Screen("calendar.closures", routes.CALENDAR, "offering={closing}&month=2026-12"),
    Screen("calendar.gone", routes.CALENDAR, "offering=999999"),
    Screen("calendar.held", routes.CALENDAR, "offering={offering}&day={day}&slot={slot}", "reader"),
    Screen("calendar.certification", routes.CALENDAR, "offering={certifying}"),
    *[
        Screen(f"calendar.certification_{who}", routes.CALENDAR, "offering={certifying}", who)
        for who in ("newcomer", "kind_a", "kind_b", "not_online")
    ],
]

_RESERVE = [
    Screen("reserve_terms", routes.RESERVE_TERMS, "hold={hold}", "reader"),
    Screen(
        "reserve_terms.not_agreed",
        routes.RESERVE_TERMS,
        "hold={hold}",
        "reader",
        until(send(AGREE), "#agree-error"),
    ),
    Screen("reserve_number", routes.RESERVE_NUMBER, "hold={hold}", "numberless"),
    Screen(
        "reserve_number.wrong",
        routes.RESERVE_NUMBER,
        "hold={hold}",
        "numberless",
        until(typed("claimant_number", "123", send()), "#claimant_number-error"),
    ),
    Screen("reserve_form", routes.RESERVE_FORM, "hold={hold}", "writer"),
    Screen(
        "reserve_form.wrong",
        routes.RESERVE_FORM,
        "hold={hold}",
        "writer",
        until(send("main form:has(#purpose_consent) [type=submit]"), "#purpose_consent-error"),
    ),
    Screen("reserve_form.certification", routes.RESERVE_FORM, "hold={hold}", "claimant"),
    Screen("reserve_form.offline", routes.RESERVE_FORM, "hold={hold}", "writer", offline),
    Screen("reserve_confirm", routes.RESERVE_CONFIRM, "hold={hold}", "decided"),
    Screen("reserve_confirm.over", routes.RESERVE_CONFIRM, "hold={hold}", "late"),
    Screen(
        "reserve_confirm.lost",
        routes.RESERVE_CONFIRM,
        "hold={hold}",
        "loser",
        until(press("reserve.confirm.button"), "#lost"),
    ),
    Screen("reserve_terms.gone", routes.RESERVE_TERMS, "hold=999999", "newcomer"),
    Screen("reserve_done", routes.RESERVE_DONE, "number={number}", "regular"),
    Screen("reserve_done.pending", routes.RESERVE_DONE, "number={number}", "waiting"),
]

_LOOKUP = [
    Screen("lookup", routes.LOOKUP, who="newcomer"),
    Screen("lookup.none_at_all", routes.LOOKUP, "all=1", "newcomer"),
    Screen("lookup.none", routes.LOOKUP, "number=23456789AB", "newcomer"),
    Screen("lookup.found", routes.LOOKUP, "all=1", "veteran"),
    Screen("detail", routes.RESERVATION, "number={number}", "regular"),
    Screen("detail.pending", routes.RESERVATION, "number={number}", "waiting"),
    Screen("detail.failed", routes.RESERVATION, "number={number}", "unlucky"),
    Screen("detail.unconfirmed", routes.RESERVATION, "number={number}", "unconfirmed"),
    Screen("detail.too_late", routes.RESERVATION, "number={number}", "tomorrow"),
    Screen("detail.none", routes.RESERVATION, "number=23456789AB", "newcomer"),
]

SCREENS = [*_SEARCH, *_CALENDAR, *_RESERVE, *_LOOKUP]
