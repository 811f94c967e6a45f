"""The gallery's changing and cancelling, and the day of the interview."""

from hellowork_portal.kit import routes
from tests.e2e.gallery import Screen

SCREENS = [
    Screen("change", routes.CHANGE, "number={number}", "changer"),
    Screen("change.time", routes.CHANGE, "number={number}&day={other_day}&slot={other}", "changer"),
    Screen("change.too_late", routes.CHANGE, "number={number}", "tomorrow"),
    Screen("change.none", routes.CHANGE, "number=23456789AB", "newcomer"),
    Screen(
        "change_confirm",
        routes.CHANGE_CONFIRM,
        "number={number}&day={other_day}&slot={other}&revision=0",
        "changer",
    ),
    Screen("change_done", routes.CHANGE_DONE, "number={number}", "changed"),
    Screen("cancel", routes.CANCEL, "number={number}", "regular"),
    Screen("cancel.too_late", routes.CANCEL, "number={number}", "tomorrow"),
    Screen("cancelled", routes.CANCELLED, "number={number}", "canceller"),
    Screen("detail.cancelled", routes.RESERVATION, "number={number}", "canceller"),
    Screen("waitlist", routes.WAITLIST, "", "newcomer"),
    Screen("waitlist.waiting", routes.WAITLIST, "", "in_line"),
    Screen("interview", routes.INTERVIEW, "number={number}", "regular"),
    Screen("interview.today", routes.INTERVIEW, "number={number}", "tomorrow"),
    Screen("interview.none", routes.INTERVIEW, "number=23456789AB", "newcomer"),
]
