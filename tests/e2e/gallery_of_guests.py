"""The gallery's lookup without sign-in."""

from hellowork_portal.kit import routes
from tests.e2e.gallery import Screen, send, typed, until

SCREENS = [
    Screen("lookup.ways", routes.LOOKUP),
    Screen("lookup.empty", routes.LOOKUP, "code_number=field.required"),
    Screen("lookup.ended", routes.LOOKUP, "ended=1&number=23456789AB"),
    Screen("lookup.left", routes.LOOKUP, "ended=2"),
    Screen("lookup.guest", routes.LOOKUP, who="guest"),
    Screen("lookup_code", routes.LOOKUP_CODE, who="code_asker"),
    Screen(
        "lookup_code.wrong",
        routes.LOOKUP_CODE,
        who="code_misser",
        do=until(typed("code", "1", send("main form:has(#code) [type=submit]")), "#code-error"),
    ),
    Screen("lookup_code.spent", routes.LOOKUP_CODE, who="code_spender"),
    Screen("detail.guest", routes.RESERVATION, "number={number}", "guest"),
    Screen("sign_in.guest", routes.SIGN_IN, "next=%2Freservation%3Fnumber%3D23456789AB"),
    Screen("claim", routes.CLAIM, "number={number}", "claimer"),
    Screen("claim.none", routes.CLAIM, "number=23456789AB", "newcomer"),
    Screen("claimed", routes.CLAIMED, "number={number}", "regular"),
]
