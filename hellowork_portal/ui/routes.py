"""The one table of addresses, as pages import it (it lives in kit, because web and mails need it too)."""

from hellowork_portal.kit.routes import *  # noqa: F403
