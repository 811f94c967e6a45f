"""A page that says one sentence and keeps no state: what Reflex itself costs a browser."""

import reflex as rx


@rx.page("/", title="空白")
def index() -> rx.Component:
    """Return the page."""
    return rx.el.main(rx.el.h1("空白", class_name="text-2xl"), rx.el.p("ここには何もありません。"))


app = rx.App(html_lang="ja", toaster=None)
