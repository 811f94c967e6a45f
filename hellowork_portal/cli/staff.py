"""Staff: the first system administrator, and the way back in for one who has lost everything."""

from typing import Annotated

import typer

from hellowork_portal import runtime
from hellowork_portal.cli.talk import app, refuse_broken_settings, stop_with, tell, told
from hellowork_portal.kit.errors import Invalid
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
