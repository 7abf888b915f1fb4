"""The bottom never knows the top: common, accounts -> profiles -> agenda -> mra_portal."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
LAYERS = {
    "mra_portal.common": 0,
    "mra_portal.accounts": 0,
    "mra_portal.settings": 0,
    "profiles": 1,
    "agenda": 2,
    "financing": 3,
    "hotspots": 3,
    "mra_portal": 4,
}
# Same layer, but they may not know each other.
STRANGERS = [{"financing", "hotspots"}, {"mra_portal.common", "mra_portal.accounts"}]


def package_of(module: str) -> str | None:
    """The longest known package that a module belongs to."""
    known = [name for name in LAYERS if module == name or module.startswith(f"{name}.")]
    return max(known, key=len, default=None)


def imports_of(path: Path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)


PACKAGES = ("agenda", "profiles", "financing", "hotspots", "mra_portal")
FILES = [path for package in PACKAGES for path in sorted((ROOT / package).rglob("*.py"))]


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_imports_only_go_down(path):
    module = ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
    here = package_of(module)

    wrong = [
        name
        for name in imports_of(path)
        if (there := package_of(name))
        and there != here
        and (LAYERS[there] > LAYERS[here] or any({here, there} == pair for pair in STRANGERS))
    ]

    assert wrong == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_imports_stand_at_the_top_of_the_file(path):
    """An import inside a function is how a forbidden direction hides. `ready()` has to wait for the models."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef) and node.name != "ready"]

    hidden = [
        child.lineno
        for function in functions
        for child in ast.walk(function)
        if isinstance(child, ast.Import | ast.ImportFrom)
    ]

    assert hidden == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_file_stays_small_enough_to_read(path):
    if "migrations" not in path.parts:
        assert len(path.read_text(encoding="utf-8").splitlines()) <= 400
