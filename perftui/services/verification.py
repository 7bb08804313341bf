"""What `perftui verify` and the doctor say about a file, in sentences."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from perftui.errors import Message
from perftui.i18n import mark
from perftui.storage import events, verifies
from perftui.storage.verifies import FaultCode

if TYPE_CHECKING:
    from collections.abc import Mapping

    from perftui.storage.events import Verdict
    from perftui.storage.stores import Store
    from perftui.storage.verifies import Fault

_FAULTS: Mapping[FaultCode, str] = {
    FaultCode.PAGES: mark("The file is damaged: {name}. Restore the last good backup."),
    FaultCode.REFERENCE: mark("A row of {name} points to a record that is not there: row {id}."),
    FaultCode.SCHEMA_MISSING: mark("{name} is missing: somebody removed it from the file."),
    FaultCode.SCHEMA_CHANGED: mark("{name} is not as perftui makes it: somebody changed it."),
    FaultCode.SCHEMA_EXTRA: mark("{name} is not made by perftui: somebody added it to the file."),
    FaultCode.RECORD_DIFFERS: mark("{name} {id} was changed past the log."),
    FaultCode.RECORD_UNLOGGED: mark("{name} {id} was added past the log."),
    FaultCode.RECORD_LOST: mark("{name} {id} was removed past the log."),
    FaultCode.LOG_SKIPS: mark("{name} {id} was changed past the log for a time."),
    FaultCode.LOG_UNKNOWN: mark("The log speaks of {name}, which this version does not know."),
    FaultCode.NODE_DIFFERS: mark("The stored progress of {id} is not what its check-ins give."),
    FaultCode.CONTENT_DIFFERS: mark("The bytes of the attached file {id} were changed past perftui."),
    FaultCode.CONTENT_LOST: mark("The bytes of the attached file of evidence {id} are gone."),
    FaultCode.WORDS_DIFFER: mark("The words by which {name} {id} is found are not those of the record."),
}
_TROUBLES: Mapping[str, str] = {
    "gap": mark("Event {seq} of the log is missing."),
    "unsealed": mark("Event {seq} of the log was never sealed: somebody wrote it past perftui."),
    "content": mark("Event {seq} of the log was changed after it was written."),
    "chain": mark("The chain of the log breaks at event {seq}: it was written anew from there on."),
    "anchor": mark("Event {seq} is not the one whose hash was given: the log was written anew."),
    "truncated": mark("The log ends at event {seq}, before an event whose hash was given: its end was cut off."),
}


@dataclass(frozen=True, slots=True)
class Verification:
    """What was found."""

    is_sound: bool
    is_deep: bool
    """Whether every page was read and the log played again."""
    events: int
    """Events of the log that were read."""
    erased: int
    """Events whose content was lawfully erased."""
    head_seq: int
    """The number of the last event."""
    head_hash: str
    """Its hash, 64 hexadecimal digits: what somebody else should keep as proof; empty when the pages are damaged."""
    messages: tuple[Message, ...]
    """What is wrong, at most a hundred and one sentences; one sentence of good news when nothing is."""
    more: int
    """Faults beyond those that are told."""


def verify(store: Store, *, is_deep: bool = False, anchors: Mapping[int, str] | None = None) -> Verification:
    """Check the file; others can go on writing. Takes about 40 s for a million events: call it in a thread.

    Args:
        store: Not inside a transaction.
        is_deep: Also read every page, play the log again against every record, and compute the tree beside the present one.
        anchors: Heads that somebody else kept, number to hash.
    """
    report = verifies.verify(store, is_deep, anchors)
    trouble = [_trouble(report.chain)] if report.chain and report.chain.trouble else []
    faults = [_fault(fault) for fault in report.faults]
    head = report.chain.head if report.chain else events.Head(0, "")
    return Verification(
        is_sound=report.is_sound,
        is_deep=is_deep,
        events=report.chain.events if report.chain else 0,
        erased=report.chain.erased if report.chain else 0,
        head_seq=head.seq,
        head_hash=head.hash,
        messages=tuple([*trouble, *faults] or [_good_news(report.chain)]),
        more=report.count - len(faults),
    )


def head(store: Store) -> tuple[int, str]:
    """The number and the hash of the last event: what is printed on what people sign, and given away as proof."""
    last = events.read_head(store.connection)
    return last.seq, last.hash


def _trouble(chain: Verdict) -> Message:
    return Message(_TROUBLES[chain.trouble], {"seq": chain.seq})


def _fault(fault: Fault) -> Message:
    return Message(_FAULTS[fault.code], {"name": fault.name, "id": fault.id})


def _good_news(chain: Verdict | None) -> Message:
    n = chain.events if chain else 0
    return Message(
        mark("Nothing is wrong: {n} event of the log holds."), {"n": n}, mark("Nothing is wrong: all {n} events of the log hold.")
    )
