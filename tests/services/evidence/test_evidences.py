"""Files and notes attached to records."""

import os
import stat
from hashlib import sha256
from pathlib import Path

import pytest

from perftui.errors import PerftuiError
from perftui.services import evidence_files, evidence_lines, evidences, settings, undo, verification
from perftui.storage import drivers
from perftui.storage.stores import Changed, Gone

PDF = b"%PDF-1.7 signed"


@pytest.fixture
def pdf(tmp_path):
    path = tmp_path / "张伟.pdf"
    path.write_bytes(PDF)
    return path


def attach(store, plan, path, today, **values):
    return evidences.attach_file(store, "plan", plan.plan, path, today, **values)


def test_a_file_comes_out_as_it_went_in(store, plan, pdf, today, tmp_path):
    found = evidence_lines.line(store, attach(store, plan, pdf, today))
    assert (found.file_name, found.title, found.media_type, found.size) == ("张伟.pdf", "张伟.pdf", "application/pdf", len(PDF))
    assert found.content_hash == sha256(PDF).hexdigest()
    folder = tmp_path / "out"
    folder.mkdir()
    path = evidences.save(store, found.id, folder)
    assert path == folder / "张伟.pdf"
    assert path.read_bytes() == PDF
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert evidences.save(store, found.id, folder).name == "张伟 (2).pdf"


def test_the_same_bytes_are_kept_once(store, plan, pdf, today, tmp_path):
    other = tmp_path / "copy.pdf"
    other.write_bytes(PDF)
    attach(store, plan, pdf, today)
    evidences.attach_file(store, "gap", plan.gap, other, today)
    assert store.value("SELECT count(*) FROM evidence_content") == 1
    assert len(evidence_lines.of_plan(store, plan.plan)) == 2


def test_undo_takes_an_attachment_back_and_redo_brings_it_again(store, plan, pdf, today):
    evidence_id = attach(store, plan, pdf, today)
    undo.undo(store)
    with pytest.raises(Gone):
        evidence_lines.line(store, evidence_id)
    undo.redo(store)
    assert evidence_lines.content(store, evidence_id) == PDF
    evidences.archive(store, evidence_id)
    assert evidence_lines.line(store, evidence_id).is_archived
    undo.undo(store)
    assert not evidence_lines.line(store, evidence_id).is_archived


def test_notes_change_with_their_version(store, plan, today):
    note = evidences.add_note(store, "plan_step", plan.step, title="Sign-in", text="All eight hours", on=today)
    evidences.edit(store, note, 1, text="Seven hours")
    with pytest.raises(Changed):
        evidences.edit(store, note, 1, text="Nine hours")
    assert [line.text for line in evidence_lines.of_record(store, "plan_step", plan.step)] == ["Seven hours"]


def test_evidence_belongs_to_records_that_are_there(store, plan, today):
    with pytest.raises(evidences.NoEvidenceHere):
        evidences.add_note(store, "sqlite_master", plan.plan, title="x", text="y", on=today)
    with pytest.raises(Gone):
        evidences.add_note(store, "plan", "nobody", title="x", text="y", on=today)


def test_the_scope_hides_evidence(store, plan, pdf, today):
    evidence_id = attach(store, plan, pdf, today)
    store.limit_to([plan.other])
    assert evidence_lines.of_plan(store, plan.plan) == []
    with pytest.raises(Gone):
        evidence_lines.content(store, evidence_id)
    with pytest.raises(Gone):
        attach(store, plan, pdf, today)


@pytest.mark.parametrize(
    "sql", ["UPDATE evidence_content SET content = x'00'", "DELETE FROM evidence_content"], ids=["changed bytes", "lost bytes"]
)
def test_bytes_that_do_not_fit_their_hash_are_refused_and_found_by_verify(store, plan, pdf, today, loose, sql, tmp_path):
    evidence_id = attach(store, plan, pdf, today)
    assert verification.verify(store, is_deep=True).is_sound
    loose(sql)
    with pytest.raises((evidence_lines.ContentChanged, evidence_lines.ContentLost)):
        evidences.save(store, evidence_id, tmp_path)
    found = verification.verify(store, is_deep=True)
    assert not found.is_sound
    assert any("bytes of the attached file" in message.template for message in found.messages)
    attach(store, plan, pdf, today)
    assert evidence_lines.content(store, evidence_id) == PDF
    assert verification.verify(store, is_deep=True).is_sound


def test_the_size_limit_is_a_setting(store, plan, today, tmp_path):
    large = tmp_path / "large.bin"
    with large.open("wb") as file:
        file.truncate((1 << 20) + 1)
    settings.change(store, evidence_files.SETTING, "1")
    with pytest.raises(evidence_files.FileTooBig):
        attach(store, plan, large, today)
    settings.change(store, evidence_files.SETTING, "")
    attach(store, plan, large, today)
    (tmp_path / "empty.txt").touch()
    with pytest.raises(evidence_files.FileEmpty):
        attach(store, plan, tmp_path / "empty.txt", today)


def test_only_ordinary_files_are_read(store, plan, pdf, today, tmp_path):
    link, pipe = tmp_path / "link.pdf", tmp_path / "pipe"
    link.symlink_to(pdf)
    os.mkfifo(pipe)
    for path in (link, pipe, tmp_path, tmp_path / "none", Path("/dev/zero"), tmp_path / "a\0b"):
        with pytest.raises(PerftuiError):
            attach(store, plan, path, today)
    assert store.value("SELECT count(*) FROM evidence") == 0


def test_a_file_that_changes_while_it_is_read_is_refused(store, plan, pdf, today, monkeypatch):
    read = os.read

    def read_and_write(descriptor, size):
        with pdf.open("ab") as file:
            file.write(b"more")
        monkeypatch.setattr(os, "read", read)
        return read(descriptor, size)

    monkeypatch.setattr(os, "read", read_and_write)
    with pytest.raises(evidence_files.FileChanging):
        attach(store, plan, pdf, today)


def test_a_full_disk_keeps_nothing(store, plan, pdf, today):
    store.connection.execute(f"PRAGMA max_page_count = {store.value('PRAGMA page_count')}")
    pdf.write_bytes(os.urandom(1 << 20))
    with pytest.raises(drivers.DiskFull):
        attach(store, plan, pdf, today)
    store.connection.execute("PRAGMA max_page_count = 1073741823")
    assert store.value("SELECT count(*) FROM evidence_content") == 0
    attach(store, plan, pdf, today)


def test_a_name_never_leads_out_of_the_folder(store, plan, today, tmp_path):
    for name in ("../../x", "/etc/passwd", "..\\..\\x", "a\x1b]0;b", "\u202egpj.exe", "-rf", ".bashrc", "CON.txt", "..", "\udcff.txt"):
        folder = tmp_path / "out"
        folder.mkdir(exist_ok=True)
        evidence_id = evidences.attach_bytes(store, "plan", plan.plan, (name, b"x"), today)
        path = evidences.save(store, evidence_id, folder)
        assert path.parent == folder
        assert not path.name.startswith((".", "-"))
        assert path.name.isprintable()
