"""The models in use: loaded from their bundles, replaced when a newer bundle is current."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import bundles
from bundles import Manifest
from components.shared_encoder import encoder_warnings, shared_encoder
from serving.loader import ModelError, Parser, load_parser


@dataclass(frozen=True)
class _Loaded:
    manifest: Manifest
    parser: Parser


class Models:
    """All languages' models. `parse` and `embed` run on one thread; `health` answers from any."""

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder
        self._loaded: dict[str, _Loaded] = {}
        self._problems: dict[str, str] = {}
        self._reloading = threading.Lock()

    def reload(self) -> list[str]:
        """Load every language whose current bundle is not the one in use; return those languages.

        A bundle that cannot be loaded leaves the older one in use and a warning in `health`.
        """
        changed = []
        with self._reloading:
            for language in bundles.languages():
                manifest = bundles.current(language, self._folder)
                in_use = self._loaded.get(language)
                if manifest is None:
                    if in_use is None:
                        self._problems[language] = f"{language}: no model; run `python -m train`"
                    continue
                if in_use and in_use.manifest.bundle == manifest.bundle:
                    continue
                try:
                    self._loaded[language] = self._load(manifest)
                except ModelError as error:
                    self._problems[language] = f"{language}: {error}"
                else:
                    self._problems.pop(language, None)
                    changed.append(language)
        return changed

    def _load(self, manifest: Manifest) -> _Loaded:
        file = bundles.model_file(manifest.language, manifest.bundle, self._folder)
        if bundles.file_sha256(file) != manifest.model_sha256:
            raise ModelError(f"{file.name} is not the model that its manifest describes; train again with --force")
        return _Loaded(manifest, load_parser(file))

    def languages(self) -> list[str]:
        """Return the languages that can be parsed now."""
        return sorted(self._loaded)

    def parse(self, language: str, texts: list[str]) -> list[dict[str, Any]]:
        """Parse texts of one language. KeyError when it has no model."""
        loaded = self._loaded[language]
        results = loaded.parser.parse(texts)
        for result in results:
            result["model"] = loaded.manifest.bundle
            result["thresholds"] = loaded.manifest.thresholds
        return results

    def health(self) -> dict[str, Any]:
        """Return the models by language, the encoder in use and what is wrong; `status` is ok or degraded."""
        loaded = dict(self._loaded)
        encoder = shared_encoder()
        warnings = [*encoder_warnings(), *self._problems.values()]
        warnings += [
            f"{language}: trained with encoder {one.manifest.encoder}, here runs {encoder.identity}: train again"
            for language, one in sorted(loaded.items())
            if one.manifest.encoder != encoder.identity
        ]
        return {
            "status": "degraded" if warnings else "ok",
            "models": {language: bundles.as_public(one.manifest) for language, one in sorted(loaded.items())},
            "encoder": {"kind": encoder.kind, "identity": encoder.identity},
            "warnings": warnings,
        }
