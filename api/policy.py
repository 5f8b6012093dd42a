"""The firm's policy: put its tables in force, read them, and see what is wrong with them."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, File, Response, UploadFile

from api.contracts import attachment, safe_filename
from api.refusals import Forbidden, MalformedBody, TooLarge, Unauthorized
from api.requests import TheSettings, TheStore, json_response, open_problems, problems
from api.security import TheCaller, needs
from api.strict_json import StrictRoute
from models.errors import InvalidPolicy, NotFound
from models.shape import Shape
from policy.check import PolicyFinding
from workflows.policy import put_policy

routes = APIRouter(prefix="/v1/policy", tags=["policy"], route_class=StrictRoute)


class PolicyInForce(Shape):
    """The version of the policy that schedules follow from now on, and what is wrong with its tables."""

    number: int
    sha256: str
    filename: str
    created_at: str
    findings: tuple[PolicyFinding, ...]


@routes.put(
    "",
    response_model=PolicyInForce,
    dependencies=[needs("admin")],
    operation_id="put_policy",
    summary="Put a policy in force",
    responses=problems(InvalidPolicy, MalformedBody),
)
def put_policy_in_force(
    store: TheStore,
    caller: TheCaller,
    settings: TheSettings,
    file: Annotated[UploadFile, File(description="The tables as YAML or as a workbook.")],
) -> Response:
    """Every schedule follows it from now on; one with errors is refused."""
    data = file.file.read(settings.max_json_bytes + 1)
    if len(data) > settings.max_json_bytes:
        raise TooLarge(f"The file is larger than {settings.max_json_bytes} bytes.")
    stored, findings = put_policy(store, data, safe_filename(file.filename), trail=caller.trail)
    shown = stored.model_dump(exclude={"content"})
    return json_response(PolicyInForce(**shown, findings=findings), etag=stored.number)


@routes.get(
    "",
    response_class=Response,
    dependencies=[needs("read")],
    operation_id="download_policy",
    summary="Download the policy in force",
    responses=open_problems(Unauthorized, Forbidden, NotFound)
    | {200: {"description": "The file as it was put", "content": {"application/octet-stream": {}}}},
)
def download_policy(store: TheStore) -> Response:
    """The policy as the file that it was put in."""
    stored = store.policies.newest()
    if stored is None:
        raise NotFound("no policy is in force; put one with PUT /v1/policy")
    headers = {"Content-Disposition": attachment(stored.filename), "ETag": f'"{stored.number}"'}
    return Response(stored.content, headers=headers, media_type="application/octet-stream")
