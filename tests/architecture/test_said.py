"""What people see carries its readings: strings without ruby are said only where nobody looks."""

import ast
from collections.abc import Callable, Iterator

from tests.architecture.sources import PACKAGE, place, tree_of

UI = PACKAGE / "ui"
TEXTS = UI / "texts.py"
FOR_EARS = {"aria_label", "label", "close_label", "title", "description", "met", "missing"}
"""Arguments that assistive technology, a tab's title or a list of links elsewhere says."""
HIDDEN_IN = {"visually_hidden", "live", "rx.el.noscript", "rx.el.caption"}
"""Calls whose contents nobody sees, or sees only in Japanese, before any script has arrived."""


def found(
    whole: ast.AST, wanted: Callable[[ast.AST], bool], around: tuple[ast.AST, ...] = ()
) -> Iterator[tuple[ast.expr, tuple[ast.AST, ...]]]:
    """Yield each expression that is wanted, with everything around it."""
    for child in ast.iter_child_nodes(whole):
        if isinstance(child, ast.expr) and wanted(child):
            yield child, (*around, whole)
        yield from found(child, wanted, (*around, whole))


def gives_a_string(node: ast.AST) -> bool:
    return isinstance(node, ast.Call) and ast.unparse(node.func) in ("t", "labelled")


def is_for_ears(around: tuple[ast.AST, ...]) -> bool:
    """Whether a string stands in a label or in something that is hidden, or in a name used only there."""
    keywords = {node.arg for node in around if isinstance(node, ast.keyword)}
    calls = {ast.unparse(node.func) for node in around if isinstance(node, ast.Call)}
    if keywords & FOR_EARS or calls & HIDDEN_IN:
        return True
    names = [
        target.id
        for node in around
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name)
    ]
    functions = [node for node in around if isinstance(node, ast.FunctionDef)]
    return bool(names and functions) and all(
        is_for_ears(outside) for name in names for outside in uses(functions[-1], name)
    )


def uses(function: ast.FunctionDef, name: str) -> Iterator[tuple[ast.AST, ...]]:
    """Yield what is around each use of a local name."""

    def is_use(node: ast.AST) -> bool:
        return isinstance(node, ast.Name) and node.id == name and isinstance(node.ctx, ast.Load)

    for _, around in found(function, is_use):
        yield around


def test_a_string_without_readings_is_never_seen() -> None:
    strings = [
        (path, call, around)
        for path in sorted(UI.rglob("*.py"))
        if path != TEXTS
        for call, around in found(tree_of(path), gives_a_string)
    ]
    assert len(strings) > 20, "the search has lost its way"
    assert [place(path, call) for path, call, around in strings if not is_for_ears(around)] == []


def test_a_string_that_is_seen_would_be_found() -> None:
    seen = ast.parse('def page():\n    words = t("a.b")\n    return rx.el.p(words)')
    heard = ast.parse('def page():\n    words = t("a.b")\n    return rx.el.p(aria_label=words)')
    assert [is_for_ears(around) for _, around in found(seen, gives_a_string)] == [False]
    assert [is_for_ears(around) for _, around in found(heard, gives_a_string)] == [True]
