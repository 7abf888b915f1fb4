"""What can be asked of the network: the words of the list of places, and four of its own.

`verband` (between what a link runs), `soort` (kind of link), `plek` and `organisatie` (one node with its neighbours).
"""

from functools import cached_property

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from hotspots.filters import HotspotFilterSet
from hotspots.models.vocabulary import LinkKind
from hotspots.network.graph import Layer, Link, Network, Node, NodeKind, network_now
from mra_portal.common.bitsets import places
from mra_portal.common.facets import Chip, Facet, Option
from mra_portal.common.filters import NOT_A_CHOICE

# The facets of places that the page shows; the other words of the list work all the same.
SHOWN = ("deelregio", "type", "stadium", "sector")
SEVERAL, SINGLE = ("verband", "soort"), ("plek", "organisatie")
# A chosen subregion also keeps what stands for it; every other question is about places only.
WHERE = {"deelregio"}


class LinkForm(forms.Form):
    verband = forms.MultipleChoiceField(
        label=gettext_lazy("Links"), choices=Layer.choices, required=False, error_messages=NOT_A_CHOICE
    )
    soort = forms.MultipleChoiceField(
        label=pgettext_lazy("of a link", "Kind of link"),
        choices=LinkKind.choices,
        required=False,
        error_messages=NOT_A_CHOICE,
    )
    plek = forms.CharField(label=NodeKind.PLACE.label, max_length=80, required=False)
    organisatie = forms.CharField(label=NodeKind.ORGANISATION.label, max_length=80, required=False)

    def __init__(self, data: QueryDict, network: Network):
        super().__init__(data)
        self.network = network

    def _node(self, name: str) -> Node | None:
        slug = self.cleaned_data[name]
        if not slug:
            return None
        node = self.network.node(name, slug)
        if node is None:
            raise forms.ValidationError(NOT_A_CHOICE["invalid_choice"], params={"value": slug})
        return node

    def clean_plek(self):
        return self._node("plek")

    def clean_organisatie(self):
        return self._node("organisatie")


