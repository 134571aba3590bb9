"""What editors assigned, as a training file."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from bot.commands.models import write_accepted
from bot.errors import WinError


def test_phrases_are_written_in_the_format_of_the_training_files_and_added_to_earlier_ones(tmp_path: Path) -> None:
    (path,) = write_accepted({"pl": {"bsn": ["numerek", "gdzie (numer) [x]"]}}, tmp_path)
    assert path == tmp_path / "pl" / "from_people.yml"
    write_accepted({"pl": {"bsn": ["inny numerek"], "out_of_scope": ["kto wygra: mecz"]}}, tmp_path)
    data = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert [(block["intent"], block["examples"].splitlines()) for block in data["nlu"]] == [
        ("bsn", ["- gdzie numer x", "- inny numerek", "- numerek"]),
        ("out_of_scope", ["- kto wygra: mecz"]),
    ]


def test_a_broken_file_is_named_and_left_alone(tmp_path: Path) -> None:
    (tmp_path / "pl").mkdir()
    path = tmp_path / "pl" / "from_people.yml"
    path.write_text("nlu: [", encoding="utf-8")
    with pytest.raises(WinError, match=r"from_people\.yml: can't be read"):
        write_accepted({"pl": {"bsn": ["numerek"]}}, tmp_path)
    assert path.read_text(encoding="utf-8") == "nlu: ["
