"""Dossiers and acknowledgement sheets: who sees what, and an archive that `sha256sum -c` accepts."""

import shutil
import subprocess
import zipfile
from html.parser import HTMLParser

import pytest

from perftui.domain.evidence import Audience
from perftui.services import acknowledgement_sheets, dossier_files, evidence_lines, evidences, readiness, verification
from perftui.services.document_files import FormatUnknown, rendered
from perftui.services.dossiers import NotKnownYet, dossier
from perftui.services.transfer.documents import Document, Facts, Heading, Paragraph, Signatures, Table
from perftui.services.transfer.exports import ExportExists
from perftui.services.transfer.html_documents import as_html
from perftui.storage.stores import Actor, Gone, Label, Store

NAMES = ("张伟.pdf", "two words.txt", "-rf.txt", "[/b].md", "a\nb.csv", "$(id).txt", "back\\slash.txt", "' \".txt")


@pytest.fixture
def filed(store, plan, today):
    for name in NAMES:
        evidences.attach_bytes(store, "plan", plan.plan, (name, name.encode()), today)
    evidences.attach_bytes(store, "talk", plan.hr_talk, ("hr-secret.txt", b"hr"), today)
    evidences.add_note(store, "plan_check", plan.check, title="A note", text="<script>alert(1)</script>", on=today)
    return plan


def text_of(store, plan, audience, today):
    return rendered(dossier(store, plan.plan, audience, today).document, ".md").decode()


@pytest.mark.parametrize("audience", list(Audience))
def test_each_audience_sees_its_own(store, filed, today, audience):
    text = text_of(store, filed, audience, today)
    sees_all = audience in {Audience.HR, Audience.TRIBUNAL}
    assert ("| SECRET-SIGNAL | Doubt |" in text) == ("SECRET-SIGNAL" in text) == (audience is not Audience.EMPLOYEE)
    assert ("HR-ONLY-WORDS" in text) == sees_all
    assert ("hr-secret.txt" in text) == sees_all
    assert ("Evidence pack: 4 of 12" in text) == sees_all
    assert ("# History" in text) == (audience is Audience.TRIBUNAL)
    assert ("Ask a lawyer" in text) == sees_all
    assert not any(code in text for code in ("definition\\_hash", "check\\_id", "origin\\_entity", "plan\\_step"))
    for wanted in ("张伟", "客户复购率", "No follow-up", "17 %", "Slow start", "The list came late", filed.hash, "Wang Fang"):
        assert wanted in text, wanted
    for wanted in ("Would not sign", "No customer list", "1 check was missed", verification.head(store)[1], "Failed", "A note"):
        assert wanted in text, wanted


def test_there_is_none_for_the_employee_before_the_issue(store, plan, today, tmp_path):
    with store.write(Label("Never issued")):
        store.update("plan", plan.plan, 1, issued_on=None, state="draft")
    with pytest.raises(NotKnownYet):
        dossier_files.export(store, plan.plan, tmp_path / "a.zip", Audience.EMPLOYEE, today)
    assert dossier(store, plan.plan, Audience.HR, today).document.blocks


def test_who_may_not_read_a_talk_reads_nothing_of_it_in_any_dossier(store, filed, today):
    reader = Store(store.connection, Actor("x", "employee"), clock=store.clock)
    reader.limit_to([filed.person])
    for audience in Audience:
        text = text_of(reader, filed, audience, today)
        assert "HR-ONLY-WORDS" not in text
        assert "hr-secret.txt" not in text
    assert evidence_lines.of_record(reader, "talk", filed.hr_talk) == []
    with pytest.raises(Gone):
        evidences.title_of(reader, "talk", filed.hr_talk)


def test_talks_of_no_plan_count_and_are_shown_from_its_start_to_its_outcome(store, plan, today):
    said = {"person_id": plan.person, "kind": "monthly", "state": "held"}
    with store.write(Label("Talked")):
        for day in ("2026-07-01", "2026-10-05", "2026-11-20"):
            store.insert("talk", id=store.new_id(), held_on=day, note=f"Said on {day}", **said)
        other = store.new_id()
        store.insert("plan", id=other, person_id=plan.person, kind="pip", title="Another", start_date="2026-09-01", end_date="2026-12-01")
        store.insert("talk", id=store.new_id(), held_on="2026-10-06", note="Said of another plan", plan_id=other, **said)
    text = text_of(store, plan, Audience.TRIBUNAL, today)
    assert [day for day in ("2026-07-01", "2026-10-05", "2026-11-20", "of another plan") if f"Said on {day}" in text] == ["2026-10-05"]
    coaching = next(line for line in readiness.readiness(store, plan.plan).lines if line.requirement.code == "coaching")
    assert coaching.found.values["n"] == 3


