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


def imports_of(tree: ast.AST):
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)


PACKAGES = ("agenda", "profiles", "financing", "hotspots", "mra_portal")


@pytest.fixture(scope="module")
def files() -> dict[Path, tuple[str, ast.Module]]:
    """Every file of the packages, by its path below the root: its text and its parsed tree."""
    paths = [path for package in PACKAGES for path in sorted((ROOT / package).rglob("*.py"))]
    texts = {path.relative_to(ROOT): path.read_text(encoding="utf-8") for path in paths}
    assert {path.parts[0] for path in texts} == set(PACKAGES)
    return {path: (text, ast.parse(text)) for path, text in texts.items()}


def test_imports_only_go_down(files):
    wrong = []
    for path, (_text, tree) in files.items():
        here = package_of(".".join(path.with_suffix("").parts).removesuffix(".__init__"))
        wrong += [
            f"{path} imports {name}"
            for name in imports_of(tree)
            if (there := package_of(name))
            and there != here
            and (LAYERS[there] > LAYERS[here] or any({here, there} == pair for pair in STRANGERS))
        ]

    assert not wrong, "\n".join(wrong)


def test_imports_stand_at_the_top_of_the_file(files):
    """An import inside a function is how a forbidden direction hides. `ready()` has to wait for the models."""
    hidden = [
        f"{path}:{child.lineno}"
        for path, (_text, tree) in files.items()
        for function in ast.walk(tree)
        if isinstance(function, ast.FunctionDef) and function.name != "ready"
        for child in ast.walk(function)
        if isinstance(child, ast.Import | ast.ImportFrom)
    ]

    assert not hidden, "\n".join(hidden)


def test_a_file_stays_small_enough_to_read(files):
    long = [
        f"{path}: {lines} lines"
        for path, (text, _tree) in files.items()
        if "migrations" not in path.parts and (lines := len(text.splitlines())) > 400
    ]

    assert not long, "\n".join(long)
