"""Whatever a program asks of the API, the answer is one that the OpenAPI document tells of, and never a fault."""

import os

import pytest
import requests
import schemathesis
from django.test import Client
from hypothesis import HealthCheck, given, settings
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from mra_portal.open_data.catalogue import DATASETS

pytestmark = [pytest.mark.django_db]

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]
# A few in the suite; PORTAL_FUZZ=200 for a long walk.
EXAMPLES = int(os.environ.get("PORTAL_FUZZ", "8"))


@pytest.fixture
def document(db):
    return schemathesis.openapi.from_dict(Client().get("/api/v1/openapi.json").json())


def asked(case) -> schemathesis.Response:
    """The answer of the portal in this process, in the shape that schemathesis reads."""
    wanted = requests.Request(**case.as_transport_kwargs(base_url="http://localhost:8000/api/v1")).prepare()
    path = wanted.url.removeprefix("http://localhost:8000")
    headers = {name: value for name, value in wanted.headers.items() if name.lower() != "accept-encoding"}
    answer = Client(raise_request_exception=False).get(path, headers=headers)
    told = {name: [value] for name, value in answer.headers.items()}
    return schemathesis.Response(answer.status_code, told, answer.getvalue(), wanted, elapsed=0, verify=False)


@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE])
def test_every_answer_is_one_that_the_document_tells_of(document, mode):
    """Questions as the document says they are asked, and questions that break its rules."""
    names = []
    for found in document.get_all_operations():
        operation = found.ok()
        names.append(operation.path)

        @settings(max_examples=EXAMPLES, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
        @given(case=operation.as_strategy(generation_mode=mode))
        def every_question_is_answered(case):
            case.validate_response(asked(case), checks=CHECKS)

        every_question_is_answered()

    assert len(names) == 2 * len(DATASETS) + 1
