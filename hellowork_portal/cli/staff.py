"""Staff: the first system administrator, and the way back in for one who has lost everything."""

from typing import Annotated

import typer

from hellowork_portal import runtime
from hellowork_portal.cli.preparing import STAFF_ACCOUNTS
from hellowork_portal.cli.talk import app, refuse_broken_settings, stop_with, tell, told
from hellowork_portal.kit import clock
from hellowork_portal.kit.errors import Invalid
from hellowork_portal.kit.settings import settings
from hellowork_portal.services.staff.codes import code_now
from hellowork_portal.services.staff.invitations import invite_administrator
from hellowork_portal.services.staff.rules import INVITATION_LIFE

_ADMINISTRATOR = "The mail address of a system administrator; everybody else is invited on the staff side."


@app.command("staff-invite")
def staff_invite(administrator: Annotated[str, typer.Option(help=_ADMINISTRATOR)]) -> None:
    """Send a system administrator the link to set up their account, or to set it up anew."""
    refuse_broken_settings()
    with told():
        try:
            is_new = runtime.run_now(invite_administrator, mail_address=administrator)
        except Invalid:
            stop_with("staff.not_mail")
        hours = int(INVITATION_LIFE.total_seconds()) // 3600
        tell("staff.invited" if is_new else "staff.invited_anew", hours=hours)


@app.command("demonstration-codes")
def demonstration_codes() -> None:
    """Show the six-digit codes of this moment for the demonstration's members of staff."""
    from hellowork_portal.demo.staff import kept_staff

    if not settings().is_demonstration:
        stop_with("demonstration_only")
    for account in kept_staff(settings().data_dir / STAFF_ACCOUNTS):
        typer.echo(f"{code_now(account.secret, now=clock.now())}  {account.mail}")