class NetworkQuestion:
    """One question with its answer: which nodes, and which links. Stands in a catalogue page where a FilterSet does."""

    def __init__(self, data: QueryDict | None = None):
        self.places = HotspotFilterSet(data)
        self.data = self.places.data
        for name in (*SEVERAL, *SINGLE):
            given = [value for value in dict.fromkeys(self.data.getlist(name)) if value.strip()]
            if given:
                self.data.setlist(name, given if name in SEVERAL else given[-1:])
            else:
                self.data.pop(name, None)
        self.network = network_now()
        self.form = LinkForm(self.data, self.network)

    @property
    def words(self) -> str:
        return self.places.words

    @property
    def is_refused(self) -> bool:
        return not self.form.is_valid() or self.places.is_refused

    @property
    def errors(self) -> dict[str, list[str]]:
        return {**self.places.form.errors, **self.form.errors}

    @property
    def errors_elsewhere(self) -> list[str]:
        """Messages about what is no facet."""
        own = [
            f"{self.form.fields[name].label}: {message}"
            for name in SINGLE
            for message in self.form.errors.get(name, ())
        ]
        return [*self.places.errors_elsewhere, *own]

    def _asked(self, name: str):
        self.form.is_valid()
        return self.form.cleaned_data.get(name)

    @property
    def focus(self) -> Node | None:
        """The one node that is asked for; a place before an organisation."""
        return None if self.is_refused else self._asked("plek") or self._asked("organisatie")

    @property
    def _narrowed(self) -> set[str]:
        """Which questions about places are asked."""
        return {name for name in self.places.active_names if name != "straal"}

    @property
    def is_bare(self) -> bool:
        """Nothing is asked: the answer is the whole network."""
        return not self._narrowed and not any(self.data.getlist(name) for name in (*SEVERAL, *SINGLE))

    @cached_property
    def found_places(self) -> list[Node]:
        """The places of the answer, by name; nothing when the question is refused."""
        if self.is_refused:
            return []
        if not self._narrowed:
            return self.network.places
        keys = self.places.index.numbering.keys
        found = {keys[number] for number in places(self.places.bits)}
        return [node for node in self.network.places if node.key in found]

    @cached_property
    def _kept(self) -> set[Node] | None:
        """The nodes of which a link may be an answer; None for all."""
        if not self._narrowed:
            return None
        kept = set(self.found_places)
        if self._narrowed <= WHERE:
            here = set(self.data.getlist("deelregio"))
            beside = (*self.network.subregions, *self.network.organisations)
            kept |= {node for node in beside if node.subregion in here}
        return kept

    @cached_property
    def _touching(self) -> list[Link]:
        """The links of the chosen places and the chosen node, of every kind."""
        if self.is_refused:
            return []
        links = self.network.links if self.focus is None else self.network.links_of.get(self.focus, [])
        kept = self._kept
        return links if kept is None else [link for link in links if link.start in kept or link.end in kept]

    def _of(self, verband: list[str], soort: list[str]) -> list[Link]:
        return [
            link
            for link in self._touching
            if (not verband or link.layer in verband) and (not soort or link.kind in soort)
        ]

    @cached_property
    def links(self) -> list[Link]:
        """The links of the answer, by slug."""
        if self.is_refused:
            return []
        verband, soort = self._asked("verband"), self._asked("soort")
        return self._of(verband, soort) if verband or soort else self._touching

    @cached_property
    def nodes(self) -> list[Node]:
        """What is drawn: the places of the answer (or the one node), and whatever their links lead to."""
        own = self.found_places if self.focus is None else [self.focus]
        reached = (node for link in self.links for node in link.ends)
        return list(dict.fromkeys((*own, *reached)))

    @cached_property
    def facets(self) -> list[Facet]:
        def facet(name: str, choices, counts: dict[str, int]) -> Facet:
            chosen = self.data.getlist(name)
            options = [
                Option(value, _capital(label), counts.get(value, 0), value in chosen, f"{name}-{value}")
                for value, label in choices
            ]
            error = " ".join(self.form.errors.get(name, ()))
            return Facet(name, str(self.form.fields[name].label), options, error, collapsible=False)

        verband, soort = self._asked("verband") or [], self._asked("soort") or []
        own = [
            facet("verband", Layer.choices, _counted(link.layer for link in self._of([], soort))),
            facet("soort", LinkKind.choices, _counted(link.kind for link in self._of(verband, []))),
        ]
        shown = [
            facet
            for facet in self.places.facets
            if facet.name in SHOWN or facet.error or any(option.checked for option in facet.options)
        ]
        return [*own, *shown]

    @property
    def active_names(self) -> list[str]:
        return [*(name for name in (*SINGLE, *SEVERAL) if self.data.getlist(name)), *self.places.active_names]

    @cached_property
    def chips(self) -> list[Chip]:
        chips: list[Chip] = []
        for name in (*SINGLE, *SEVERAL):
            for position, value in enumerate(self.data.getlist(name)):
                joiner = "" if not chips else _("or") if position else _("and")
                label = str(self.form.fields[name].label)
                chips.append(Chip(self._word_for(name, value), label, self.places.url_without(name, value), joiner))
        for chip in self.places.chips:
            joiner = chip.joiner or (_("and") if chips else "")
            chips.append(Chip(chip.label, chip.facet_label, chip.remove_url, joiner))
        return chips

    def _word_for(self, name: str, value: str) -> str:
        if name in SINGLE:
            node = self.network.node(name, value)
            return node.name if node else value
        return str(dict(self.form.fields[name].choices).get(value, value))

    @property
    def reliefs(self) -> list:
        """The way out of an empty answer."""
        return self.places.reliefs

    @property
    def sort_options(self) -> list:
        """The table has one order: that of the addresses of the links."""
        return []

    def url_with(self, name: str, value: str | int) -> str:
        return self.places.url_with(name, value)


def _counted(values) -> dict[str, int]:
    counts: dict[str, int] = {}
    for value in values:
        counts[value] = counts.get(value, 0) + 1
    return counts


def _capital(label) -> str:
    text = str(label)
    return text[:1].upper() + text[1:]
