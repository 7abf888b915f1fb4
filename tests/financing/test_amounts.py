"""Amounts as people write them, as the portal says them, and what an amount means for a search."""

import pytest
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st

from financing.amounts import AmountField, amount_in_words, euros, parse_amount
from financing.filters import FinancingFilterSet
from tests.financing import builders

WRITTEN = [
    ("25000", 25_000),
    ("25.000", 25_000),
    ("25 000", 25_000),
    ("25'000", 25_000),
    ("25,000", 25_000),
    ("25\u00a0000", 25_000),
    ("€ 25.000", 25_000),
    ("€\u00a025.000", 25_000),
    ("€25000", 25_000),
    ("25.000,-", 25_000),
    ("25.000,--", 25_000),
    ("25.000,00", 25_000),
    ("€ 25.000,-", 25_000),
    ("eur 25.000", 25_000),
    ("EUR 25000", 25_000),
    ("25000 euro", 25_000),
    ("25.000 €", 25_000),
    ("  25000  ", 25_000),
    ("1.500.000", 1_500_000),
    ("0", 0),
    ("007", 7),
    ("1.000.000.000.000", 10**12),
]
REFUSED = [
    "abc",
    "-5",
    "-25.000",
    "€ -1",
    "1e9",
    "1E5",
    "0x10",
    "2,5",
    "25.000,50",
    "1.5",
    "25.00.000",
    "2.5000",
    "1 miljoen",
    "25k",
    "25 000 000 000 000 000",
    "9" * 60,
    "1.000.000.000.001",
    "∞",
    "NaN",
    "25000; drop table",
    "\x00",
    "€",
    "€€ 5",
    "..",
]


@pytest.mark.parametrize(("text", "amount"), WRITTEN)
def test_what_people_write_is_understood(text, amount):
    assert parse_amount(text) == amount
    assert AmountField().clean(text) == amount


@pytest.mark.parametrize("text", REFUSED)
def test_what_is_no_whole_amount_is_refused_with_a_message(text):
    with pytest.raises(ValidationError) as refused:
        parse_amount(text)
    with pytest.raises(ValidationError):
        AmountField().clean(text)

    assert refused.value.messages[0]


def test_a_long_wrong_amount_does_not_flood_the_page():
    with pytest.raises(ValidationError) as refused:
        parse_amount("zoveel mogelijk " * 100)

    assert len(refused.value.messages[0]) < 150


def test_no_amount_is_no_question():
    assert AmountField(required=False).clean("") is None
    assert AmountField(required=False).clean("   ") is None


@given(st.integers(0, 10**12), st.sampled_from("., '"), st.sampled_from(["", "€", "€ ", "EUR "]))
@settings(deadline=None)
def test_every_amount_is_understood_in_every_way_of_writing_it(amount, between, sign):
    written = sign + f"{amount:,}".replace(",", between)

    assert parse_amount(written) == parse_amount(f"{written},-") == parse_amount(f"{amount}") == amount
    if amount < 1_000_000:
        assert parse_amount(euros(amount)) == amount


@given(st.text("0123456789.,-+ €euroE'\u00a0x²٣", max_size=20))
@settings(deadline=None)
def test_any_text_is_an_amount_or_a_refusal(text):
    try:
        amount = parse_amount(text)
    except ValidationError:
        return
    assert 0 <= amount <= 10**12


@pytest.mark.parametrize(
    ("lowest", "highest", "dutch", "english"),
    [
        (50_000, 250_000, "€ 50.000 tot € 250.000", "€ 50,000 to € 250,000"),
        (None, 450_000, "tot € 450.000", "up to € 450,000"),
        (100_000, None, "vanaf € 100.000", "from € 100,000"),
        (5_000, 5_000, "€ 5.000", "€ 5,000"),
        (0, 1_000, "€ 0 tot € 1.000", "€ 0 to € 1,000"),
        (None, 1_500_000, "tot € 1,5 miljoen", "up to € 1.5 million"),
        (None, 10_000_000, "tot € 10 miljoen", "up to € 10 million"),
        (None, 2_250_000, "tot € 2,25 miljoen", "up to € 2.25 million"),
        (None, 1_234_567, "tot € 1.234.567", "up to € 1,234,567"),
        (None, None, "", ""),
    ],
)
def test_amounts_in_words(lowest, highest, dutch, english):
    said = {}
    for language in ("nl", "en"):
        with translation.override(language):
            said[language] = amount_in_words(lowest, highest).replace("\u00a0", " ")

    assert said == {"nl": dutch, "en": english}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("lowest", "highest", "inside", "outside"),
    [
        (50_000, 250_000, [50_000, 100_000, 250_000], [0, 49_999, 250_001, 10**12]),
        (None, 250_000, [0, 1, 250_000], [250_001, 10**12]),
        (50_000, None, [50_000, 10**12], [0, 49_999]),
        (None, None, [0, 1, 10**12], []),
        (0, 0, [0], [1]),
        (25_000, 25_000, [25_000], [24_999, 25_001]),
        (0, 10**12, [0, 10**12], []),
    ],
)
def test_an_amount_finds_what_may_give_it_and_unknown_never_hides(lowest, highest, inside, outside):
    option = builders.option(amount_min=lowest, amount_max=highest)

    def is_found(amount):
        return option.pk in set(FinancingFilterSet(QueryDict(f"bedrag={amount}")).keys())

    assert [amount for amount in inside if not is_found(amount)] == []
    assert [amount for amount in outside if is_found(amount)] == []


@pytest.mark.django_db
@pytest.mark.parametrize("text", [text for text, amount in WRITTEN if amount == 25_000])
def test_however_it_is_written_the_finder_finds_the_same(text):
    query = QueryDict(mutable=True)
    query["bedrag"] = text

    written, plain = FinancingFilterSet(query), FinancingFilterSet(QueryDict("bedrag=25000"))

    assert written.keys() == plain.keys()
    assert 0 < written.count < FinancingFilterSet().count
    assert [chip.label for chip in written.chips] == [chip.label for chip in plain.chips] == [euros(25_000)]
