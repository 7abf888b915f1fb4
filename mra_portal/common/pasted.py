"""Text as it comes out of a word processor, made plain: what is typed in a form goes through here."""

import re
import unicodedata

# Signs that word processors put in front of a list item, and invisible ones inside words.
_BULLETS = re.compile(r"^[\s•◦▪●·‣⁃\uf0b7\uf0a7*–-]+(?=\S)")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2028-\u202e\u2060\ufeff\ufffc\x00-\x08\x0b\x0c\x0e-\x1f]")


def as_plain(text: str) -> str:
    """One line of text: without bullets in front, soft hyphens, invisible signs, odd spaces and line ends."""
    text = unicodedata.normalize("NFC", _INVISIBLE.sub("", text or ""))
    return " ".join(_BULLETS.sub("", text).split())
