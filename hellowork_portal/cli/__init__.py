"""The operator's commands: `python -m hellowork_portal.cli <command>`."""

import hellowork_portal.cli.accounts
import hellowork_portal.cli.audit
import hellowork_portal.cli.banners
import hellowork_portal.cli.files
import hellowork_portal.cli.running
import hellowork_portal.cli.staff  # noqa: F401  (importing a module registers its commands)
from hellowork_portal.cli.talk import app, setting_problems

__all__ = ["app", "setting_problems"]
