"""The files of a case: a list, a plain form that sends one more, and the staff's list without the form.

The words come from `AttachmentList` (services/attachments/views); states load it by
ui/shell/attachments. The forms are the browser's own: they work before and without any script.
"""

from collections.abc import Callable

import reflex as rx

from hellowork_portal.kit import routes
from hellowork_portal.ui import theme
from hellowork_portal.ui.components.buttons import secondary, tertiary
from hellowork_portal.ui.components.fields import described, error_line, field
from hellowork_portal.ui.components.kinds import AS_WRITTEN, Shown
from hellowork_portal.ui.components.layout import section, stack, text, visually_hidden
from hellowork_portal.ui.components.native import hidden, native_form, native_link
from hellowork_portal.ui.components.notices import badge_of, notice
from hellowork_portal.ui.texts import tr, worded, words

_ACCEPTED = ".pdf,.jpg,.jpeg,.png,.heic,.heif,application/pdf,image/jpeg,image/png,image/heic,image/heif"
BOX, ALONE, TOLD = "attachment-file", "attachments-alone", "attachments-told"
"""What takes the focus after a file was sent: the box with its error, an error without a box, good news."""


def attachments(view: Shown, error: Shown, done: Shown, back: Shown) -> rx.Component:
    """Return the files of one's own case with a form for one more; `back` is the page's own address.

    `error` and `done` are `Words` vars, empty for none.
    """
    has_form = view.takes_files & ~view.is_full
    return section(
        tr("attachment.title"),
        rx.cond(words(done), notice("success", worded(done), id=TOLD)),
        _list(view, lambda line: _own_actions(line, back)),
        rx.cond(view.takes_files & view.is_full, text(tr("attachment.full"))),
        rx.cond(has_form, _form(view, error, back), _alone(error)),
        id="attachments",
    )


def _alone(error: Shown) -> rx.Component:
    """Return what went wrong where no form stands any more."""
    line = error_line("attachments-error", words(error))
    return rx.cond(words(error), rx.el.div(line, id=ALONE, tab_index=-1))


def staff_attachments(view: Shown) -> rx.Component:
    """Return the files of a case as staff see them; opening one is recorded."""
    return attached(view)


def attached(view: Shown) -> rx.Component:
    """Return the files of a case for reading, before it is sent or where nothing can be changed."""
    return section(tr("attachment.title"), _list(view, _ways_to_see), id="attachments")


def _list(view: Shown, actions: Callable[[Shown], rx.Component]) -> rx.Component:
    lines = rx.el.ul(rx.foreach(view.lines, lambda line: _line(line, actions)), class_name=theme.STACK["md"])
    return rx.cond(view.lines.length() > 0, lines, text(tr("attachment.none")))


def _line(line: Shown, actions: Callable[[Shown], rx.Component]) -> rx.Component:
    look = rx.match(line.state, ("clean", "success"), ("refused", "error"), "neutral")
    name = rx.el.span(
        line.name, custom_attrs={**AS_WRITTEN}, class_name=theme.joined(theme.STRONG, "break-all")
    )
    return rx.el.li(
        rx.el.p(name, " ", badge_of(worded(line.state_words), look), class_name=theme.TEXT),
        rx.el.p(worded(line.facts), class_name=theme.HELP),
        rx.cond(words(line.note), rx.el.p(worded(line.note), class_name=theme.TEXT)),
        actions(line),
        class_name=theme.STACK["xs"],
    )


def _named(key: str, line: Shown) -> rx.Component:
    """Return a short word; which file it is about is heard, and seen above."""
    return rx.el.span(tr(key), visually_hidden(": " + line.name.to(str)))


def _ways_to_see(line: Shown, *more: rx.Component) -> rx.Component:
    look = native_link(_named("attachment.look", line), line.look_href, target="_blank", rel="noopener")
    save = native_link(_named("attachment.save", line), line.href)
    return rx.el.div(
        rx.cond(line.look_href, look),
        rx.cond(line.href, save),
        *more,
        class_name="flex flex-wrap items-center gap-x-6 gap-y-2",
    )


def _own_actions(line: Shown, back: Shown) -> rx.Component:
    remove = native_form(
        hidden("id", line.id.to_string()),
        hidden("back", back),
        tertiary(_named("attachment.remove", line), type="submit"),
        action=routes.DO_DETACH,
    )
    return _ways_to_see(line, rx.cond(line.can_remove, remove))


def _form(view: Shown, error: Shown, back: Shown) -> rx.Component:
    chooser = rx.el.input(
        id=BOX,
        name="file",
        type="file",
        accept=_ACCEPTED,
        class_name=theme.CONTROL,
        **described(BOX, error, required=False),
    )
    return native_form(
        stack(
            text(tr("attachment.lead")),
            hidden("kind", view.owner_kind),
            hidden("case", view.owner_id.to_string()),
            hidden("back", back),
            field(BOX, tr("attachment.choose"), chooser, worded(view.limits), error),
            rx.el.div(secondary(tr("attachment.send"), type="submit")),
        ),
        action=routes.DO_ATTACH,
        custom_attrs={"encType": "multipart/form-data"},
    )
