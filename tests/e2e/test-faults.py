#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A folder with a recording that crashes its decoder, imported and opened in the real window: the window says so
and lives, and the call beside it opens and plays.

Usage: test-faults.py ENCORE ENCORECTL SCHEMAS SOURCE
with the planted decoder in GST_PLUGIN_PATH.
"""

import json
import os
import shutil
import sys

if not os.environ.get("DISPLAY"):
    print("1..0 # SKIP there is no display")
    sys.exit(0)

import eyes  # noqa: E402
from desktop import PATIENCE_S, wait_for  # noqa: E402
from stage import play  # noqa: E402

GOOD = "double-charge-rent-tomorrow"
TEXT = "WEBVTT\n\n00:00.000 --> 00:05.000\n<v Customer>I was charged twice.</v>\n"


def make_inbox(desktop, source):
    inbox = desktop.path("inbox")
    os.mkdir(inbox)
    with open(os.path.join(inbox, "crasher.wav"), "w") as file:
        file.write("PLANTED crash")
    with open(os.path.join(inbox, "crasher.vtt"), "w") as file:
        file.write(TEXT)
    with open(os.path.join(inbox, "lone crasher.wav"), "w") as file:
        file.write("PLANTED abort")
    for suffix in (".opus", ".vcon.json"):
        shutil.copy(os.path.join(source, "data", "demo", "calls", GOOD + suffix), inbox)
    desktop.environment["HOME"] = inbox


def calls(desktop, library):
    return json.loads(desktop.tool("--library", library, "list", "calls", "--json"))


def import_inbox(desktop, library):
    """Ctrl+Shift+O, Alt+Home to the folder, Import."""
    desktop.keys("ctrl+shift+o")
    eyes.choose_home(desktop, "Import a Folder of Calls")
    eyes.act(eyes.find("push button", "Import"))
    wait_for(lambda: len(calls(desktop, library)) == 2, "two imported calls")
    eyes.find(name=lambda name: "lone crasher" in name and "its decoder crashed" in name)


def run(desktop, source):
    library = desktop.path("library")
    make_inbox(desktop, source)
    print("1..4")
    window = eyes.open_window(desktop, library, "No Calls Yet")
    import_inbox(desktop, library)
    print("ok 1 - the import says which recording crashes its decoder and goes on")

    desktop.keys("Escape")
    wait_for(lambda: not eyes.all_of("frame", "Import Calls"), "the import dialog to close")
    good, bad = sorted(calls(desktop, library), key=lambda call: call["duration_ms"] or 0, reverse=True)
    eyes.open_call(desktop, bad["title"])
    eyes.find(name=lambda name: "“crasher.wav” was given up: its decoder crashed" in name)
    print("ok 2 - its call opens with its transcript and says why there is no sound")
    if os.environ.get("ENCORE_E2E_SCREENSHOT"):
        desktop.screenshot(os.environ["ENCORE_E2E_SCREENSHOT"])

    desktop.keys("space")
    desktop.keys("alt+Left")
    eyes.open_call(desktop, good["title"])
    desktop.keys("space")
    label = eyes.find("label", lambda name: " / " in name and ":" in name)
    wait_for(lambda: label.get_name().split(" / ")[0] > "0:00", "the call beside it to play")
    print("ok 3 - the call beside it plays")

    desktop.keys("ctrl+q")
    window.wait(PATIENCE_S)
    assert window.returncode == 0, f"Encore ended with {window.returncode}"
    print("ok 4 - Encore ends in order")


if __name__ == "__main__":
    play(run, "Encore did not survive")
