"""The gallery's public pages, registration, signing in and one's own pages."""

from hellowork_portal.kit import routes
from hellowork_portal.services.access.registration import TERMS_VERSION
from tests.e2e.gallery import AGREE, Screen, opened, send, typed, until

MAIL = "hellowork-hanako.shokuan-1990@example.jp"

_PUBLIC = [
    Screen("home", routes.HOME),
    Screen("home.signed_in", routes.HOME, who="regular"),
    Screen("home.menu", routes.HOME, do=opened("#menu > summary")),
    Screen("home.menu_signed_in", routes.HOME, who="newcomer", do=opened("#menu > summary")),
    Screen("guide", routes.GUIDE),
    Screen("join_help", routes.JOIN_HELP),
    Screen("terms", routes.TERMS),
    Screen("privacy", routes.PRIVACY),
    Screen("accessibility", routes.ACCESSIBILITY),
    Screen("not_found", "/404"),
]

_REGISTER = [
    Screen("register", routes.REGISTER),
    Screen("register.not_agreed", routes.REGISTER, do=until(send(AGREE), "#agree-error")),
    Screen("register_mail", routes.REGISTER_MAIL, f"terms={TERMS_VERSION}"),
    Screen(
        "register_mail.wrong",
        routes.REGISTER_MAIL,
        f"terms={TERMS_VERSION}",
        do=until(typed("mail_address", "hanako", send()), "#mail_address-error"),
    ),
    Screen("register_sent.plain", routes.REGISTER_SENT),
    Screen(
        "register_sent",
        routes.REGISTER_SENT,
        start=f"{routes.REGISTER_MAIL}?terms={TERMS_VERSION}",
        do=typed("mail_address", MAIL, send()),
    ),
    Screen("register_form", routes.REGISTER_FORM, who="registrant"),
    Screen(
        "register_form.wrong",
        routes.REGISTER_FORM,
        who="registrant",
        do=until(typed("phone", "123", send()), "#phone-error"),
    ),
    Screen("register_confirm", routes.REGISTER_CONFIRM, who="checker"),
    Screen("register_done", routes.REGISTER_DONE, who="newcomer"),
    Screen("register_done.back", routes.REGISTER_DONE, "next=/my", who="newcomer"),
    *[
        Screen(f"link_problem.{reason}", routes.LINK_PROBLEM, f"reason={reason}&purpose=register")
        for reason in ("expired", "used", "altered", "foreign")
    ],
    Screen("link_problem.reset", routes.LINK_PROBLEM, "reason=expired&purpose=reset"),
]

_ACCESS = [
    Screen("sign_in", routes.SIGN_IN),
    Screen("sign_in.wrong", routes.SIGN_IN, "error=wrong_credentials"),
    Screen("sign_in.slowed", routes.SIGN_IN, "error=too_many&minutes=12"),
    Screen("sign_in.returning", routes.SIGN_IN, "next=/my"),
    Screen("signed_out", routes.SIGNED_OUT),
    Screen("reset", routes.RESET),
    Screen(
        "reset.wrong",
        routes.RESET,
        do=until(typed("mail_address", "hanako", send()), "#mail_address-error"),
    ),
    Screen("reset_sent", routes.RESET_SENT),
    Screen("reset_form", routes.RESET_FORM, who="forgetful"),
    Screen(
        "reset_form.wrong",
        routes.RESET_FORM,
        "password=password_conditions",
        who="forgetful",
    ),
    Screen("reset_done", routes.RESET_DONE, who="renewed"),
    Screen("my.empty", routes.MY_PAGE, who="newcomer"),
    Screen("my", routes.MY_PAGE, who="veteran"),
    Screen("my.returned", routes.MY_PAGE, who="filer_returned"),
    Screen("my.fault", routes.MY_PAGE, who="spoilt", is_fault=True),
    Screen("profile", routes.PROFILE, who="newcomer"),
    Screen(
        "profile.wrong",
        routes.PROFILE,
        who="newcomer",
        do=until(typed("phone", "123", send()), "#phone-error"),
    ),
    Screen("profile.saved", routes.PROFILE, who="newcomer", do=until(send(), "[role=status] svg")),
]

SCREENS = [*_PUBLIC, *_REGISTER, *_ACCESS]
