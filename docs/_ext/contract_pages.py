"""Writes a page for each kind of JSON file from the model itself, before the manual is read."""

from __future__ import annotations

import json
import pkgutil
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx
from sphinx.pycode import ModuleAnalyzer

import uncut.model
from uncut.model.serialise import CONTRACTS, json_schema

MODULES = [f"uncut.model.{one.name}" for one in pkgutil.iter_modules(uncut.model.__path__)]


def setup(app: Sphinx) -> dict[str, bool]:
    """Called by Sphinx."""
    app.connect("builder-inited", write_pages)
    return {"parallel_read_safe": True, "parallel_write_safe": True}


def write_pages(app: Sphinx) -> None:
    """Write ``reference/generated/NAME.md`` and ``NAME.schema.json`` for every contract."""
    folder = Path(app.srcdir) / "reference" / "generated"
    folder.mkdir(parents=True, exist_ok=True)
    meanings = field_meanings()
    for name in CONTRACTS:
        schema = json_schema(name)
        write_if_new(folder / f"{name}.schema.json", json.dumps(schema, indent=2) + "\n")
        write_if_new(folder / f"{name}.md", page(name, schema, meanings))


def write_if_new(path: Path, text: str) -> None:
    """Leave a page alone that says the same, so that Sphinx does not read it again."""
    if not path.exists() or path.read_text(encoding="utf-8") != text:
        path.write_text(text, encoding="utf-8")


def field_meanings() -> dict[tuple[str, str], str]:
    """What the model says under each field, by class and field."""
    meanings = {}
    for module in MODULES:
        analysed = ModuleAnalyzer.for_module(module).find_attr_docs()
        meanings |= {(owner.rpartition(".")[2], field): " ".join(text) for (owner, field), text in analysed.items()}
    return meanings


def page(name: str, schema: dict[str, Any], meanings: dict[tuple[str, str], str]) -> str:
    """The Markdown of one contract: its objects, the outermost first, then the schema itself."""
    objects = {key: one for key, one in schema["$defs"].items() if one.get("properties") or one.get("prefixItems")}
    outermost = schema["$ref"].rpartition("/")[2]
    ordered = [outermost, *sorted(set(objects) - {outermost})]
    parts = [f"# `uncut.{name}/1`\n", f"{summary_of(CONTRACTS[name])}\n"]
    parts += [section(name, key, objects[key], meanings) for key in ordered]
    parts.append(f"## The schema\n\nAs `uncut schema {name}` prints it.\n")
    parts.append(f"```{{literalinclude}} {name}.schema.json\n:language: json\n```\n")
    return "\n".join(parts)


def summary_of(thing: type) -> str:
    """The first paragraph of a docstring."""
    return " ".join((thing.__doc__ or "").strip().split("\n\n")[0].split())


def section(name: str, key: str, definition: dict[str, Any], meanings: dict[tuple[str, str], str]) -> str:
    """The table of one object."""
    heading = f"({anchor(name, key)})=\n## {key}\n"
    if "prefixItems" in definition:
        kinds = ", ".join(type_of(name, one) for one in definition["prefixItems"])
        return f"{heading}\n{definition.get('description', '')}\n\nWritten as an array of {kinds}.\n"
    rows = ["| field | type | meaning |", "|---|---|---|"]
    required = set(definition.get("required", ()))
    for field, one in definition["properties"].items():
        meaning = plain(meanings.get((key, field)) or meanings.get((key, f"{field}_")) or "")
        if field not in required and "default" not in one:
            meaning = f"{meaning} Left out where it does not apply.".strip()
        rows.append(f"| `{field}` | {type_of(name, one)} | {meaning} |")
    return f"{heading}\n{definition.get('description', '')}\n\n" + "\n".join(rows) + "\n"


def plain(text: str) -> str:
    """Docstring mark-up as Markdown that a table can hold."""
    return text.strip().replace("``", "`").replace("|", "\\|")


def anchor(name: str, key: str) -> str:
    """The label of an object's section."""
    return f"{name}-{key}".lower()


def type_of(name: str, definition: dict[str, Any]) -> str:
    """A type in words."""
    if "$ref" in definition:
        key = definition["$ref"].rpartition("/")[2]
        return f"[{key}](#{anchor(name, key)})"
    if "enum" in definition:
        return ", ".join(f"`{one}`" for one in definition["enum"])
    if "anyOf" in definition:
        return " or ".join(type_of(name, one) for one in definition["anyOf"])
    kind = definition.get("type", "any value")
    if kind == "array":
        return f"list of {type_of(name, definition.get('items') or {})}"
    if kind == "object" and definition.get("additionalProperties"):
        return f"object of {type_of(name, definition['additionalProperties'])}"
    return str(definition.get("format") or definition.get("description") or kind)
