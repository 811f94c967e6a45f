"""The shipped procedures: files of `forms/catalogue/`, read and checked."""

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from hellowork_portal.forms.definition import ProcedureDefinition
from hellowork_portal.kit.errors import PortalError

CATALOGUE = Path(__file__).resolve().parent / "catalogue"
LARGEST_FILE = 1_000_000


@dataclass(frozen=True)
class Fault:
    """One thing wrong with a definition: where it stands, a stable code, and what was found."""

    place: str
    code: str
    detail: str


class DefinitionBroken(PortalError):
    """A definition that cannot be taken; `faults` say where and why."""

    code = "definition_broken"

    def __init__(self, file: str, faults: list[Fault]) -> None:
        super().__init__(file=file, place=faults[0].place, detail=faults[0].detail)
        self.faults = faults

    def __str__(self) -> str:
        """Return every fault on a line of its own, for logs and the command line."""
        file = self.values["file"]
        return "\n".join(f"{file}: {fault.place}: {fault.detail} [{fault.code}]" for fault in self.faults)


def load_catalogue(folder: Path = CATALOGUE) -> list[ProcedureDefinition]:
    """Return every definition of a folder, by file name; raises DefinitionBroken for the first bad file."""
    definitions: dict[str, ProcedureDefinition] = {}
    for path in sorted(folder.glob("*.json")):
        definition = read_definition(path.read_bytes(), path.name)
        if definition.code in definitions:
            raise DefinitionBroken(path.name, [Fault("code", "code_twice", definition.code)])
        definitions[definition.code] = definition
    return list(definitions.values())


def read_definition(content: bytes, file: str) -> ProcedureDefinition:
    """Return the definition in a file's content; `file` names it in faults."""
    try:
        return ProcedureDefinition.model_validate(_parsed(content, file))
    except ValidationError as error:
        raise DefinitionBroken(file, faults_of(error)) from None


def _parsed(content: bytes, file: str) -> object:
    if len(content) > LARGEST_FILE:
        raise DefinitionBroken(file, [Fault("-", "file_too_large", str(LARGEST_FILE))])
    try:
        return json.loads(content, object_pairs_hook=_each_key_once)
    except (ValueError, RecursionError) as error:
        raise DefinitionBroken(file, [Fault("-", "not_json", str(error))]) from None


def _each_key_once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """Refuse a key that stands twice: JSON would silently keep the last."""
    entries = dict(pairs)
    if len(entries) < len(pairs):
        raise ValueError(f"a key stands twice among {', '.join(entries)}")
    return entries


def faults_of(error: ValidationError) -> list[Fault]:
    """Return pydantic's findings with places such as `form.pages[0].sections[1].fields[2].label`."""
    return [
        Fault(_place(found["loc"]), found.get("ctx", {}).get("code", found["type"]), found["msg"])
        for found in error.errors()
    ]


def _place(loc: tuple[int | str, ...]) -> str:
    place = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in loc)
    return place.removeprefix(".") or "-"


def as_json(definition: ProcedureDefinition) -> str:
    """Return a definition as its file would hold it, defaults left out, in one fixed order."""
    content = definition.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    return json.dumps(content, ensure_ascii=False, sort_keys=True)


def digest(definition: ProcedureDefinition) -> str:
    """Return SHA-256 (hex) of what a definition means: layout of the file and defaults do not count."""
    return hashlib.sha256(as_json(definition).encode()).hexdigest()
