"""The portal's websocket without a front end: `uvicorn --factory tests.integration.live.served:create`.

As hellowork_portal/serve.py, but nothing has to be built: who talks to it is no browser.
"""

import gc
import os

from starlette.types import ASGIApp


def create() -> ASGIApp:
    """Return the application; its pages are not compiled and not served."""
    os.environ["REFLEX_ENV_MODE"] = "prod"
    from reflex_base.environment import environment

    environment.REFLEX_SKIP_COMPILE.set(True)
    from hellowork_portal.hellowork_portal import app

    served = app()
    gc.collect()
    gc.freeze()
    return served
