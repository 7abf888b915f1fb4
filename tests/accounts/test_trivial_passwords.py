"""What everybody tries first is no password; a few ordinary words are a good one."""

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from mra_portal.accounts.trivial_passwords import is_trivial


@pytest.mark.parametrize(
    "password",
    [
        "wachtwoord123456",
        "welkom2026welkom",
        "Welkom-Amsterdam-2026!",
        "MijnWachtwoordIsGeheim",
        "2026!Zomer2026!Zomer",
        "qwerty-asdfgh-1234",
        "letmein!letmein!",
        "Welkom" * 40,
    ],
)
def test_trivial_words_with_digits_and_signs_are_refused(password):
    with pytest.raises(ValidationError) as refused:
        validate_password(password)

    assert is_trivial(password)
    assert "password_trivial" in [error.code for error in refused.value.error_list]


@pytest.mark.parametrize(
    "password",
    [
        "sloot-brug-fietspad",
        "polder sluis gemaal molen",
        "correct horse battery staple",
        "welkom bij de blauwe fiets",
        "kantoor-liefde-oranje-brug",
        "Kx7!pQ2#vR9$wL",
    ],
)
def test_a_few_ordinary_words_or_real_chance_pass(password):
    assert not is_trivial(password)
    validate_password(password)
