"""The least that a page of rx.el and Tailwind needs."""

import os

import reflex as rx

config = rx.Config(
    app_name="blank",
    api_url=os.environ["REFLEX_API_URL"],
    deploy_url=os.environ["REFLEX_API_URL"],
    telemetry_enabled=False,
    show_built_with_reflex=False,
    default_color_mode="light",
    plugins=[rx.plugins.TailwindV4Plugin({"plugins": []})],
    disable_plugins=[rx.plugins.SitemapPlugin],
)
