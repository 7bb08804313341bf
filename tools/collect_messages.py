"""Collects the texts of the program into perftui.pot and brings the catalogues up to date: `make messages`.

Nothing that changes by itself (dates, places in the code) is written, so that a difference in these files is a difference in the texts.
"""

from __future__ import annotations

import ast
import io
from pathlib import Path
from typing import TYPE_CHECKING

import builtin_texts
from babel.messages import Catalog, extract, pofile

from perftui.i18n import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from babel.messages.catalog import Message

ROOT = Path(__file__).parent.parent
PACKAGES = ("perftui", "screens", "widgets")
KEYWORDS = {"_": None, "gettext": None, "mark": (1,), "ngettext": (1, 2), "pgettext": ((1, "c"), 2)}
TEMPLATE = Path("perftui/locale/perftui.pot")
HEADER = """# {about}
msgid ""
msgstr ""
"Project-Id-Version: perftui\\n"
"Language: {language}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: {plurals}\\n"
"""


def catalogue_path(language: str) -> Path:
    """Where a language's translations are."""
    return Path("perftui/locale") / language / "LC_MESSAGES" / "perftui.po"


def sources(root: Path = ROOT) -> list[Path]:
    """Every Python file of the product."""
    return [path for package in PACKAGES for path in sorted((root / package).rglob("*.py"))]


def plural_pairs(tree: ast.AST) -> Iterator[tuple[str, str]]:
    """What stands in `Message(mark(one), values, plural=mark(many))`, which the extractor takes for two texts."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and getattr(node.func, "id", getattr(node.func, "attr", "")) == "Message":
            given = dict(zip(("template", "values", "plural"), node.args, strict=False)) | {k.arg: k.value for k in node.keywords}
            one, many = (_marked(given.get(name)) for name in ("template", "plural"))
            if one and many:
                yield one, many


def _marked(node: ast.expr | None) -> str | None:
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "mark" and node.args:
        value = getattr(node.args[0], "value", None)
        return value if isinstance(value, str) else None
    return None


def texts(path: Path) -> Iterator[tuple[str | tuple[str, ...], list[str], str | None]]:
    """The texts of one file: the text or its two forms, the notes for translators, the context."""
    found = [(text, notes, context) for _, text, notes, context in extract.extract_from_file("python", path, KEYWORDS, ("L10n:",))]
    pairs = list(plural_pairs(ast.parse(path.read_text("utf-8"))))
    for pair in pairs:
        for half in pair:
            found.remove(next(row for row in found if row[0] == half))
    yield from found
    yield from ((pair, [], None) for pair in pairs)


def template(root: Path = ROOT) -> Catalog:
    """All texts of the program, untranslated."""
    catalogue = Catalog()
    for path in sources(root):
        for text, notes, context in texts(path):
            if text:
                catalogue.add(text, auto_comments=notes, context=context)
    return catalogue


def rendered(catalogue: Catalog, language: str = "") -> str:
    """A catalogue as the text of its file."""
    for message in catalogue:
        message.flags -= {"python-format", "fuzzy"} if not language else {"python-format"}  # texts are filled with {name}, never with %
    body = io.BytesIO()
    pofile.write_po(body, catalogue, width=0, no_location=True, omit_header=True, sort_output=True, ignore_obsolete=True)
    about = f"{LANGUAGES[language]}: translations of perftui's texts." if language else "The texts of perftui; written by `make messages`."
    plurals = catalogue.plural_forms if language else "nplurals=2; plural=(n != 1);"
    return HEADER.format(about=about, language=language, plurals=plurals) + "\n" + body.getvalue().decode()


def read(language: str, root: Path = ROOT) -> Catalog:
    """A language's translations as they stand; empty when there are none yet."""
    path = root / catalogue_path(language)
    if not path.exists():
        return Catalog(locale=language)
    with path.open("rb") as file:
        return pofile.read_po(file, locale=language)


def translations(message: Message) -> list[str]:
    """The forms of a translation; one empty text when there is none."""
    return [message.string or ""] if message.string is None or isinstance(message.string, str) else list(message.string)


def write(root: Path = ROOT) -> None:
    """Write the template and every catalogue; translations of texts that are gone are dropped, nothing is guessed."""
    builtin_texts.write(sources(root), root)
    collected = template(root)
    (root / TEMPLATE).parent.mkdir(parents=True, exist_ok=True)
    (root / TEMPLATE).write_text(rendered(collected), "utf-8")
    for language in list(LANGUAGES)[1:]:
        catalogue = read(language, root)
        catalogue.update(collected, no_fuzzy_matching=True)
        path = root / catalogue_path(language)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(rendered(catalogue, language), "utf-8")
        todo = sum(1 for message in catalogue if message.id and not all(translations(message)))
        print(f"{language}: {len(catalogue)} texts, {todo} to translate")


if __name__ == "__main__":
    write()
