"""How wide a text is in the font of the portal, so that the server can place labels without a browser.

The advances are those of Hanken Grotesk Regular and SemiBold, one em = 1000. Another font needs another table.
"""

import unicodedata

SAFETY = 1.04  # kerning, hinting, and a fallback font with nearly the same measures
UNKNOWN, UNKNOWN_WIDE = 600, 1000

# From space to tilde, in the order of ASCII.
_REGULAR = """
255 306 455 694 561 747 691 298 277 277 457 623 318 430 306 428 560 560 560 560 560 560 560 560 560 560 316 329 627 646
627 514 1018 636 622 710 711 622 615 752 715 286 572 708 524 868 697 761 578 772 619 561 611 684 666 966 647 648 638
322 444 322 567 629 244 519 585 497 593 524 345 509 551 239 242 533 269 851 549 562 585 585 387 455 343 548 489 726
491 498 478 305 314 305 613
"""
_STRONG = """
246 309 463 681 556 714 680 298 279 279 446 596 313 425 312 435 573 573 573 573 573 573 573 573 573 573 325 324 634 628
634 495 977 649 624 703 696 613 607 750 724 297 562 722 521 875 706 751 574 765 622 556 588 677 659 974 653 646 626
316 452 316 590 616 255 516 578 494 579 523 339 513 564 254 257 542 276 850 562 556 578 578 395 450 360 561 488 720
499 502 486 303 307 303 603
"""
# The other signs that Dutch and English text may hold, and letters that are no plain letter with an accent.
_MORE = "\u00a0‘’“”–—…•·°±×«»§€£æÆœŒøØłŁßðÐþÞđĐı−→"
_MORE_REGULAR = """
275 284 284 449 449 520 1000 710 416 334 474 661 541 484 484 583 659 621 850 944 928 1143 562 761 276 524 588 547 711
585 578 593 711 239 604 1124
"""
_MORE_STRONG = """
275 283 283 464 464 515 1000 717 385 312 443 649 530 496 496 556 631 598 829 960 906 1114 556 751 279 521 583 546 696
578 574 579 696 254 612 1125
"""


def _table(ascii_row: str, more_row: str) -> dict[str, int]:
    signs = [chr(code) for code in range(32, 127)] + list(_MORE)
    return dict(zip(signs, map(int, (ascii_row + more_row).split()), strict=True))


REGULAR = _table(_REGULAR, _MORE_REGULAR)
STRONG = _table(_STRONG, _MORE_STRONG)


def text_width(text: str, size: float, *, strong: bool = False) -> float:
    """The room that a text takes, in the units of its size; a little more rather than less."""
    table = STRONG if strong else REGULAR
    # Apart from its letter an accent takes no room.
    return sum(_advance(sign, table) for sign in unicodedata.normalize("NFD", text)) * size / 1000 * SAFETY


def _advance(sign: str, table: dict[str, int]) -> int:
    if sign in table:
        return table[sign]
    if unicodedata.category(sign) in ("Mn", "Cf"):
        return 0
    return UNKNOWN_WIDE if unicodedata.east_asian_width(sign) in "WF" else UNKNOWN


def clipped(text: str, size: float, room: float) -> str:
    """The text, or as much of its start as fits with an ellipsis."""
    if text_width(text, size) <= room:
        return text
    used, kept = text_width("…", size), ""
    for sign in text:
        used += text_width(sign, size)
        if used > room:
            break
        kept += sign
    kept = kept.rstrip(" ,;:-(")
    return f"{kept}…" if kept else ""


def wrapped(text: str, size: float, room: float, *, strong: bool = False) -> list[str]:
    """The text in lines that fit: broken at spaces, behind hyphens and slashes, and only then inside a word."""
    lines, used = [""], 0.0
    for piece in _pieces(text):
        visible = text_width(piece.rstrip(), size, strong=strong)
        if used + visible <= room:
            lines[-1] += piece
            used += text_width(piece, size, strong=strong)
        else:
            lines += [piece] if visible <= room else _broken(piece, size, room, strong)
            used = text_width(lines[-1], size, strong=strong)
    return [line.strip() for line in lines if line.strip()] or [""]


def _broken(word: str, size: float, room: float, strong: bool) -> list[str]:
    """A word that is too long for one line, in pieces with a hyphen."""
    lines, hyphen = [""], text_width("-", size, strong=strong)
    used = hyphen
    for sign in word:
        width = text_width(sign, size, strong=strong)
        if lines[-1] and used + width > room:
            lines[-1] += "-"
            lines.append("")
            used = hyphen
        lines[-1] += sign
        used += width
    return lines


def _pieces(text: str) -> list[str]:
    """The parts between which a line may break; each keeps the space, hyphen or slash at its end."""
    pieces, start = [], 0
    for index, sign in enumerate(text, start=1):
        inside = 1 < index < len(text) and text[index - 2] != " " and text[index] != " "
        if sign == " " or (sign in "-/" and inside):
            pieces.append(text[start:index])
            start = index
    return [*pieces, text[start:]]