def test_the_archive_is_accepted_by_sha256sum(store, filed, today, tmp_path):
    path = tmp_path / "dossier.zip"
    assert dossier_files.export(store, filed.plan, path, Audience.TRIBUNAL, today) == len(NAMES) + 2
    out = tmp_path / "out"
    with zipfile.ZipFile(path) as packed:
        names = packed.namelist()
        packed.extractall(out)
    assert {"dossier.docx", "dossier.md", "dossier.html", "SHA256SUMS"} < set(names)
    assert len(names) == len(set(names)) == len(NAMES) + 1 + 4
    assert not any(name.startswith(("-", "/", ".")) or ".." in name.split("/") or not name.isprintable() for name in names)
    sums = (out / "SHA256SUMS").read_text("utf-8")
    assert len(sums.splitlines()) == len(names) - 1
    if shutil.which("sha256sum"):
        subprocess.run(["sha256sum", "-c", "--strict", "SHA256SUMS"], cwd=out, check=True, capture_output=True)
        (out / "evidence" / "001 张伟.pdf").write_bytes(b"other")
        assert subprocess.run(["sha256sum", "-c", "SHA256SUMS"], cwd=out, check=False, capture_output=True).returncode == 1


def test_a_dossier_with_changed_bytes_is_not_written(store, filed, today, tmp_path, loose):
    loose("UPDATE evidence_content SET content = x'00'")
    with pytest.raises(evidence_lines.ContentChanged):
        dossier_files.export(store, filed.plan, tmp_path / "a.zip", Audience.HR, today)
    assert not list(tmp_path.iterdir())


def test_names_decide_the_format_and_nothing_is_overwritten(store, plan, today, tmp_path):
    with pytest.raises(FormatUnknown):
        dossier_files.export(store, plan.plan, tmp_path / "a.pdf", Audience.HR, today)
    for ending in dossier_files.ENDINGS:
        dossier_files.export(store, plan.plan, tmp_path / f"a{ending}", Audience.HR, today)
    with pytest.raises(ExportExists):
        dossier_files.export(store, plan.plan, tmp_path / "a.zip", Audience.HR, today)
    dossier_files.export(store, plan.plan, tmp_path / "a.zip", Audience.HR, today, overwrite=True)
    assert dossier_files.file_name(store, plan.plan, Audience.HR, today) == "dossier-张伟-hr-2026-11-23.zip"


def test_a_plan_is_found_by_person_or_title(store, plan, today):
    for text in ("张伟", "S1", "Repurchase rate", "repurchase"):
        assert dossier_files.plan_called(store, text, today) == plan.plan
    for text in ("Nobody", "Li Na"):
        with pytest.raises(dossier_files.NoSuchPlan):
            dossier_files.plan_called(store, text, today)


class Tags(HTMLParser):
    def __init__(self):
        super().__init__()
        self.tags = set()

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        assert not {name for name, _value in attrs} & {"src", "href", "onclick"}


def test_html_holds_nothing_that_runs_or_loads(store, filed, today):
    bad = '<img src=x onerror="a">\x1b[31m'
    blocks = (Heading(bad), Paragraph(bad), Facts(((bad, bad),)), Table((bad,), [(bad,)]), Signatures((bad,)))
    for html in (
        as_html(Document(bad, blocks, footer=bad)),
        rendered(dossier(store, filed.plan, Audience.TRIBUNAL, today).document, ".html").decode(),
    ):
        parser = Tags()
        parser.feed(html)
        assert not parser.tags & {"img", "script", "link", "iframe", "b"}
        assert "\x1b" not in html


def test_the_acknowledgement_sheet_names_what_is_signed(store, plan, today, tmp_path):
    for ending in (".docx", ".md", ".html"):
        acknowledgement_sheets.export(store, plan.plan, tmp_path / f"sheet{ending}", today)
    text = (tmp_path / "sheet.md").read_text("utf-8")
    for wanted in (plan.hash, verification.head(store)[1], "张伟", "Witness", "does not say that I agree", "≥25 %"):
        assert wanted in text, wanted
    with store.write(evidences.Label("Drafted")):
        store.insert("plan", id="p2", person_id=plan.person, kind="pip", title="Draft")
    with pytest.raises(acknowledgement_sheets.NothingIssued):
        acknowledgement_sheets.sheet(store, "p2", today)
    with store.write(Label("Changed while it was paused")):
        store.update("plan_goal", plan.goal, 1, target="30")
    with pytest.raises(acknowledgement_sheets.ChangedSinceIssue):
        acknowledgement_sheets.sheet(store, plan.plan, today)


def test_the_answered_cases_stand_in_the_dossier(store, plan, today):
    cases = dict.fromkeys(("occupational", "medical", "pregnancy", "maternity", "nursing", "service"), False)
    readiness.check_cases(store, plan.plan, "art_42", cases, note="HR file read", on=today)
    text = text_of(store, plan, Audience.TRIBUNAL, today)
    assert "Answered with no: Occupational disease" in text
    assert "HR file read" in text
