"""Workbooks by XlsxWriter, row after row, so that a long table needs no more memory than a short one."""

from collections.abc import Sequence
from datetime import date
from io import BytesIO
from typing import Any

from hellowork_portal.ports.workbooks import ColumnKind, Sheet, Value

_OPTIONS = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
_HEAD = {"bold": True, "text_wrap": True, "valign": "top", "bottom": 2, "bg_color": "#F2F2F2"}
_LOOKS = {
    ColumnKind.TEXT: {"text_wrap": True, "valign": "top"},
    ColumnKind.WHOLE: {"num_format": "#,##0", "valign": "top"},
    ColumnKind.DECIMAL: {"num_format": "0.0", "valign": "top"},
    ColumnKind.DAY: {"num_format": "yyyy/mm/dd", "valign": "top"},
}


class XlsxWorkbooks:
    """Writes workbooks in this process; the library is loaded with the first one."""

    def make(self, sheets: Sequence[Sheet]) -> bytes:
        """Return the workbook; no text becomes a formula or a link."""
        from xlsxwriter import Workbook

        content = BytesIO()
        with Workbook(content, _OPTIONS) as book:
            head = book.add_format(_HEAD)
            looks = {kind: book.add_format(look) for kind, look in _LOOKS.items()}
            for sheet in sheets:
                _write(book.add_worksheet(sheet.title), sheet, head, looks)
        return content.getvalue()


def _write(page: Any, sheet: Sheet, head: Any, looks: dict[ColumnKind, Any]) -> None:
    for place, column in enumerate(sheet.columns):
        page.set_column(place, place, column.width)
    for place, column in enumerate(sheet.columns):
        page.write_string(0, place, column.heading, head)
    page.freeze_panes(1, 1)
    for turn, row in enumerate(sheet.rows, start=1):
        for place, (column, value) in enumerate(zip(sheet.columns, row, strict=True)):
            _write_cell(page, (turn, place), value, looks[column.kind])


def _write_cell(page: Any, place: tuple[int, int], value: Value, look: Any) -> None:
    if value is None:
        page.write_blank(*place, None, look)
    elif isinstance(value, date):
        page.write_datetime(*place, value, look)
    elif isinstance(value, str):
        page.write_string(*place, value, look)
    else:
        page.write_number(*place, value, look)
