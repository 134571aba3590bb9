"""What the desk refuses, as problem details."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import Any

from fastapi import Request
from fastapi.responses import Response
from fastapi.routing import APIRoute

from api.problems import Problem, problem
from bot.desk.errors import BadInput, CaseNotFound, DeskError, NotAllowed, Stale

_STATUS: tuple[tuple[type[DeskError], int], ...] = (
    (CaseNotFound, 404),
    (NotAllowed, 403),
    (Stale, 412),
    (BadInput, 422),
    (DeskError, 409),
)


def refusal(error: DeskError) -> Response:
    """404, 403, 412 (an older version was sent), 422, or 409 for whatever the case's state does not allow."""
    return problem(next(status for kind, status in _STATUS if isinstance(error, kind)), str(error))


class DeskRoute(APIRoute):
    """A route whose `DeskError` becomes an answer."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """Wrap the handler."""
        handle = super().get_route_handler()

        async def handled(request: Request) -> Response:
            try:
                return await handle(request)
            except DeskError as error:
                return refusal(error)

        return handled


def _documented(description: str) -> dict[str, Any]:
    return {
        "description": description,
        "content": {"application/problem+json": {"schema": Problem.model_json_schema()}},
    }


RESPONSES: dict[int | str, dict[str, Any]] = {
    400: _documented("The request can't be read."),
    401: _documented("No valid token."),
    403: _documented("The token lacks the scope."),
    413: _documented("The body is too large."),
    422: _documented("A value can't be used; `detail` names it."),
    429: _documented("Too many requests; `Retry-After` says how long to wait."),
}
"""What every route may answer."""

NOT_FOUND: dict[int | str, dict[str, Any]] = {404: _documented("There is no such case that this token may see.")}
CONFLICT: dict[int | str, dict[str, Any]] = {
    **NOT_FOUND,
    409: _documented("Somebody else holds the case, or its state does not allow this; `detail` says which."),
    412: _documented("The case has changed since the version in `If-Match`."),
}
