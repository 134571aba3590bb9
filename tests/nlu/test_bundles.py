"""Training into bundles: what is up to date, what is trained again, what the manifest says; Rasa's own way."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import bundles
import evaluation
import train
import validate
from bundles import BundleError

from .conftest import NLU


@pytest.fixture
def files(in_project: Path, trained: Path) -> Path:
    return in_project


def test_the_manifest_says_what_the_bundle_is(files: Path) -> None:
    manifest = bundles.current("pl")
    assert manifest is not None
    assert manifest.phrases == 13
    assert manifest.intents == 4
    assert manifest.model_sha256 == bundles.file_sha256(bundles.model_file("pl", manifest.bundle))
    assert manifest.data == bundles.data_hash("pl")
    assert manifest.versions["rasa"] == "3.6.21"
    assert manifest.thresholds == bundles.read_thresholds("pl")


def test_the_manifest_carries_the_report_on_the_held_out_messages(files: Path) -> None:
    manifest, without = bundles.current("pl"), bundles.current("bg")
    assert manifest is not None
    assert without is not None
    assert manifest.evaluation["messages"] == 2
    assert manifest.evaluation["first"] == {"hits": 1, "total": 1}
    assert manifest.evaluation["alone"] == {"hits": 1, "total": 1}
    assert manifest.evaluation["set"] == bundles.file_sha256(files / "heldout" / "pl.jsonl")
    assert without.evaluation == {}


def test_a_damaged_held_out_message_is_named(files: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bundles, "HELDOUT_FOLDER", tmp_path)
    (tmp_path / "pl.jsonl").write_text('{"text": "bsn", "intent": "bsn"}\n{"text": 3, "intent": "bsn"}\n')
    with pytest.raises(BundleError, match=r"heldout/pl\.jsonl:2: "):
        evaluation.evaluate("pl", tmp_path / "unused")


def test_what_is_up_to_date_is_not_trained(files: Path, monkeypatch: pytest.MonkeyPatch, capsys: Any) -> None:
    monkeypatch.setattr(train, "_train", None)
    before = bundles.current("pl")
    assert train.train("pl") == before
    assert "up to date" in capsys.readouterr().out


def test_asking_what_is_up_to_date_imports_no_rasa() -> None:
    code = "import sys, train; train.main(['--check']); sys.exit('rasa' in sys.modules or 'tensorflow' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=NLU, check=False, capture_output=True).returncode == 0


@pytest.mark.parametrize("name", ["data/pl/all.yml", "configs/pl.yml", "domain.yml"])
def test_a_changed_file_makes_the_model_stale(files: Path, name: str) -> None:
    assert train.is_up_to_date("pl")
    file = files / name
    before = file.read_bytes()
    try:
        file.write_bytes(before + b"\n# changed\n")
        assert not train.is_up_to_date("pl")
    finally:
        file.write_bytes(before)
    assert train.is_up_to_date("pl")


def test_changed_code_and_another_encoder_make_the_model_stale(files: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(bundles, "code_hash", lambda: "other")
        assert not train.is_up_to_date("pl")
    monkeypatch.setenv("WIN_NLU_ENCODER", "none")
    assert not train.is_up_to_date("pl")


def test_new_thresholds_make_a_new_bundle_around_the_same_model(files: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(train, "_train", None)
    old = bundles.current("pl")
    assert old is not None
    thresholds = files / "thresholds.yml"
    before = thresholds.read_text()
    try:
        thresholds.write_text(before.replace("pl: {answer: 0.5", "pl: {answer: 0.7"))
        new = train.train("pl")
    finally:
        thresholds.write_text(before)
    assert new.bundle != old.bundle
    assert new.model_sha256 == old.model_sha256
    assert new.thresholds["answer"] == 0.7
    assert train.train("pl").bundle == old.bundle


def test_a_damaged_manifest_or_a_missing_model_is_no_bundle(files: Path, tmp_path: Path) -> None:
    manifest = bundles.current("pl")
    assert manifest is not None
    place = tmp_path / "pl"
    place.mkdir()
    (place / "current").write_text(manifest.bundle)
    assert bundles.current("pl", tmp_path) is None
    content = (bundles.MODELS_FOLDER / "pl" / f"{manifest.bundle}.json").read_text()
    (place / f"{manifest.bundle}.json").write_text(content)
    assert bundles.current("pl", tmp_path) is None  # the model itself is not there
    (place / f"{manifest.bundle}.tar.gz").write_bytes(b"x")
    assert bundles.current("pl", tmp_path) == manifest
    (place / f"{manifest.bundle}.json").write_text(content[:50])
    assert bundles.current("pl", tmp_path) is None


def test_a_tampered_model_is_not_loaded(files: Path, tmp_path: Path) -> None:
    from serving.models import Models

    manifest = bundles.current("pl")
    assert manifest is not None
    place = tmp_path / "pl"
    place.mkdir()
    (place / "current").write_text(manifest.bundle)
    (place / f"{manifest.bundle}.json").write_text(
        (bundles.MODELS_FOLDER / "pl" / f"{manifest.bundle}.json").read_text()
    )
    (place / f"{manifest.bundle}.tar.gz").write_bytes(b"not a model")
    models = Models(tmp_path)
    assert models.reload() == []
    assert any("not the model that its manifest describes" in warning for warning in models.health()["warnings"])
    assert models.health()["status"] == "degraded"


def test_rasas_own_loader_gives_the_same_answers(files: Path) -> None:
    """The server takes our node alone out of the model; stock Rasa loads the whole of it."""
    code = """
