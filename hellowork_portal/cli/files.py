"""Commands that take a file: shown first, done with --apply."""

from dataclasses import asdict
from pathlib import Path

from hellowork_portal import runtime
from hellowork_portal.cli.preparing import release_all
from hellowork_portal.cli.talk import Apply, app, refuse_broken_settings, stop_at, tell, tell_all, told, words
from hellowork_portal.forms.catalogue_files import load_catalogue
from hellowork_portal.services.offices.rows import KINDS, LONGEST, REQUIRED, read_office_file
from hellowork_portal.services.offices.service import (
    OfficeImportPreview,
    import_offices,
    prefecture_names,
    preview_offices,
)
from hellowork_portal.services.procedures.service import load_procedures
from hellowork_portal.services.schedules.hosts import assign_hosts, preview_hosts

_OPTIONAL = [*(column for column in LONGEST if column not in REQUIRED), "is_prefecture_main_office"]
_OFFICES = f"""Show what an office file would change; with --apply, do it.

CSV in UTF-8, one office a line under a line of column names. Needed: {", ".join(REQUIRED)}.
May be there: {", ".join(_OPTIONAL)}.

`code` is yours, for instance HW13-006; `kana` is in hiragana; `kind` is one of {", ".join(KINDS)};
`prefecture_code` is 01 to 47. No setting is needed but the database: PORTAL_DATABASE_URL, or the
SQLite file in PORTAL_DATA_DIR.
"""


@app.command("import-offices", help=_OFFICES)
def offices(file: Path, apply: Apply = False) -> None:
    """Show what an office file would change; with --apply, do it."""
    refuse_broken_settings(only_database=True)
    with told():
        read = read_office_file(file.read_text(encoding="utf-8-sig"), prefecture_names())
        preview = runtime.read_now(preview_offices, file=read)
        stop_at(preview.faults)
        _show_offices(preview)
        if apply:
            runtime.run_now(import_offices, file=read)
            runtime.run_now(load_procedures, definitions=load_catalogue())
            release_all()
        tell("applied" if apply else "only_shown")
        if apply and preview.added:
            tell("offices.next")


def _show_offices(preview: OfficeImportPreview) -> None:
    tell("offices.summary", added=len(preview.added), changed=len({one.code for one in preview.changed}))
    tell_all(words("offices.added", code=row.code, name=row.name) for row in preview.added)
    tell_all(words("offices.changed", **asdict(change)) for change in preview.changed)
    tell_all(words("offices.missing", **asdict(missing)) for missing in preview.missing)


@app.command("assign-hosts")
def hosts(file: Path, apply: Apply = False) -> None:
    """Show how a file (CSV: provider_user_id, office_code, procedure_code, lanes) lends meeting hosts."""
    refuse_broken_settings()
    with told():
        text = file.read_text(encoding="utf-8-sig")
        preview = runtime.read_now(preview_hosts, text=text)
        stop_at(preview.faults)
        tell("hosts.summary", added=len(preview.added), changed=len(preview.changed))
        tell_all(words("hosts.lent", **asdict(row)) for row in [*preview.added, *preview.changed])
        if apply:
            runtime.run_now(assign_hosts, text=text)
            release_all()
        tell("applied" if apply else "only_shown")
