"""Work that may take long: at once where it is little, else in a thread of its own behind a line that shows how far it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from perftui.i18n import gettext as _
from perftui.services.sessions import own_session
from widgets.dialogs.workings import Stopped, Working

if TYPE_CHECKING:
    from collections.abc import Callable

    from perftui.storage.stores import Store
    from screens.frames import Frame

ResultT = TypeVar("ResultT")

FEW_CHANGES = 150
"""Changes of single records that are taken back or done again at once."""
FEW_RECORDS = 100
"""Records that are changed at once."""


def work(screen: Frame, words: str, do: Callable[[Store], ResultT], show: Callable[[ResultT], object], *, is_long: bool) -> None:
    """Do some work and show what came of it; what is refused is said.

    Args:
        screen: Where one is.
        words: What is being done.
        do: Is given a store; in a thread of its own when it is long, with a store of its own.
        show: Is given what the work gave, on the screen's own thread.
        is_long: Whether it may take longer than a tenth of a second; else it is done when this returns.
    """
    if is_long and screen.store.path is not None:
        screen.run_worker(_work(screen, words, do, show))
        return
    with screen.attempt():
        show(do(screen.store))


async def _work(screen: Frame, words: str, do: Callable[[Store], ResultT], show: Callable[[ResultT], object]) -> None:
    with screen.attempt():
        done = await worked(screen, words, lambda store, _told: (do(store),), is_long=True)
        if done is not None:
            show(done[0])


async def worked(
    screen: Frame, words: str, work: Callable[[Store, Callable[[int, int], None]], ResultT], *, is_long: bool
) -> ResultT | None:
    """Do some work, and wait for it; called in a worker of the screen.

    Args:
        screen: Where one is.
        words: What is being done.
        work: Is given a store and a function to report to; in a thread of its own when it is long, with a store of its own.
        is_long: Whether it may take longer than a tenth of a second.

    Returns:
        What the work gave; None when it was stopped with Esc, which is said.

    Raises:
        PerftuiError: What the work raised.
    """
    if not is_long or screen.store.path is None:
        return work(screen.store, lambda _done, _total: None)
    done: list[ResultT] = []

    def run(told: Callable[[int, int], None]) -> None:
        with own_session(screen.store) as store:
            done.append(work(store, told))

    error = await screen.app.push_screen_wait(Working(words, run))
    if isinstance(error, Stopped):
        screen.tell(_("Stopped; nothing was changed."))
        return None
    if error is not None:
        raise error
    return done[0]
