"""Reading the word lists packaged beside this module: UTF-8, "#" begins a comment line, blank lines go."""

from pathlib import Path

FOLDER = Path(__file__).parent


def read_lines(name: str) -> list[str]:
    """The entries of a list with one entry a line."""
    lines = (line.strip() for line in (FOLDER / name).read_text(encoding="utf-8").splitlines())
    return [line for line in lines if line and not line.startswith("#")]


def read_groups(name: str) -> list[list[str]]:
    """The entries of a list with one group a line, its members separated by ";"."""
    return [[member.strip() for member in line.split(";") if member.strip()] for line in read_lines(name)]
