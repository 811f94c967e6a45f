"""All the operator's commands."""

import hellowork_portal.cli.accounts
import hellowork_portal.cli.audit
import hellowork_portal.cli.banners
import hellowork_portal.cli.certification
import hellowork_portal.cli.files
import hellowork_portal.cli.parts
import hellowork_portal.cli.preparing
import hellowork_portal.cli.staff  # noqa: F401  (importing a module registers its commands)
from hellowork_portal.cli.talk import app

__all__ = ["app"]
