"""The shape of the code: small pieces, one clock, commits at the edge, words in the catalogue."""

import ast
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from tests.architecture.sources import all_files, calls, name_of, nodes_of, package_files, place, texts

LONGEST_FILE, LONGEST_FUNCTION, LONGEST_COMPONENT = 250, 40, 50
JAPANESE = re.compile(r"[\u3041-\u30fa\u30fc-\u30ff\u3400-\u9fff\uf900-\ufaff\uff10-\uff9f]")
"""Letters and full-width digits; a bracket or a dash says nothing."""
JAPANESE_IN_CODE = {
    "hellowork_portal/kit/i18n.py": "how minutes are read behind a number",
    "hellowork_portal/kit/text.py": "signs that are folded into one another",
    "hellowork_portal/forms/eras.py": "signs of eras as people type them",
    "hellowork_portal/forms/field_types/writing.py": "kana and the signs that people type for them",
    "hellowork_portal/services/certifications/day_types.py": "how papers print the type of a 認定日",
    "hellowork_portal/services/certifications/rules_of_search.py": "what every office's name has",
    "hellowork_portal/services/offices/latin.py": "kana and endings of names, to be written in Latin letters",
    "hellowork_portal/services/offices/rows.py": "what official lists write in their columns",
    "hellowork_portal/services/procedures/search_index.py": "the common beginning of every office's name",
    "hellowork_portal/services/procedures/vocabulary.py": "words that people search by",
    "hellowork_portal/services/schedules/rules.py": "holidays as their library names them, beside their keys",
}
CLOCK = "hellowork_portal/kit/clock.py"
ASKING_TIME = r"(^|\.)(datetime\.(now|utcnow|today)|date\.today|time\.(localtime|gmtime|strftime)|utcnow)$"
MAY_COMMIT = ("hellowork_portal/adapters/", "hellowork_portal/runtime.py")
MAY_PRINT = ("hellowork_portal/cli", "hellowork_portal/start/")
MACHINES = re.compile(r"(?<![\w.])/(work|root|home/\w+)/\w|pypi\.org|registry\.npmjs\.org")


def outside(files: Iterable[Path], *places: str) -> Iterator[Path]:
    """Yield files that lie in none of these places."""
    return (path for path in files if not name_of(path).startswith(places))


def own_files() -> Iterator[Path]:
    """Yield what people write and read; migrations are generated and never read again."""
    return outside(all_files(), "alembic/versions/")


def called(files: Iterable[Path], names: str) -> list[str]:
    """Return where files call something of this name."""
    return [place(path, call) for path in files for name, call in calls(path) if re.search(names, name)]


def test_files_are_short_enough_to_read() -> None:
    lengths = {name_of(path): len(path.read_text(encoding="utf-8").splitlines()) for path in own_files()}
    too_long = {
        name: length for name, length in lengths.items() if length > LONGEST_FILE + is_test(name) * 50
    }
    assert too_long == {}


def is_test(name: str) -> bool:
    """Whether a file tests: it may hold a table or a story that is longer than code should be."""
    return name.startswith("tests/")


def test_functions_do_one_thing() -> None:
    wrong = {}
    for path in own_files():
        is_story = "hellowork_portal/ui/" in name_of(path) or is_test(name_of(path))
        longest = LONGEST_COMPONENT if is_story else LONGEST_FUNCTION
        for node in nodes_of(path):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                length = (node.end_lineno or node.lineno) - node.lineno + 1
                if length > longest:
                    wrong[f"{place(path, node)} {node.name}"] = length
    assert wrong == {}


def test_nobody_but_the_clock_asks_what_time_it_is() -> None:
    assert called(outside(package_files(), CLOCK), ASKING_TIME) == []
    assert called([path for path in package_files() if name_of(path) == CLOCK], ASKING_TIME) != []


def test_only_the_edge_commits() -> None:
    assert called(outside(package_files(), *MAY_COMMIT), r"\.(commit|rollback)$") == []


def test_only_commands_print() -> None:
    assert called(outside(package_files(), *MAY_PRINT), r"^print$") == []


def japanese_in(path: Path) -> list[str]:
    """Return the Japanese texts of a file, docstrings left out."""
    return [f"{place(path, text)} {text.value!r}" for text in texts(path) if JAPANESE.search(str(text.value))]


def test_words_for_people_stand_in_the_catalogue() -> None:
    assert [
        found for path in outside(package_files(), *JAPANESE_IN_CODE) for found in japanese_in(path)
    ] == []


@pytest.mark.parametrize("name", JAPANESE_IN_CODE)
def test_an_exception_from_the_catalogue_is_still_needed(name: str) -> None:
    assert [path for path in package_files() if name_of(path) == name and japanese_in(path)]


def test_no_test_is_left_out() -> None:
    left_out = re.compile(r"^pytest\.(mark\.(skip|skipif|xfail)|skip|importorskip|xfail)$")
    wrong = [
        place(path, node)
        for path in all_files()
        for node in nodes_of(path)
        if isinstance(node, ast.Attribute) and left_out.search(ast.unparse(node))
    ]
    assert wrong == []


def test_no_error_is_swallowed() -> None:
    """`except Exception: pass`, in every spelling."""
    wrong = [
        f"{name_of(path)}:{node.lineno}"
        for path in package_files()
        for node in nodes_of(path)
        if isinstance(node, ast.ExceptHandler)
        and (node.type is None or ast.unparse(node.type) in ("Exception", "BaseException"))
        and all(isinstance(step, ast.Pass | ast.Continue) for step in node.body)
    ]
    assert wrong == []


def test_nothing_names_a_machine() -> None:
    named = [
        place(path, text)
        for path in package_files()
        for text in texts(path)
        if MACHINES.search(str(text.value))
    ]
    assert named == []
