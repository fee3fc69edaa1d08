# SPDX-License-Identifier: GPL-3.0-or-later
"""count-tests.py LOG STATUS: the closing line of a test run, from meson's JSON log.

Counts test cases, not programs. A program that ended badly without naming a failed case
counts as one failure. LOG is meson's log with one JSON object a line; STATUS is the exit
status of `meson test`.
"""

import json
import re
import sys

CASE = re.compile(r"^(\s*)(not )?ok\b\s*\d*\s*-?\s*([^#]*)(?:#\s*(SKIP|TODO)\S*\s*(.*))?$", re.IGNORECASE)
GOOD = ("OK", "EXPECTEDFAIL", "SKIP")


class Count:
    def __init__(self):
        self.passed = 0
        self.failed = []
        self.skipped = []

    def add_case(self, program, not_ok, name, directive, reason):
        label = f"{program} {name.strip()}".strip()
        if (directive or "").upper() == "SKIP":
            self.skipped.append(f"{label}: {reason.strip() or 'no reason given'}")
        elif not_ok and not directive:
            self.failed.append(label)
        else:
            self.passed += 1


def cases(output):
    """The test cases in TAP output. A line that closes a block of deeper lines sums them up
    and is no case of its own."""
    deepest = 0
    for line in output.splitlines():
        match = CASE.match(line)
        if not match:
            continue
        depth = len(match[1])
        summary = depth < deepest
        deepest = depth
        if not summary:
            yield bool(match[2]), match[3], match[4], match[5] or ""


def add_program(count, test):
    name, result = test["name"], test["result"]
    failed_before = len(count.failed)
    found = list(cases(test.get("stdout", "")))
    for case in found:
        count.add_case(name, *case)
    if result not in GOOD:
        if len(count.failed) == failed_before:
            count.failed.append(f"{name} ({result.lower()}, exit status {test.get('returncode')})")
    elif not found and result == "SKIP":
        count.skipped.append(f"{name}: the whole program")
    elif not found:
        count.passed += 1


def read_line(line):
    try:
        return json.loads(line)
    except ValueError:
        return {"name": "a line of the log cannot be read", "result": "ERROR"}


def read_log(path):
    try:
        with open(path, encoding="utf-8", errors="replace") as log:
            return [read_line(line) for line in log if line.strip()]
    except OSError:
        return []


def show(title, lines):
    if lines:
        print(f"\n{title} ({len(lines)}):")
        for line in lines:
            print(f"  {line}")


def main():
    count = Count()
    tests = read_log(sys.argv[1])
    for test in tests:
        add_program(count, test)
    if not tests:
        count.failed.append("no test was run")
    elif sys.argv[2] != "0" and not count.failed:
        count.failed.append(f"meson test ended with status {sys.argv[2]}")

    show("Skipped", count.skipped)
    show("Failed", count.failed)
    print(f"\n{count.passed} passed, {len(count.failed)} failed")
    return 1 if count.failed else 0


sys.exit(main())
