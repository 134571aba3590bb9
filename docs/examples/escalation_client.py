"""A small client of the escalation API, to copy into an organisation's own system. Needs Python 3.11 and httpx.

with EscalationClient("https://chat.example.org", os.environ["ESCALATION_TOKEN"]) as client:
    for case in client.cases(state="waiting", language="pl"):
        print(case["number"], case["topic"])
"""

from __future__ import annotations

import hashlib
import hmac
import json
import time
import uuid
from collections.abc import Iterator
from types import TracebackType
from typing import Any, Self

import httpx

MAX_AGE_S = 300
"""A webhook call older than this is refused: somebody may be playing it again."""


class EscalationError(Exception):
    """The service refused; `status` is the HTTP status, the text says why."""

    def __init__(self, status: int, detail: str) -> None:
        super().__init__(f"{status}: {detail}")
        self.status = status


class EscalationClient:
    """One organisation's way into the queue."""

    def __init__(self, base_url: str, token: str, *, http: httpx.Client | None = None) -> None:
        self._http = http or httpx.Client(timeout=20)
        self._base = base_url.rstrip("/") + "/api/escalations"
        self._headers = {"Authorization": f"Bearer {token}"}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._http.close()

    def refer(self, referral: dict[str, Any], *, key: str | None = None) -> dict[str, Any]:
        """Open a case for somebody who agreed. The same `key` never opens a second one: keep it for a retry."""
        return self._ask("POST", "", json=referral, headers={"Idempotency-Key": key or str(uuid.uuid4())})

    def cases(self, **filters: str) -> Iterator[dict[str, Any]]:
        """All cases that fit: urgent ones first, then the longest waiting."""
        cursor: str | None = None
        while True:
            page = self._ask("GET", "", params={**filters, **({"cursor": cursor} if cursor else {})})
            yield from page["items"]
            if not (cursor := page["next"]):
                return

    def claim(self, case: dict[str, Any]) -> dict[str, Any]:
        """Take a case; `EscalationError` 409 says who was faster."""
        return self._ask("POST", f"/{case['id']}/claim", headers={"If-Match": f'"{case["version"]}"'})

    def reply(self, case: dict[str, Any], text: str) -> dict[str, Any]:
        """Write to the person."""
        return self._ask("POST", f"/{case['id']}/reply", json={"text": text})

    def transcript(self, case: dict[str, Any]) -> list[dict[str, Any]]:
        """The conversation of a case that you hold."""
        lines: list[dict[str, Any]] = self._ask("GET", f"/{case['id']}/transcript")["lines"]
        return lines

    def close(self, case: dict[str, Any], outcome: str) -> dict[str, Any]:
        """End a case."""
        return self._ask("POST", f"/{case['id']}/close", json={"outcome": outcome})

    def events(self, after: int = 0) -> Iterator[tuple[int, dict[str, Any]]]:
        """(id, event) as they happen, without end. Keep the id: with it as `after`, nothing is missed next time."""
        while True:
            headers = {**self._headers, "Last-Event-ID": str(after)}
            try:
                with self._http.stream("GET", f"{self._base}/events", headers=headers, timeout=60) as answer:
                    if answer.status_code != httpx.codes.OK:
                        answer.read()
                        raise EscalationError(answer.status_code, answer.text)
                    for line in answer.iter_lines():
                        if line.startswith("id:"):
                            after = int(line[3:])
                        elif line.startswith("data:"):
                            yield after, json.loads(line[5:])
            except httpx.TransportError:
                time.sleep(2)

    def _ask(self, method: str, path: str, *, headers: dict[str, str] | None = None, **more: Any) -> dict[str, Any]:
        answer = self._http.request(method, self._base + path, headers={**self._headers, **(headers or {})}, **more)
        body: dict[str, Any] = answer.json()
        if answer.is_error:
            raise EscalationError(answer.status_code, str(body.get("detail") or body.get("title")))
        return body


def is_ours(secret: str, headers: dict[str, str], body: bytes, *, now_s: float) -> bool:
    """For the receiver of a webhook: whether a call comes from the service, unchanged and fresh.

    `headers` with lower-case names, `body` as it arrived, before any parsing.
    """
    stamp = headers.get("x-win-timestamp", "")
    if not stamp.isdigit() or abs(now_s - int(stamp)) > MAX_AGE_S:
        return False
    wanted = "sha256=" + hmac.new(secret.encode(), stamp.encode() + b"." + body, hashlib.sha256).hexdigest()
    return hmac.compare_digest(wanted, headers.get("x-win-signature", ""))
