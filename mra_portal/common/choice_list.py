"""A model field for several values out of a fixed vocabulary, kept in the order of that vocabulary.

For words that are part of the public promise (phases, provinces): a table of their own would let an editor change them.
"""

from collections.abc import Iterable

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _


class ChoiceListField(models.JSONField):
    """A list of slugs of `vocabulary`, a TextChoices class. Raises ValidationError for a word that is not in it."""

    default_error_messages = {"unknown_word": _("“%(value)s” is not one of the choices.")}

    def __init__(self, *args, vocabulary: type[models.TextChoices] | None = None, **kwargs):
        self.vocabulary = vocabulary
        kwargs.setdefault("default", list)
        super().__init__(*args, **kwargs)

    def deconstruct(self):
        """The vocabulary is code, not schema: a migration does not know it."""
        return super().deconstruct()

    def in_order(self, words: Iterable[str]) -> list[str]:
        """The words once each, in the order of the vocabulary, unknown ones last."""
        order = {word: place for place, word in enumerate(self.vocabulary.values)}
        return sorted(set(words), key=lambda word: (order.get(word, len(order)), word))

    def validate(self, value, model_instance):
        if not isinstance(value, list):
            raise ValidationError(self.error_messages["unknown_word"], code="unknown_word", params={"value": value})
        for word in value:
            if word not in self.vocabulary.values:
                raise ValidationError(self.error_messages["unknown_word"], code="unknown_word", params={"value": word})
        if not value and not self.blank:
            raise ValidationError(self.error_messages["blank"], code="blank")

    def clean(self, value, model_instance):
        return self.in_order(super().clean(value, model_instance))

    def formfield(self, **kwargs):
        return forms.MultipleChoiceField(
            label=kwargs.get("label", self.verbose_name.capitalize()),
            choices=self.vocabulary.choices,
            widget=forms.CheckboxSelectMultiple,
            required=not self.blank,
            help_text=self.help_text,
        )
