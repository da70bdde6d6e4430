"""Import reports as YAML files: what is read is what was written, letter for letter.

YAML's habit of reading `No` as false, `007` as 7 and `2026-01-31` as a date would change column names and codes, so
only true, false, null and plain decimal numbers are anything but text here, and every key is text.
"""

import re
from pathlib import Path
from typing import Any

import yaml

from vendorproof_client.commands.failures import CommandFailed

KEYS = ("report_name", "slug", "base_object", "mapping", "options", "enabled")


def read(path: Path) -> dict[str, Any]:
    """Raises CommandFailed with line and column for what is no report."""
    try:
        report = yaml.load(path.read_text("utf-8-sig"), _Loader)  # noqa: S506 (a safe loader, made narrower)
    except UnicodeDecodeError:
        raise CommandFailed(f"{path}: not UTF-8.") from None
    except yaml.MarkedYAMLError as error:
        where = (
            f", line {error.problem_mark.line + 1}, column {error.problem_mark.column + 1}"
            if error.problem_mark
            else ""
        )
        raise CommandFailed(f"{path}{where}: {error.problem or error.context}.") from None
    except yaml.YAMLError as error:
        raise CommandFailed(f"{path}: {error}.") from None
    if not isinstance(report, dict):
        raise CommandFailed(f"{path}: a report is a mapping with the keys {', '.join(KEYS)}.")
    if unknown := [key for key in report if key not in KEYS]:
        raise CommandFailed(f"{path}: unknown key {unknown[0]}; a report has {', '.join(KEYS)}.")
    if not report.get("slug") and not report.get("report_name"):
        raise CommandFailed(f"{path}: neither slug nor report_name says which report this is.")
    return report


def write(report: dict[str, Any]) -> str:
    """The YAML of a report as the server gives it, without what only the server sets."""
    kept = {key: report[key] for key in KEYS if report.get(key) is not None}
    return yaml.safe_dump(kept, sort_keys=False, allow_unicode=True, width=100)


class _Loader(yaml.SafeLoader):
    """Fewer types than YAML 1.1 has, and no key twice."""

    yaml_implicit_resolvers: dict[str, list[tuple[str, re.Pattern[str]]]] = {}  # noqa: RUF012 (PyYAML's own interface)

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:  # noqa: ARG002, FBT001, FBT002 (as inherited)
        found: dict[str, Any] = {}
        for key_node, value_node in node.value:
            if not isinstance(key_node, yaml.ScalarNode):
                raise yaml.constructor.ConstructorError(None, None, "a key is a text", key_node.start_mark)
            if key_node.value in found:
                problem = f"the key {key_node.value} stands twice"
                raise yaml.constructor.ConstructorError(None, None, problem, key_node.start_mark)
            found[key_node.value] = self.construct_object(value_node, deep=True)
        return found


# Each is narrower than what PyYAML writes without quotation marks: so a text that is written comes back as text.
for _tag, _pattern, _first in (
    ("bool", r"true|false", "tf"),
    ("null", r"null|~|", ("n", "~", "")),
    ("int", r"[-+]?(0|[1-9][0-9]*)", "-+0123456789"),
    ("float", r"[-+]?[0-9]+\.[0-9]+([eE][-+][0-9]+)?", "-+0123456789"),
):
    _Loader.add_implicit_resolver(f"tag:yaml.org,2002:{_tag}", re.compile(rf"^(?:{_pattern})$"), list(_first))
