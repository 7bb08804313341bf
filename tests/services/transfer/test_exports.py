import os
import stat

import pytest

from perftui.services.transfer.exports import (
    ExportExists,
    ExportFailed,
    ExportOntoDevice,
    ExportOntoFolder,
    ExportOntoLink,
    NoSuchFolder,
    write_export,
)


def test_an_export_is_whole_and_readable_by_its_owner_alone(tmp_path):
    path = write_export(tmp_path / "goals.csv", b"Name\n")
    assert path.read_bytes() == b"Name\n"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert os.listdir(tmp_path) == ["goals.csv"]


def test_an_existing_file_is_replaced_only_on_request(tmp_path):
    path = tmp_path / "goals.csv"
    path.write_bytes(b"old")
    path.chmod(0o644)
    with pytest.raises(ExportExists, match="exists already"):
        write_export(path, b"new")
    assert path.read_bytes() == b"old"
    write_export(path, b"new", overwrite=True)
    assert path.read_bytes() == b"new"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert os.listdir(tmp_path) == ["goals.csv"]


def test_a_file_that_appears_at_the_last_moment_is_not_replaced(tmp_path, monkeypatch):
    path = tmp_path / "goals.csv"
    real = os.fsync

    def appears(descriptor):
        path.write_bytes(b"somebody else's")
        real(descriptor)

    monkeypatch.setattr(os, "fsync", appears)
    with pytest.raises(ExportExists):
        write_export(path, b"mine")
    assert path.read_bytes() == b"somebody else's"
    assert os.listdir(tmp_path) == ["goals.csv"]


@pytest.mark.parametrize("overwrite", [False, True])
def test_folders_links_and_pipes_are_never_replaced(tmp_path, overwrite):
    (tmp_path / "folder").mkdir()
    (tmp_path / "target").write_bytes(b"kept")
    (tmp_path / "link").symlink_to(tmp_path / "target")
    (tmp_path / "nowhere").symlink_to(tmp_path / "missing")
    os.mkfifo(tmp_path / "pipe")
    refusals = {"folder": ExportOntoFolder, "link": ExportOntoLink, "nowhere": ExportOntoLink, "pipe": ExportOntoDevice}
    for name, refusal in refusals.items():
        with pytest.raises(refusal):
            write_export(tmp_path / name, b"x", overwrite)
    assert (tmp_path / "target").read_bytes() == b"kept"
    assert not (tmp_path / "missing").exists()
    with pytest.raises(ExportOntoFolder):
        write_export(tmp_path / "..", b"x", overwrite)


def test_a_folder_that_does_not_exist_is_named(tmp_path):
    with pytest.raises(NoSuchFolder, match="nowhere"):
        write_export(tmp_path / "nowhere" / "goals.csv", b"x")
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(NoSuchFolder):
        write_export(tmp_path / "file" / "goals.csv", b"x")


def test_what_the_system_refuses_leaves_nothing_behind(tmp_path, monkeypatch):
    with pytest.raises(ExportFailed):
        write_export(tmp_path / ("x" * 300), b"x")
    with pytest.raises(ExportFailed):
        write_export(tmp_path / "a\0b", b"x")

    def full(_descriptor):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(ExportFailed, match="No space left"):
        write_export(tmp_path / "goals.csv", b"x")
    assert os.listdir(tmp_path) == []


def test_a_file_system_without_hard_links_is_no_obstacle(tmp_path, monkeypatch):
    def refused(*_names, **_folders):
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", refused)
    path = write_export(tmp_path / "goals.csv", b"x")
    assert path.read_bytes() == b"x"
    with pytest.raises(ExportExists):
        write_export(path, b"y")
    assert os.listdir(tmp_path) == ["goals.csv"]


def test_the_folder_may_be_reached_over_a_link(tmp_path):
    (tmp_path / "real").mkdir()
    (tmp_path / "documents").symlink_to(tmp_path / "real")
    write_export(tmp_path / "documents" / "goals.csv", b"x")
    assert (tmp_path / "real" / "goals.csv").read_bytes() == b"x"
