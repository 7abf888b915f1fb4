"""Refuses what everybody tries first: a trivial word, or a few, with digits and signs around it."""

from functools import cache
from pathlib import Path

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

WORDS = Path(__file__).with_name("trivial_words.txt")


class TrivialPasswordValidator:
    def validate(self, password, user=None):
        if is_trivial(password):
            raise ValidationError(self.get_error_message(), code="password_trivial")

    def get_error_message(self):
        return _("This password is easy to guess: without its digits and signs only well-known words are left.")

    def get_help_text(self):
        return _(
            "Your password can’t be a well-known word, such as “welcome”, with digits and signs. Four words work well."
        )


def is_trivial(password: str) -> bool:
    """Whether its letters are nothing but words of the list, one after the other."""
    letters = "".join(filter(str.isalpha, password.casefold()))
    words = trivial_words()
    lengths = {len(word) for word in words}
    ends = {0}  # where a word can end
    for end in range(1, len(letters) + 1):
        if any(end - length in ends and letters[end - length : end] in words for length in lengths):
            ends.add(end)
    return bool(letters) and len(letters) in ends


@cache
def trivial_words() -> frozenset[str]:
    lines = WORDS.read_text(encoding="utf-8").splitlines()
    return frozenset(line for line in lines if line and not line.startswith("#"))
