"""Drawings of 24 by 24 that stand beside words, never instead of them."""

import reflex as rx

_SHAPES: dict[str, tuple[str, ...]] = {
    "info": ("M12 3a9 9 0 1 0 0 18a9 9 0 0 0 0-18z", "M12 11v6", "M12 7.2v.1"),
    "success": ("M12 3a9 9 0 1 0 0 18a9 9 0 0 0 0-18z", "M7.8 12.4l2.9 2.9l5.6-6"),
    "warning": ("M12 3.5L22 20.5H2z", "M12 10v5", "M12 17.7v.1"),
    "error": ("M8 3h8l5 5v8l-5 5H8l-5-5V8z", "M12 7.5v5.5", "M12 16.4v.1"),
    "menu": ("M4 7h16", "M4 12h16", "M4 17h16"),
    "next": ("M9 5l7 7l-7 7",),
    "previous": ("M15 5l-7 7l7 7",),
    "calendar": ("M4 6h16v14H4z", "M4 10.5h16", "M8 3.5v4", "M16 3.5v4", "M8 14.5h3"),
    "form": ("M6 3h9l4 4v14H6z", "M14.5 3v4.5H19", "M9 12h7", "M9 16h7"),
    "search": ("M10.5 4a6.5 6.5 0 1 0 0 13a6.5 6.5 0 0 0 0-13z", "M15.5 15.5l5 5"),
    "person": ("M12 4a4 4 0 1 0 0 8a4 4 0 0 0 0-8z", "M4.5 20.5c1-4 4-5.5 7.5-5.5s6.5 1.5 7.5 5.5"),
    "enter": ("M10 4h9v16h-9", "M3.5 12H14", "M10.5 8.5L14 12l-3.5 3.5"),
    "leave": ("M14 4H5v16h9", "M10 12h10.5", "M17 8.5l3.5 3.5l-3.5 3.5"),
    "guide": (
        "M12 6c-2-1.5-5-2-8.5-2v14c3.5 0 6.5 .5 8.5 2c2-1.5 5-2 8.5-2V4c-3.5 0-6.5 .5-8.5 2z",
        "M12 6v14",
    ),
    "video": ("M3 6.5h12v11H3z", "M15 11l6-3.5v9L15 13"),
    "phone": (
        "M6 3.5l3 .5l1.5 4.5l-2 1.7c1 2.2 2.6 3.9 4.9 5l1.8-2l4.3 1.6l.5 3",
        "M19.4 16.9c-1 1.7-2.5 2.4-4.5 2C9.5 17.9 5 14 3.9 8.2C3.6 6 4.3 4.5 6 3.5",
    ),
    "clock": ("M12 3a9 9 0 1 0 0 18a9 9 0 0 0 0-18z", "M12 7.5V12l3.5 2.5"),
    "house": ("M4 11l8-7l8 7v9H4z", "M10 20v-6h4v6"),
    "mail": ("M3 5.5h18v13H3z", "M3.5 6l8.5 7l8.5-7"),
}


def icon(name: str, size: int = 24, look: str = "") -> rx.Component:
    """Return a drawing in the ink of its text; hidden from assistive technology."""
    return rx.el.svg(
        *[rx.el.path(d=shape) for shape in _SHAPES[name]],
        view_box="0 0 24 24",
        width=str(size),
        height=str(size),
        class_name=f"shrink-0 {look}".strip(),
        custom_attrs={
            "aria-hidden": "true",
            "focusable": "false",
            "fill": "none",
            "stroke": "currentColor",
            "strokeWidth": "2",
            "strokeLinecap": "round",
            "strokeLinejoin": "round",
        },
    )
