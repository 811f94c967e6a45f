"""The repository's Python files as trees."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "hellowork_portal"


@cache
def tree_of(path: Path) -> ast.Module:
    """Return a file's syntax tree."""
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def package_files() -> list[Path]:
    """Return every module of the portal."""
    return sorted(PACKAGE.rglob("*.py"))


def all_files() -> list[Path]:
    """Return the portal's modules, its tests, its migrations and what stands beside them."""
    folders = (PACKAGE, ROOT / "tests", ROOT / "alembic", ROOT / "bench")
    return sorted(path for folder in folders for path in folder.rglob("*.py"))


def name_of(path: Path) -> str:
    """Return a file's path as people write it."""
    return path.relative_to(ROOT).as_posix()


def place(path: Path, node: ast.stmt | ast.expr) -> str:
    """Return where something stands."""
    return f"{name_of(path)}:{node.lineno}"


def calls(path: Path) -> Iterator[tuple[str, ast.Call]]:
    """Yield each call of a file with what is called, as written: `session.commit`."""
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Call):
            yield ast.unparse(node.func), node


def texts(path: Path) -> Iterator[ast.Constant]:
    """Yield each string that is neither a docstring nor any other string that stands alone."""
    tree = tree_of(path)
    alone = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in alone:
            yield node
