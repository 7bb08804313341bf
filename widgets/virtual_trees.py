"""A tree of any size to walk in: nine bytes are held for each row that can be scrolled to, the rest is read when it shows."""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType

from perftui.i18n import mark
from widgets.flat_trees import FlatTree
from widgets.row_painters import GUTTER
from widgets.row_trees import RowTree
from widgets.virtual_lists import VirtualList, actions

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Unpack

    from widgets.columns import Column
    from widgets.list_options import ListOptions
    from widgets.row_trees import TreeSource

FEW = 256
"""Up to so many nodes are asked for their children; beyond, it is quicker to read the whole tree."""


class VirtualTree(RowTree):
    """The tree of the product.

    Right opens or goes to the first child, Left closes or goes to the parent, `*` opens and `-` closes all below.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("right,plus", "expand", mark("Expand"), show=False),
        Binding("left", "collapse", mark("Collapse"), show=False),
        Binding("asterisk,fullwidth_asterisk", "expand_all", mark("Expand all below"), show=False),
        Binding("minus", "collapse_all", mark("Collapse all below"), show=False),
    ]
    KEYS: ClassVar[Mapping[str, str]] = {**VirtualList.KEYS, **actions(BINDINGS)}

    def __init__(self, title: str | Column, columns: Sequence[Column], source: TreeSource, **options: Unpack[ListOptions]) -> None:
        """A tree, closed.

        Args:
            title: Of the first column, in the user's language; or that column, where its width is to be another.
            columns: To the right of it, from left to right.
            source: Where the rows come from.
            **options: See `ListOptions`.
        """
        super().__init__(title, columns, source, **options)
        self._unfiltered: FlatTree | None = None

    @property
    def source(self) -> TreeSource:
        """Where the rows come from; another one starts closed."""
        return self._source

    @source.setter
    def source(self, source: TreeSource) -> None:
        self._source = source
        self._unfiltered = None
        self.drop_marks_of_the_gone()
        self._flat = FlatTree(source.roots())
        self._rows.clear()
        self.rows_changed(0)

    @property
    def is_filtered(self) -> bool:
        """Whether only some rows are shown."""
        return self._unfiltered is not None

    def forget_rows(self) -> None:
        """Read the tree anew with the same nodes open; what a filter shows stays until the screen filters again."""
        self._rows.clear()
        if self._unfiltered is None:
            self._flat = self._read_anew(self._flat)
        else:
            self._unfiltered = self._read_anew(self._unfiltered)

    def _read_anew(self, old: FlatTree) -> FlatTree:
        opened = old.open_nodes()
        if len(opened) > FEW:
            tree = FlatTree(*self._source.everything())
            tree.keep_open(frozenset(opened))
            return tree
        tree = FlatTree(self._source.roots())
        for node in opened:
            index = tree.index_of(node)
            if index is not None:
                tree.expand(index, self._source.children(node))
        return tree

    def index_of(self, key: str) -> int | None:
        """Where the row with this key shows; None where it does not, be it only that a node above it is closed."""
        path = self._source.path_to(key)
        found = self._walk(path)
        return found[-1] if found and len(found) == len(path) else None

    def index_near(self, key: str) -> int | None:
        """Where the row with this key shows, or else the lowest row above it that does."""
        found = self._walk(self._source.path_to(key))
        return found[-1] if found else None

    def _walk(self, path: Sequence[int], *, is_opening: bool = False) -> list[int]:
        """Indices of the nodes of a path, as far as they show; on the way, closed ones can be opened."""
        found: list[int] = []
        start, end = 0, len(self._flat)
        for number, node in enumerate(path, 1):
            index = self._flat.index_of(node, start, end)
            if index is None:
                break
            found.append(index)
            if is_opening and number < len(path):
                self._flat.expand(index, self._source.children(node))
            start, end = index + 1, self._flat.end_of(index)
        return found

    def reveal(self, key: str) -> bool:
        """Open what is above the row with this key and go there; False when there is none, or a filter hides it."""
        path = self._source.path_to(key)
        found = self._walk(path, is_opening=True)
        is_found = bool(path) and len(found) == len(path)
        here = found[-1] if is_found else self.index_near(self.cursor_key or "")
        self.rows_changed(self.cursor if here is None else here)
        return is_found

    def move_to_key(self, key: str) -> bool:
        """The same as `reveal`."""
        return self.reveal(key)

    def stand_like(self, other: VirtualList) -> None:
        """Take over from another tree of the same records, also which nodes are open."""
        if isinstance(other, VirtualTree):
            opened = self._read_anew(other._flat if other._unfiltered is None else other._unfiltered)
            if self._unfiltered is None:
                self._flat = opened
            else:
                self._unfiltered = opened
            self.rows_changed(0)
        super().stand_like(other)

    def show_only(self, ids: array[int], depths: bytes, *, keeps_open: bool = False) -> None:
        """Show these rows and no others: matches with all that is above them.

        Args:
            ids: Nodes in the order of the tree; the array is taken over.
            depths: One byte a node, as in `TreeSource.everything`.
            keeps_open: Whether what was opened below the matches of the same filter stays open.
        """
        opened = self._flat.open_nodes() if keeps_open and self._unfiltered is not None else []
        if self._unfiltered is None:
            self._unfiltered = self._flat
        self._flat = FlatTree(ids, depths)
        for node in opened:
            if (index := self._flat.index_of(node)) is not None:
                self._flat.expand(index, self._source.children(node))
        self.rows_changed(self.index_near(self.cursor_key or "") or 0)

    def show_all(self) -> None:
        """End the filter, with the nodes open that were open before, and with the cursor's row in view."""
        if self._unfiltered is None:
            return
        key = self.cursor_key or ""
        self._flat, self._unfiltered = self._unfiltered, None
        found = self._walk(self._source.path_to(key), is_opening=True)
        self.rows_changed(found[-1] if found else 0)

    def action_expand(self) -> None:
        """Open the row, or go to its first child."""
        if self.row_count and self._flat.is_open(self.cursor):
            self.go_to(self.cursor + 1)
        elif self.row_count and self._flat.expand(self.cursor, self._source.children(self._flat.ids[self.cursor])):
            self.rows_changed(self.cursor)

    def action_collapse(self) -> None:
        """Close the row, or go to its parent."""
        if self.row_count and self._flat.is_open(self.cursor):
            self.action_collapse_all()
        elif self.row_count and (parent := self._flat.parent_of(self.cursor)) is not None:
            self.go_to(parent)

    def action_collapse_all(self) -> None:
        """Close the row and forget what was open below it."""
        if self.row_count and self._flat.collapse(self.cursor):
            self.rows_changed(self.cursor)

    def action_expand_all(self) -> None:
        """Open the row and all below it."""
        if self.row_count:
            self._flat.replace_below(self.cursor, *self._below(self._flat.ids[self.cursor], self._flat.depths[self.cursor]))
            self.rows_changed(self.cursor)

    def expand_everything(self) -> None:
        """Open the whole tree."""
        key = self.cursor_key or ""
        self._unfiltered = None
        self._flat = FlatTree(*self._source.everything())
        self.rows_changed(self.index_near(key) or 0)

    def _below(self, node: int, depth: int) -> tuple[array[int], bytearray]:
        """All nodes below one and their depths."""
        tree, index = FlatTree(array("q", [node]), bytes((depth,))), 0
        while index < len(tree):
            if index >= FEW:
                tree = FlatTree(*self._source.everything())
                top = tree.index_of(node) or 0
                return tree.ids[top + 1 : tree.end_of(top)], tree.depths[top + 1 : tree.end_of(top)]
            tree.expand(index, self._source.children(tree.ids[index]))
            index += 1
        return tree.ids[1:], tree.depths[1:]

    def row_clicked(self, index: int, x: int) -> None:
        """Go to the row; a click on its sign opens or closes it."""
        super().row_clicked(index, x)
        if GUTTER <= x - self.indent(index) < GUTTER + 2:
            if self._flat.is_open(index):
                self.action_collapse()
            else:
                self.action_expand()
