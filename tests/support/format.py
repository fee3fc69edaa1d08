# SPDX-License-Identifier: GPL-3.0-or-later
"""format.py [--fix]: the layout of the C sources in app/, ui/ and tests/.

clang-format does most of it; what it cannot do is done here: each parameter of a function
definition on a line of its own with the names aligned, and a space in compound literals.
Without --fix it names the files that are laid out differently and ends with status 1.
"""

import pathlib
import re
import subprocess
import sys

VERSION = "14"
HEAD = re.compile(r"^(\w+) \((.*)$")


def split_parameters(text):
    """Splits at the commas that are not inside brackets."""
    parts, depth, start = [], 0, 0
    for i, char in enumerate(text):
        depth += (char in "([") - (char in ")]")
        if char == "," and depth == 0:
            parts.append(text[start:i])
            start = i + 1
    parts.append(text[start:])
    return [" ".join(part.split()) for part in parts]


def split_name(parameter):
    """A parameter as (type, stars, name), or None where alignment does not apply."""
    match = re.match(r"^(.*?)\s*(\**)(\w+(?:\[[^\]]*\])*)$", parameter)
    if not match or not match[1] or "(" in parameter:
        return None
    return match[1], match[2], match[3]


def align_parameters(name, text):
    parameters = split_parameters(text)
    if len(parameters) < 2:
        return [f"{name} ({text})"]
    split = [split_name(parameter) for parameter in parameters]
    column = max((len(kind) + 1 + len(stars) for kind, stars, _ in filter(None, split)), default=0)
    lines = []
    for parameter, parts in zip(parameters, split):
        if parts:
            kind, stars, own_name = parts
            parameter = kind + stars.rjust(column - len(kind)) + own_name
        lines.append(parameter)
    indent = " " * (len(name) + 2)
    return [
        (f"{name} (" if i == 0 else indent) + line + (")" if i == len(lines) - 1 else ",")
        for i, line in enumerate(lines)
    ]


def align_definitions(lines):
    """Lays out the parameters of every function definition: a name at the left margin, its
    parentheses, and an opening brace at the left margin after them."""
    result, i = [], 0
    while i < len(lines):
        head = HEAD.match(lines[i])
        end = i
        while head and end < len(lines) - 1 and lines[end].count(";") == 0 and not lines[end].endswith(")"):
            end += 1
        if head and end < len(lines) - 1 and lines[end].endswith(")") and lines[end + 1] == "{":
            text = " ".join([head[2]] + [line.strip() for line in lines[i + 1 : end + 1]])[:-1]
            result += align_parameters(head[1], text)
            i = end + 1
        else:
            result.append(lines[i])
            i += 1
    return result


def laid_out(path):
    text = subprocess.run(
        ["clang-format", "--style=file", str(path)], check=True, capture_output=True, encoding="utf-8"
    ).stdout
    text = re.sub(r"(?m)^G_DEFINE_QUARK.*$", lambda m: m[0].replace(" - ", "-"), text)
    text = re.sub(r"(\([A-Z]\w+(?:\[\])?\))\{", r"\1 {", text)
    return "\n".join(align_definitions(text.split("\n")))


def main():
    version = subprocess.run(["clang-format", "--version"], capture_output=True, encoding="utf-8").stdout
    if not re.search(rf"version {VERSION}\.", version):
        print(f"skipped: needs clang-format {VERSION}, which is Debian 12's")
        return 0
    different = []
    for folder in ("app", "ui", "tests"):
        for path in sorted(pathlib.Path(folder).rglob("*.c")):
            wanted = laid_out(path)
            if wanted != path.read_text(encoding="utf-8"):
                different.append(str(path))
                if "--fix" in sys.argv:
                    path.write_text(wanted, encoding="utf-8")
    if "--fix" in sys.argv:
        return 0
    for path in different:
        print(f"{path}: laid out differently (./dev format does it)")
    return 1 if different else 0


sys.exit(main())
