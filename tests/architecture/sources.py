"""The repository's Python files as trees."""

import ast
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


@cache
def nodes_of(path: Path) -> tuple[ast.AST, ...]:
    """Return every node of a file; walking through all files takes seconds, and many tests ask."""
    return tuple(ast.walk(tree_of(path)))


@cache
def calls(path: Path) -> tuple[tuple[str, ast.Call], ...]:
    """Return each call of a file with what is called, as written: `session.commit`."""
    return tuple((ast.unparse(node.func), node) for node in nodes_of(path) if isinstance(node, ast.Call))


@cache
def texts(path: Path) -> tuple[ast.Constant, ...]:
    """Return each string that is neither a docstring nor any other string that stands alone."""
    alone = {id(node.value) for node in nodes_of(path) if isinstance(node, ast.Expr)}
    return tuple(
        node
        for node in nodes_of(path)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in alone
    )
