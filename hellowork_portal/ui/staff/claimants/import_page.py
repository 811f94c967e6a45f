"""「受給資格者の取込み」: a file, what is wrong with it, what it would do, one button."""

from typing import Any

import reflex as rx

from hellowork_portal.kit import routes
from hellowork_portal.services.claimants.file_rows import COLUMNS
from hellowork_portal.ui import theme
from hellowork_portal.ui.components.buttons import button_row, link_plain, link_secondary, primary
from hellowork_portal.ui.components.fields import field
from hellowork_portal.ui.components.kinds import Shown
from hellowork_portal.ui.components.layout import bullets, section, stack, text, title
from hellowork_portal.ui.components.native import hidden, native_form
from hellowork_portal.ui.components.notices import notice, waiting
from hellowork_portal.ui.shell.page_error import page_error
from hellowork_portal.ui.shell.pages import page
from hellowork_portal.ui.shell.staff_frame import here, staff_frame
from hellowork_portal.ui.staff.claimants.import_state import ImportState
from hellowork_portal.ui.staff.lists import as_written, dense_fact, dense_facts, list_row, list_table
from hellowork_portal.ui.staff.reservations.deeds import done_line
from hellowork_portal.ui.texts import tr, worded, words


@page(routes.STAFF_IMPORT, "staff.import.title", load=ImportState.open)
def staff_import() -> rx.Component:
    """Return the page."""
    state: Any = ImportState
    view: Shown = state.view
    shown = rx.cond(view.import_id > 0, rx.cond(view.is_taken, _taken(), _preview()), _choose())
    return staff_frame(
        title(tr("staff.import.title"), tr("staff.import.lead")),
        done_line(state),
        page_error(state),
        rx.cond(state.is_loaded, shown, waiting(words(state.error), 6)),
        rx.el.div(link_plain(tr("staff.claimant.back"), state.list_href)),
    )


def _choose() -> rx.Component:
    """Return the form that sends a file, and what it should look like."""
    state: Any = ImportState
    chooser = rx.el.input(
        id="file",
        name="file",
        type="file",
        accept=".csv,.txt,text/csv",
        aria_describedby="file-help",
        class_name=theme.CONTROL,
    )
    form = native_form(
        stack(
            hidden("office", state.office),
            field("file", tr("staff.import.file"), chooser, tr("staff.import.file_help"), required=True),
            rx.el.div(primary(tr("staff.import.check"), type="submit")),
            gap="sm",
        ),
        action=routes.DO_STAFF_IMPORT,
        custom_attrs={"encType": "multipart/form-data"},
    )
    columns = dense_facts(
        *[
            dense_fact(tr(f"staff.claimants.column.{one}"), tr(f"staff.import.column.{one}"))
            for one in COLUMNS
        ]
    )
    means = text(tr("staff.import.columns_means"))
    return rx.el.div(form, section(tr("staff.import.columns"), means, columns), class_name=theme.STACK["md"])


def _preview() -> rx.Component:
    state: Any = ImportState
    view: Shown = state.view
    counts = bullets(
        tr("staff.import.new", count=view.new),
        tr("staff.import.changed", count=view.changed),
        tr("staff.import.same", count=view.same),
    )
    good = notice(
        "info",
        rx.el.span(tr("staff.import.would", count=view.lines), id="acts-on"),
        counts,
        rx.cond(view.losing > 0, _losing(view)),
        rx.cond(view.unknown_columns, text(tr("staff.import.ignored", columns=view.unknown_columns))),
        button_row(
            primary(tr("staff.import.take"), on_click=state.take, aria_describedby="acts-on"),
            link_secondary(tr("staff.import.other"), here(routes.STAFF_IMPORT)),
        ),
    )
    wrong = stack(
        notice(
            "error",
            tr("staff.import.faulty", count=view.fault_count),
            text(tr("staff.import.faulty_body")),
            button_row(link_secondary(tr("staff.import.other"), here(routes.STAFF_IMPORT))),
        ),
        _faults(view.faults),
    )
    doubts = section(tr("staff.import.warnings"), _faults(view.warnings))
    return stack(
        rx.el.p(
            tr("staff.import.of_file"), " ", as_written(view.file_name, theme.STRONG), class_name=theme.TEXT
        ),
        rx.cond(view.fault_count > 0, wrong, good),
        rx.cond(view.warnings.length() > 0, doubts),
    )


def _losing(view: Shown) -> rx.Component:
    """Return how many people the file takes days of online filing from."""
    return notice(
        "warning", tr("staff.import.losing", count=view.losing), text(tr("staff.import.losing_body"))
    )


def _faults(lines: Shown) -> rx.Component:
    heads = [
        tr("staff.import.line"), tr("staff.import.which"), tr("staff.import.wrong"), tr("staff.import.text"),
    ]  # fmt: skip
    return list_table("staff.import.wrong", heads, rx.foreach(lines, _fault))


def _fault(one: Shown) -> rx.Component:
    number = rx.el.strong(tr("staff.import.line_number", line=one.line), class_name=theme.TABULAR)
    return list_row(number, worded(one.column), worded(one.sentence), as_written(one.text, "break-all"))


def _taken() -> rx.Component:
    again = link_secondary(tr("staff.import.other"), here(routes.STAFF_IMPORT))
    return stack(text(tr("staff.import.was_taken")), button_row(again))