import asyncio, json, sys
sys.path.insert(0, sys.argv[1])
import train
train.prepare_rasa()
from rasa.core.agent import Agent
agent = Agent.load(sys.argv[2])
print(json.dumps([asyncio.run(agent.parse_message(text)) for text in json.loads(sys.argv[3])]))
"""
    from serving.loader import load_parser

    manifest = bundles.current("pl")
    assert manifest is not None
    archive = bundles.model_file("pl", manifest.bundle)
    texts = ["jak dostać bsn", "nie mam gdzie spac", "kto wygra mecz"]
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", code, str(NLU), str(archive), json.dumps(texts)],
        capture_output=True,
        text=True,
        check=True,
        env={**__import__("os").environ, "TF_CPP_MIN_LOG_LEVEL": "3"},
    )
    stock = json.loads(done.stdout.splitlines()[-1])
    ours = load_parser(archive).parse(texts)
    assert [one["intent"]["name"] for one in stock] == ["bsn", "homeless", "out_of_scope"]
    assert [one["intent_ranking"] for one in stock] == [one["ranking"] for one in ours]
    assert [one["in_scope"] for one in stock] == [one["in_scope"] for one in ours]


def test_old_bundles_are_dropped(tmp_path: Path, files: Path) -> None:
    import dataclasses

    manifest = bundles.current("pl")
    assert manifest is not None
    (tmp_path / "pl").mkdir()
    for number in range(6):
        name = f"{number:016d}"
        bundles.model_file("pl", name, tmp_path).write_bytes(b"x")
        bundles.publish(dataclasses.replace(manifest, bundle=name), tmp_path)
    left = {file.name for file in (tmp_path / "pl").glob("*.tar.gz")}
    assert len(left) == bundles.KEPT_BUNDLES
    assert f"{5:016d}.tar.gz" in left


class TestThresholds:
    @pytest.mark.parametrize(
        ("content", "message"),
        [
            ("pl: {answer: 0.5}", "pl: must have exactly"),
            (
                "pl: {answer: x, ask: 1, scope: 1, urgent: 1, out_of_scope: 1, rule: 0}",
                r"pl\.answer: 'x' is not a number",
            ),
            ("ro: {}", "no row for 'pl'"),
            ("", "no row for 'pl'"),
            ("{", "thresholds.yml"),
        ],
    )
    def test_a_wrong_file_is_named_with_its_field(self, tmp_path: Path, content: str, message: str) -> None:
        file = tmp_path / "thresholds.yml"
        file.write_text(content)
        with pytest.raises(BundleError, match=message):
            bundles.read_thresholds("pl", file)


def test_every_language_has_thresholds_and_data() -> None:
    for language in bundles.languages():
        assert set(bundles.read_thresholds(language)) == set(bundles.THRESHOLD_NAMES)
        assert bundles.data_hash(language)


def test_no_data_fails_one_language_with_a_clear_line(files: Path, capsys: Any) -> None:
    (files / "configs" / "xx.yml").write_text((files / "configs" / "pl.yml").read_text())
    try:
        assert train.main(["--language", "xx"]) == 1
        assert "xx: thresholds.yml: no row for 'xx'" in capsys.readouterr().err
    finally:
        (files / "configs" / "xx.yml").unlink()


class TestValidate:
    def test_good_data_has_no_problems(self, files: Path, capsys: Any) -> None:
        assert validate.main([]) == 0
        assert "pl: 13 phrases, 0 problems" in capsys.readouterr().out

    @pytest.mark.parametrize(
        ("addition", "problem"),
        [
            ("- intent: unheard_of\n  examples: |\n    - coś innego\n", "intent 'unheard_of'"),
            ("- intent: bsn\n  examples: |\n    - kto wygra mecz\n", "the same phrase stands under"),
            ("- intent: bsn\n  examples: |\n    - KTO wygrą mecz\n", "the same phrase stands under"),
            ("- intent: bsn\n  examples: |\n    - gdzie ten urząd\n    - gdzie ten urzad\n", "stands twice under bsn"),
            ("- intent: bsn\n  examples: |\n    - numer [bsn](x)\n", "Rasa's annotations"),
            ("- intent: bsn\n  examples: |\n    - ok\n    brak kreski\n", "does not begin with '- '"),
            ("- intent: bsn\n  examples: |\n    - \u200b\n", "nothing is left"),
            ("- intent: bsn\n  examples: |\n    - ...\n", "signs alone ask none of our questions"),
            ("- intent: bsn\n  examples: |\n    - " + "długo " * 80 + "\n", "longer than the 400"),
        ],
    )
    def test_each_problem_is_found_with_its_line(self, files: Path, capsys: Any, addition: str, problem: str) -> None:
        extra = files / "data" / "pl" / "extra.yml"
        try:
            extra.write_text('version: "3.1"\nnlu:\n' + addition, encoding="utf-8")
            assert validate.main(["--language", "pl"]) == 1
        finally:
            extra.unlink()
        printed = capsys.readouterr().err
        assert problem in printed
        if "intent '" not in problem:
            assert "extra.yml:" in printed
            line = int(printed.split("extra.yml:")[1].split(":")[0])
            assert line in (5, 6)

    def test_an_intent_without_phrases_is_found(self, files: Path, capsys: Any) -> None:
        domain = files / "domain.yml"
        before = domain.read_text()
        try:
            domain.write_text(before + "  - forgotten\n")
            assert validate.main(["--language", "pl"]) == 1
        finally:
            domain.write_text(before)
        assert "'forgotten'" in capsys.readouterr().err


def test_the_domain_holds_the_questions_of_the_registry() -> None:
    import yaml

    intents = yaml.safe_load((NLU / "domain.yml").read_text(encoding="utf-8"))["intents"]
    registry = (NLU.parent / "content" / "questions.yml").read_text(encoding="utf-8")
    questions = yaml.safe_load(registry)
    if isinstance(questions, dict):
        questions = questions.get("questions", questions)
    slugs = [q["slug"] for q in questions] if isinstance(questions, list) else list(questions)
    assert sorted(intents) == sorted(slugs)
