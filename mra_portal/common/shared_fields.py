from django.forms import BaseForm


class _Shared(dict):
    def __deepcopy__(self, memo):
        return self


def with_shared_fields(form: type[BaseForm]) -> type[BaseForm]:
    """For a form that only reads its fields: not every instance gets copies of its own."""
    form.base_fields = _Shared(form.base_fields)
    return form
