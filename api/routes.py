"""Every route of the application with its rule: for the navigation, and for the test that no route lacks one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from fastapi import FastAPI
from fastapi.routing import iter_route_contexts
from starlette.routing import Mount

from api.staff.guard import Rule


@dataclass(frozen=True, slots=True)
class RouteInfo:
    """One route: its path with `{places}`, a method, and the rules that all must hold."""

    path: str
    method: str
    rules: tuple[Rule, ...]


def routes_of(web: FastAPI) -> list[RouteInfo]:
    """All routes but mounted folders of files and the description of the API itself."""
    found = []
    for route in iter_route_contexts(web.router.routes):
        if isinstance(route.original_route, Mount) or route.path in (None, web.openapi_url):
            continue
        rules = tuple(_rules(getattr(route, "dependant", None)))
        for method in sorted(route.methods or {"GET"}):
            found.append(RouteInfo(str(route.path), method, rules))
    return found


def _rules(dependant: Any) -> Iterator[Rule]:
    if dependant is None:
        return
    rule = getattr(dependant.call, "rule", None)
    if isinstance(rule, Rule):
        yield rule
    for inner in dependant.dependencies:
        yield from _rules(inner)
