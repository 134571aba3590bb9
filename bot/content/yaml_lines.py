"""YAML that remembers its lines, so that every complaint can name one."""

from __future__ import annotations

from typing import Any

import yaml


class Block(dict[str, Any]):
    """A mapping from a YAML file; `line` is where it starts, `lines` where each key stands (from 1)."""

    line: int = 0
    lines: dict[str, int]

    def at(self, key: str) -> int:
        """The line of a key, or of the whole mapping when it isn't there."""
        return self.lines.get(key, self.line)


class YamlProblem(Exception):
    """The text is no YAML of ours; `line` counts from 1."""

    def __init__(self, line: int, cause: str) -> None:
        super().__init__(cause)
        self.line = line
        self.cause = cause


# libyaml reads the registries ten times faster; some platforms come without it.
_Base: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Loader(_Base):  # type: ignore[misc, valid-type]
    pass


def _mapping(loader: _Loader, node: yaml.MappingNode) -> Block:
    block = Block()
    block.line = node.start_mark.line + 1
    block.lines = {}
    for key_node, value_node in node.value:
        key = str(loader.construct_object(key_node, deep=True))
        if key in block:
            raise YamlProblem(key_node.start_mark.line + 1, f"{key!r} stands here a second time; remove one of the two")
        block.lines[key] = key_node.start_mark.line + 1
        block[key] = loader.construct_object(value_node, deep=True)
    return block


_Loader.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, _mapping)


def load(text: str) -> Any:
    """Read YAML; mappings become `Block`s. Raises `YamlProblem`."""
    try:
        return yaml.load(text, Loader=_Loader)  # noqa: S506 - a SafeLoader
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise YamlProblem((mark.line + 1) if mark else 1, f"no valid YAML: {error.problem or error.context}") from None
    except (yaml.YAMLError, ValueError) as error:
        raise YamlProblem(1, f"no valid YAML: {error}") from None
