"""Errors for programs, as problem details (RFC 9457)."""

from collections.abc import Iterable, Mapping

from django.http import JsonResponse


class RefusedError(Exception):
    """A value that cannot be used. `errors`: the messages per parameter."""

    def __init__(self, errors: Mapping[str, Iterable[str]]):
        super().__init__(errors)
        self.errors = errors


def problem_of(errors: Mapping[str, Iterable[str]]) -> dict:
    """The body of a 400, naming every parameter that is refused and why, in the language of the request."""
    found = [{"parameter": name, "detail": str(message)} for name, messages in errors.items() for message in messages]
    return {
        "type": "about:blank",
        "title": "Bad Request",
        "status": 400,
        "detail": " ".join(f"{error['parameter']}: {error['detail']}" for error in found),
        "errors": found,
    }


def problem(errors: Mapping[str, Iterable[str]]) -> JsonResponse:
    return JsonResponse(
        problem_of(errors),
        status=400,
        content_type="application/problem+json",
        json_dumps_params={"ensure_ascii": False},
    )
