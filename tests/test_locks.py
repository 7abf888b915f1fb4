"""The requirements for pip say exactly what uv.lock says, so both ways of installing give the same portal.

To renew them after a change of uv.lock:

    uv export --locked --no-emit-project --no-annotate --no-header --all-extras --format requirements.txt \\
        --no-default-groups -o deploy/requirements.txt
    uv export --locked --no-emit-project --no-annotate --no-header --all-extras --format requirements.txt \\
        -o deploy/requirements-test.txt
"""

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PROJECT = "mra-portal"
RENEW = "renew it as the docstring of tests/test_locks.py says"


@pytest.fixture(scope="module")
def lock() -> list[dict]:
    return tomllib.loads((ROOT / "uv.lock").read_text(encoding="utf-8"))["package"]


@pytest.mark.parametrize(("file", "with_tests"), [("requirements.txt", False), ("requirements-test.txt", True)])
def test_requirements_equal_the_lock(lock, file, with_tests):
    wanted = _reachable(lock, with_tests)

    exported = _requirements((ROOT / "deploy" / file).read_text(encoding="utf-8"))

    assert sorted(exported) == sorted(wanted), f"deploy/{file} has other packages than uv.lock: {RENEW}"
    different = [package for package in wanted if exported[package] != wanted[package]]
    assert not different, f"deploy/{file} has other hashes than uv.lock: {RENEW}"


@pytest.mark.parametrize("file", ["requirements.txt", "requirements-test.txt"])
def test_requirements_name_no_place_to_download_from(file):
    text = (ROOT / "deploy" / file).read_text(encoding="utf-8")

    assert "://" not in text
    assert not re.search(r"^\s*--?(i|f|index-url|extra-index-url|find-links|trusted-host)\b", text, re.MULTILINE)


def test_the_project_in_the_lock_is_the_project(lock):
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))

    names = {re.split(r"[\[<>=~! ]", text)[0] for text in project["project"]["dependencies"]}
    locked = {entry["name"] for entry in _named(lock, PROJECT)[0]["dependencies"]}

    assert names == locked, "pyproject.toml was changed after uv.lock: run uv lock"


def _requirements(text: str) -> dict[tuple[str, str], set[str]]:
    """(name, version) → hashes, from lines as "name==1.0 ; marker \\" with "--hash=…" below."""
    found = {}
    for line in text.replace("\\\n", " ").splitlines():
        name, version = re.match(r"([a-z0-9-]+)==([^\s;]+)", line).groups()
        found[name, version] = set(re.findall(r"--hash=(\S+)", line))
    return found


def _reachable(lock: list[dict], with_tests: bool) -> dict[tuple[str, str], set[str]]:
    """(name, version) → hashes of all that the project needs, with every extra of the project itself."""
    project = _named(lock, PROJECT)[0]
    waiting = [*project["dependencies"], *_values(project.get("optional-dependencies"))]
    waiting += _values(project.get("dev-dependencies")) if with_tests else []
    seen = set()  # (name, version, extra); the extra "" is the package itself
    found = {}
    while waiting:
        needed = waiting.pop()
        for package in _named(lock, needed["name"], needed.get("version")):
            found[package["name"], package["version"]] = _hashes(package)
            for extra in ("", *needed.get("extra", ())):
                if (package["name"], package["version"], extra) not in seen:
                    seen.add((package["name"], package["version"], extra))
                    waiting += package.get("optional-dependencies", {}).get(extra, ())
                    waiting += package.get("dependencies", ()) if not extra else ()
    return found


def _named(lock: list[dict], name: str, version: str | None = None) -> list[dict]:
    return [each for each in lock if each["name"] == name and version in (None, each["version"])]


def _values(groups: dict | None) -> list[dict]:
    return [each for group in (groups or {}).values() for each in group]


def _hashes(package: dict) -> set[str]:
    files = [*package.get("wheels", ()), *([package["sdist"]] if "sdist" in package else ())]
    return {file["hash"] for file in files}
