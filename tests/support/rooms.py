# SPDX-License-Identifier: GPL-3.0-or-later
"""rooms.py: the rules of the rooms, by reading the sources. Names every line that breaks one
and ends with status 1 if there is any."""

import pathlib
import re
import sys

# Which rooms' headers a room may include, besides its own: DESIGN's arrows.
ROOMS = {
    "app/base": [],
    "app/domain": ["app/base"],
    "app/transcript": ["app/base", "app/domain"],
    "app/media": ["app/base"],
    "app/examine": ["app/base", "app/media"],
    "app/store": ["app/base", "app/domain"],
    "app/library": ["app/base", "app/domain", "app/transcript", "app/media", "app/store"],
    "app/tool": ["app/base", "app/domain", "app/transcript", "app/media", "app/library"],
    "ui/widgets": ["app/base"],
    "ui": ["app/base", "app/domain", "app/transcript", "app/media", "app/library", "ui/"],
}

# Which rooms may include a library's headers.
LIBRARIES = {
    r"<sqlite3\.h>": ["app/store"],
    r"<gst/": ["app/media", "app/examine"],
    r"<json-glib/": ["app/transcript", "app/library", "app/tool"],
    r"<archive(_entry)?\.h>": ["app/transcript"],
    r"<(gtk/|gdk/|gsk/|adwaita)": ["ui"],
}

FORBIDDEN_IN_BUILD = re.compile(r"Wno-deprecated-declarations|G_DISABLE_CHECKS")
UNFINISHED = re.compile(r"\b(TODO|FIXME|XXX)\b")
CUT_OFF = re.compile(r"\b(_|N_|Q_|ngettext) \(.*%\" G_\w+_FORMAT")
SLEEP = re.compile(r"\b(g_usleep|usleep|nanosleep|sleep) ?\(|\btime\.sleep\(|^\s*sleep [0-9.]+")
LONGEST_FILE = 900
LONGEST_LINE = 140

problems = []


def problem(path, number, text):
    problems.append(f"{path}:{number}: {text}")


def room_of(path):
    parts = path.as_posix().split("/")
    if parts[0] == "app":
        return "/".join(parts[:2])
    return "ui/widgets" if parts[:2] == ["ui", "widgets"] else "ui"


def sources(*folders, suffixes=(".c", ".h")):
    for folder in folders:
        for path in sorted(pathlib.Path(folder).rglob("*")):
            if path.suffix in suffixes and path.is_file():
                yield path, path.read_text(encoding="utf-8").split("\n")


def may_include(room, other):
    return other == room or any(other == o or o.endswith("/") and other.startswith(o) for o in ROOMS[room])


def check_includes():
    home = {path.name: room_of(path) for path, _ in sources("app", "ui", suffixes=(".h",))}
    for path, lines in sources("app", "ui"):
        room = room_of(path)
        for number, line in enumerate(lines, 1):
            if not line.startswith("#include"):
                continue
            own = re.search(r'"(?:.*/)?([^"/]+)"', line)
            if own and own[1] in home and not may_include(room, home[own[1]]):
                problem(path, number, f"{room} may not use {home[own[1]]} ({own[1]})")
            for pattern, rooms in LIBRARIES.items():
                if re.search(pattern, line) and room.split("/widgets")[0] not in rooms:
                    problem(path, number, f"only {', '.join(rooms)} may have: {line}")


def check_shape():
    for path, lines in sources("app", "ui"):
        if len(lines) > LONGEST_FILE:
            problem(path, len(lines), f"longer than {LONGEST_FILE} lines")
    for path, lines in sources("app", "ui", "tests"):
        if "SPDX-License-Identifier" not in lines[0]:
            problem(path, 1, "the first line does not name the licence")
        for number, line in enumerate(lines, 1):
            if path.suffix == ".c" and len(line) > LONGEST_LINE:
                problem(path, number, f"longer than {LONGEST_LINE} characters")
            if CUT_OFF.search(line):
                problem(path, number, "xgettext cuts this string off; PRId64 and its like are fine")
            if line != line.rstrip() or "\t" in line:
                problem(path, number, "white space at the end, or a tab")


def check_words():
    everywhere = (".c", ".h", ".py", ".ui", ".css", ".sql", ".xml", ".sh", ".build", "")
    for path, lines in sources("app", "ui", "resources", "data", "tests", suffixes=everywhere):
        if path.name in ("rooms.py", "count-tests.py"):  # these have to name the words
            continue
        for number, line in enumerate(lines, 1):
            if UNFINISHED.search(line):
                problem(path, number, f"unfinished: {line.strip()}")
            if FORBIDDEN_IN_BUILD.search(line):
                problem(path, number, f"hides what must be seen: {line.strip()}")
    for path in [pathlib.Path("meson.build"), pathlib.Path("dev")]:
        for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
            if FORBIDDEN_IN_BUILD.search(line):
                problem(path, number, f"hides what must be seen: {line.strip()}")


# A test waits for a condition. Only the helpers that do the waiting, in tests/support, may sleep, and
# lines that say why: "polls" between two looks at a condition, "stirs" where chance is the test.
def check_sleeps():
    for path, lines in sources("tests", suffixes=(".c", ".h", ".py", ".sh", "")):
        if path.parts[1] in ("support", "bench"):
            continue
        for number, line in enumerate(lines, 1):
            if SLEEP.search(line) and not re.search(r"(#|/\*) (polls|stirs)", line):
                problem(path, number, f"sleeps: {line.strip()}")


check_includes()
check_shape()
check_words()
check_sleeps()
print("\n".join(problems))
sys.exit(1 if problems else 0)
