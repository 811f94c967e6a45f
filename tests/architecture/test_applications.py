"""Applications know no form: what is the declaration's own comes through their registry of purposes."""

import ast

from hellowork_portal.forms.catalogue_files import load_catalogue
from tests.architecture.sources import PACKAGE, nodes_of, place

FOLDERS = ("services/applications", "ui/citizen/apply")
DOOR = PACKAGE / "services" / "applications" / "purposes.py"
ROW = {"certification_on", "period_first", "period_last", "claimant_number"}
"""Facts of the row and of the account, which the declaration repeats as given ones."""
OTHER = {"reason", "number", "days", "day", "amount", "result", "content", "phone", "way"}
"""Names of columns that are words of ours for other things, too."""


def field_names() -> set[str]:
    """Return the ids of the declaration's fields and columns."""
    (definition,) = (one for one in load_catalogue() if one.code == "declaration")
    fields = definition.form.fields.values()
    columns = {column["id"] for one in fields for column in one.model_dump()["settings"].get("columns", [])}
    return {one.id for one in fields} | columns


def test_the_declaration_has_the_names_that_are_looked_for() -> None:
    assert {"worked", "incomes", "activities", "job_kind", "institution"} <= field_names()


def test_no_module_of_applications_names_a_field_of_the_declaration() -> None:
    names = field_names() - ROW - OTHER
    found = [
        f"{place(path, node)} {node.value}"
        for folder in FOLDERS
        for path in sorted((PACKAGE / folder).rglob("*.py"))
        for node in nodes_of(path)
        if isinstance(node, ast.Constant) and node.value in names
    ]
    assert found == []


def test_one_door_leads_from_applications_to_the_rules_of_a_purpose() -> None:
    """The contract and plain facts of a 認定日 are everybody's; rules, facts and offers are not."""
    closed = ("declared", "declaration_rules", "proposal", "answers")
    through = [
        f"{place(path, node)} {node.module}"
        for path in sorted((PACKAGE / "services" / "applications").rglob("*.py"))
        if path != DOOR
        for node in nodes_of(path)
        if isinstance(node, ast.ImportFrom) and (node.module or "").rpartition(".")[2] in closed
    ]
    assert through == []
