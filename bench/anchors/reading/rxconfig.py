"""The least that a websocket needs; no page is ever built."""

import os

import reflex as rx

config = rx.Config(
    app_name="reading",
    api_url=os.environ["REFLEX_API_URL"],
    state_manager_mode=rx.constants.StateManagerMode.MEMORY,
    telemetry_enabled=False,
    disable_plugins=[rx.plugins.SitemapPlugin],
)
