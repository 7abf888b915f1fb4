from django import forms
from django.template.loader import render_to_string


class KindCheckboxes(forms.CheckboxSelectMultiple):
    """Checkboxes for many organisations, folded per kind; the kinds in which something is chosen stand open."""

    template_name = "common/kind_checkboxes.html"

    def optgroups(self, name, value, attrs=None):
        groups = {}
        for index, (key, label) in enumerate(self.choices):
            option = self.create_option(name, key, label, str(key) in value, index, attrs=attrs)
            groups.setdefault(key.instance.get_kind_display(), []).append(option)
        return [(kind, groups[kind], place) for place, kind in enumerate(sorted(groups))]

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        context["groups"] = [
            {"kind": kind, "options": options, "chosen": sum(option["selected"] for option in options)}
            for kind, options, _place in context["widget"]["optgroups"]
        ]
        return context

    def _render(self, template_name, context, renderer=None):
        """Our templates are not in the folders that the renderer of forms looks in."""
        return render_to_string(template_name, context)
