"""docs/core-system.md says which columns an office's file may have: the import's, none else."""

import re
from pathlib import Path

from hellowork_portal.kit.i18n import say
from hellowork_portal.services.claimants.file_rows import COLUMNS

PAGE = Path(__file__).resolve().parents[2] / "docs" / "core-system.md"
_ROW = re.compile(r"^\| `(\w+)` \| ([^|]+) \|", re.MULTILINE)


def test_the_page_names_each_column_with_its_heading_in_the_order_of_the_import() -> None:
    section = PAGE.read_text().split("## People and amounts in")[1]
    headings = {one: say("ja", f"staff.claimants.column.{one}") for one in COLUMNS}
    assert _ROW.findall(section) == list(headings.items())
