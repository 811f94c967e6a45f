"""What the page for reviewers shows: every error's sentence and every empty state, found in the code."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from hellowork_portal.kit.i18n import LANGUAGES, PARAMETER, catalogue, fill
from hellowork_portal.kit.words import Words
from hellowork_portal.ui.shell.ways_on import NOT_FOR_CITIZENS, OF_STAFF, WAYS, reason_for_none

_SCREENS = Path(__file__).resolve().parents[1] / "citizen"
_ERROR = "error."
_KEY = re.compile(r"[a-z][a-z0-9_]*(\.[a-z0-9_-]+)+")
_SAMPLES = {"minutes": "15", "most": "2", "max": "50", "min": "3", "count": "2", "reference": "K7M2P9Q4"}


@dataclass(frozen=True)
class ToldError:
    """An error by its code: the sentence, and where it leads or why nowhere."""

    code: str
    sentence: Words
    href: str
    label: Words
    reason: str
    is_for_citizens: bool
    is_staffs: bool


@dataclass(frozen=True)
class EmptyState:
    """An empty state by its place in the code: what is said and what to do."""

    place: str
    heading: Words
    body: Words


def errors() -> list[ToldError]:
    """Return every sentence of the catalogue that an error can say."""
    codes = [key.removeprefix(_ERROR) for key in catalogue("ja") if key.startswith(_ERROR)]
    return [_error(code) for code in sorted(codes)]


def _error(code: str) -> ToldError:
    href, label = WAYS.get(code, ("", ""))
    return ToldError(
        code=code,
        sentence=sample(f"{_ERROR}{code}"),
        href=href,
        label=sample(label) if label else {},
        reason=reason_for_none(code),
        is_for_citizens=code not in NOT_FOR_CITIZENS and not code.startswith(OF_STAFF),
        is_staffs=code.startswith(OF_STAFF),
    )


def sample(key: str) -> Words:
    """Return a text in every language, its parameters filled with what they might be."""
    texts = {language: catalogue(language)[key] for language in LANGUAGES}
    return {language: fill(text, _values(text)) for language, text in texts.items()}


def _values(text: str) -> dict[str, str]:
    return {name: _SAMPLES.get(name, f"[{name}]") for name in PARAMETER.findall(text)}


def empty_states() -> list[EmptyState]:
    """Return every empty state of the screens, found where it is written."""
    return [state for path in sorted(_SCREENS.rglob("*.py")) for state in _states_in(path)]


def _states_in(path: Path) -> Iterator[EmptyState]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for call in ast.walk(tree):
        if not isinstance(call, ast.Call) or ast.unparse(call.func) != "empty_state":
            continue
        headings, bodies = (_keys(argument, tree) for argument in call.args[:2])
        place = f"{path.relative_to(_SCREENS).as_posix()}:{call.lineno}"
        for heading in headings:
            for body in bodies:
                yield EmptyState(place, sample(heading), sample(body))


def _keys(argument: ast.AST, tree: ast.Module) -> list[str]:
    """Return the keys that an argument says, followed through names and functions of its file."""
    if isinstance(argument, ast.Name):
        values = [value for node in ast.walk(tree) for value in _set_by(node, argument.id)]
        return [key for value in values for key in _keys(value, tree)]
    said = [argument, *_called_by(argument, tree)]
    texts = (node.value for part in said for node in ast.walk(part) if isinstance(node, ast.Constant))
    return [
        text for text in texts if isinstance(text, str) and _KEY.fullmatch(text) and text in catalogue("ja")
    ]


def _called_by(argument: ast.AST, tree: ast.Module) -> list[ast.FunctionDef]:
    names = {ast.unparse(node.func) for node in ast.walk(argument) if isinstance(node, ast.Call)}
    return [node for node in tree.body if isinstance(node, ast.FunctionDef) and node.name in names]


def _set_by(node: ast.AST, name: str) -> list[ast.expr]:
    """Return what a statement sets a name to, nothing where it does not."""
    if isinstance(node, ast.Assign) and any(ast.unparse(target) == name for target in node.targets):
        return [node.value]
    return []
