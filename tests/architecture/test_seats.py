"""Whoever writes slots notes it: a seat that changes in silence shows half a minute late."""

import ast
import re

from tests.architecture.sources import calls, name_of, package_files

WRITERS = {
    "hellowork_portal/services/reservations/queries.py": "hellowork_portal/services/reservations/seats.py",
    "hellowork_portal/services/schedules/release.py": "hellowork_portal/services/schedules/release.py",
    "hellowork_portal/services/schedules/slot_rows.py": "hellowork_portal/services/schedules/slot_rows.py",
    "hellowork_portal/demo/seed_crowd.py": "",
}
"""Modules with statements that write slots → the module that runs and notes them; the demonstration
is filled before anybody looks."""
_SLOT_TABLE = re.compile(r"^_?slots?$", re.IGNORECASE)


def writers() -> set[str]:
    """Return the modules that call update, insert or insert_new on the table of slots."""
    found = set()
    for path in package_files():
        for name, call in calls(path):
            is_write = name.rsplit(".", 1)[-1] in ("update", "insert", "insert_new", "upsert", "delete")
            about = call.args[:2] if is_write else ()
            if any(_SLOT_TABLE.match(ast.unparse(argument)) for argument in about):
                found.add(name_of(path))
    return found


def test_every_module_that_writes_slots_is_known() -> None:
    assert writers() == set(WRITERS)


def test_those_that_run_the_statements_note_them() -> None:
    texts = {name_of(path): path.read_text(encoding="utf-8") for path in package_files()}
    assert [name for name in WRITERS.values() if name and "note_" not in texts[name]] == []
