"""Sets of rows as whole numbers give the same answers as plain Python: sets, sorting and slicing."""

from datetime import UTC, datetime
from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mra_portal.common.bitsets import Numbering, Numbers, in_tiers, places
from mra_portal.common.catalogue_index import SPARSE, CatalogueIndex
from mra_portal.common.facets import FoundKeys

KEYS = st.lists(st.integers(0, 10_000), unique=True, max_size=80)
NUMBERS = st.one_of(st.none(), st.integers(0, 12), st.integers(0, 10**12))
quick = settings(deadline=None, max_examples=60)


def keys_in(numbering: Numbering, bits: int) -> list:
    return [numbering.keys[place] for place in places(bits)]


@st.composite
def part_of(draw, keys):
    return draw(st.lists(st.sampled_from(keys), unique=True)) if keys else []


@given(st.data(), KEYS)
@quick
def test_a_set_of_keys_comes_back_as_it_went_in_without_strangers(data, keys):
    numbering = Numbering(keys)
    chosen = data.draw(part_of(keys))

    bits = numbering.bits_of([*chosen, -1, "unknown", *chosen])

    assert keys_in(numbering, bits) == [key for key in keys if key in set(chosen)]
    assert bits.bit_count() == len(chosen)
    assert keys_in(numbering, numbering.everything) == keys
    assert len(numbering) == len(keys)


@given(st.data(), KEYS)
@quick
def test_and_or_and_not_of_bitsets_are_those_of_sets(data, keys):
    numbering = Numbering(keys)
    one, other = (data.draw(part_of(keys)) for _n in range(2))
    a, b = numbering.bits_of(one), numbering.bits_of(other)

    assert set(keys_in(numbering, a & b)) == {*one} & {*other}
    assert set(keys_in(numbering, a | b)) == {*one} | {*other}
    assert set(keys_in(numbering, numbering.everything & ~a)) == {*keys} - {*one}


@given(st.data(), KEYS, st.one_of(st.integers(0, 20), st.integers(0, 10**13)))
@quick
def test_at_most_and_at_least_compare_numbers_and_leave_unknown_ones_out(data, keys, bound):
    numbering = Numbering(keys)
    told = {key: data.draw(NUMBERS) for key in keys}
    bound = data.draw(st.sampled_from([bound, *(number for number in told.values() if number is not None)]))
    known = {key: number for key, number in told.items() if number is not None}

    numbers = Numbers(numbering, told.items())

    assert set(keys_in(numbering, numbers.known)) == {*known}
    assert set(keys_in(numbering, numbers.at_most(bound))) == {key for key in known if known[key] <= bound}
    assert set(keys_in(numbering, numbers.at_least(bound))) == {key for key in known if known[key] >= bound}


@given(st.integers(0, 2**70 - 1), st.lists(st.integers(0, 2**70 - 1), max_size=4))
@quick
def test_tiers_part_a_set_into_disjoint_pieces_with_the_best_first(bits, tiers):
    parts = list(in_tiers(bits, tiers))

    ranked = [[not tier >> place & 1 for tier in tiers] for part in parts for place in list(places(part))[:1]]
    whole = 0
    for part in parts:
        assert part
        assert not whole & part
        whole |= part
    assert whole == bits
    assert ranked == sorted(ranked)
    for part, rank in zip(parts, ranked, strict=True):
        assert all([not tier >> place & 1 for tier in tiers] == rank for place in places(part))


class Rows(list):
    """As much of a QuerySet as an index asks for."""

    def order_by(self):
        return self

    def values_list(self, *_fields, flat):
        return self


def index_over(keys, ordered) -> CatalogueIndex:
    orders = {"volgorde": ("", lambda _rows: Rows(ordered))}
    filterset = SimpleNamespace(
        rows_at=lambda moment: Rows(keys),
        valid_until=lambda moment: None,
        facet_filters=dict,
        sort_filter=lambda: SimpleNamespace(orders=orders),
    )
    return CatalogueIndex(filterset, datetime(2026, 11, 24, tzinfo=UTC))


@given(
    st.data(),
    st.lists(st.integers(0, 1000), unique=True, max_size=120),
    st.integers(0, 130),
    st.integers(0, 130),
)
@quick
def test_a_page_of_keys_is_the_slice_of_the_sorted_rows(data, keys, start, length):
    ordered = data.draw(st.permutations(keys))
    # Few rows are sorted, many are picked out of the order of everything: both ways must agree.
    size = data.draw(st.sampled_from([len(keys), max(len(keys) // SPARSE - 1, 0)]))
    chosen = data.draw(st.permutations(keys))[:size]
    tiers = [data.draw(part_of(keys)) for _n in range(data.draw(st.integers(0, 2)))]
    index = index_over(keys, ordered)
    expected = sorted(chosen, key=lambda key: ([key not in tier for tier in tiers], ordered.index(key)))

    bits = index.numbering.bits_of(chosen)
    found = index.keys(bits, "volgorde", start, start + length, [index.numbering.bits_of(tier) for tier in tiers])

    assert found == expected[start : start + length]


@pytest.mark.parametrize("gone", [{}, {7}])
def test_a_row_that_came_or_went_while_the_index_was_made_does_no_harm(gone):
    ordered = [999, *(key for key in reversed(range(100)) if key not in gone)]  # 999 has no place
    index = index_over(range(100), ordered)

    everything = index.keys(index.everything, "volgorde", 0, 100)
    few = index.keys(index.numbering.bits_of([3, 7]), "volgorde", 0, 2)

    assert everything == ordered[1:]
    assert few == ([3, 7] if gone else [7, 3])


@given(st.lists(st.integers(), max_size=30), st.slices(30))
@quick
def test_found_keys_slice_like_a_list(keys, asked):
    found = FoundKeys(len(keys), lambda start, stop: keys[start:stop])

    assert len(found) == len(keys)
    assert list(found) == keys
    if (asked.step or 1) > 0:  # a pager only goes forward
        assert found[asked] == keys[asked]
