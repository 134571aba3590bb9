"""The models in use: loaded from their bundles, replaced when a newer bundle is current."""

from __future__ import annotations

import os
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
        self._beside: _Loaded | None = None

    def reload(self) -> list[str]:
        """Load every language whose current bundle is not the one in use; return those languages.

        A bundle that cannot be loaded leaves the older one in use and a warning in `health`.
        """
        changed = []
        with self._reloading:
            for language in bundles.languages():
                wanted = bundles.in_use(language, self._folder)
                in_use = self._loaded.get(language)
                if wanted is None:
                    if in_use is None:
                        self._problems[language] = f"{language}: no model; run `python -m train`"
                    continue
                manifest, place = wanted
                if in_use and in_use.manifest.bundle == manifest.bundle:
                    continue
                try:
                    self._loaded[language] = self._load(manifest, place)
                except ModelError as error:
                    self._problems[language] = f"{language}: {error}"
                else:
                    self._problems.pop(language, None)
                    changed.append(language)
        return changed

    def _load(self, manifest: Manifest, place: Path) -> _Loaded:
        file = bundles.model_file(manifest.language, manifest.bundle, place)
        if bundles.file_sha256(file) != manifest.model_sha256:
            raise ModelError(f"{file.name} is not the model that its manifest describes; train again with --force")
        return _Loaded(manifest, load_parser(file))

    def languages(self) -> list[str]:
        """Return the languages that can be parsed now."""
        return sorted(self._loaded)

    def bring(self, language: str, bundle: str) -> None:
        """Make a bundle that is not in use ready for `parse`; the one brought before is let go. Raises ModelError."""
        if self._has(language, bundle):
            return
        found = bundles.find(language, bundle)
        if found is None:
            raise ModelError(f"no bundle {bundle} of {language} here; push it with PUT /bundles/{bundle}")
        self._beside = self._load(*found)

    def _has(self, language: str, bundle: str) -> bool:
        known = (self._loaded.get(language), self._beside)
        return any(one and (one.manifest.language, one.manifest.bundle) == (language, bundle) for one in known)

    def promote(self, package: bytes, name: str) -> Manifest:
        """Take a package in and use it from now on. Raises BundleError or ModelError; then nothing has changed."""
        manifest, model = bundles.unpack(package)
        if manifest.bundle != name:
            raise bundles.BundleError(f"the package holds the bundle {manifest.bundle}, not {name}")
        folder = bundles.PROMOTED_FOLDER
        file = bundles.model_file(manifest.language, manifest.bundle, folder)
        file.parent.mkdir(parents=True, exist_ok=True)
        fresh = file.with_suffix(f".{os.getpid()}")
        fresh.write_bytes(model)
        try:
            load_parser(fresh)
            os.replace(fresh, file)
        finally:
            fresh.unlink(missing_ok=True)
        bundles.publish(manifest, folder)
        self.reload()
        return manifest

    def release(self, language: str) -> None:
        """Go back to the bundle of the files; nothing happens when that is in use already."""
        (bundles.PROMOTED_FOLDER / language / "current").unlink(missing_ok=True)
        self.reload()

    def parse(self, language: str, texts: list[str], bundle: str = "") -> list[dict[str, Any]]:
        """Parse texts of one language, by the bundle in use or by one that `bring` has made ready.

        KeyError when the language has no model.
        """
        loaded = self._loaded[language]
        if bundle and bundle != loaded.manifest.bundle:
            beside = self._beside
            if beside is None or beside.manifest.bundle != bundle:
                raise KeyError(bundle)
            loaded = beside
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
            "promoted": {
                language: manifest.bundle
                for language in bundles.languages()
                if (manifest := bundles.current(language, bundles.PROMOTED_FOLDER)) is not None
            },
            "encoder": {"kind": encoder.kind, "identity": encoder.identity},
            "warnings": warnings,
        }
