#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Correcting a transcript by keyboard in the real window: letters that are hotkeys elsewhere go into the text, what is
saved can be read by another process, and goes again by Ctrl+Z.

Usage: test-correct.py ENCORE ENCORECTL SCHEMAS SOURCE
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

TYPED = "jump, kim lost a mop "
DEMO = "double-charge-rent-tomorrow"


class Job:
    def __init__(self, desktop, source):
        self.desktop = desktop
        self.library = desktop.path("library")
        inbox = desktop.path("inbox")
        os.mkdir(inbox)
        for suffix in (".opus", ".vcon.json"):
            shutil.copy(os.path.join(source, "data", "demo", "calls", DEMO + suffix), inbox)
        desktop.tool("--library", self.library, "import", inbox)
        self.call = json.loads(desktop.tool("--library", self.library, "list", "calls", "--json"))[0]

    def open_call(self):
        self.window = eyes.open_window(self.desktop, self.library, "1 call")
        self.text = eyes.open_call(self.desktop, self.call["title"])
        wait_for(lambda: len(eyes.text_of(self.text)) > 100, "the transcript")

    def exported(self):
        """What another process reads."""
        return self.desktop.tool("--library", self.library, "export", self.call["uuid"], "--format=txt").decode()

    def moments(self):
        return json.loads(self.desktop.tool("--library", self.library, "list", "moments", "--json"))

    def open_editor(self):
        self.desktop.keys("F2")
        return eyes.find(name="What is said")

    def close_window(self):
        self.desktop.keys("ctrl+q")
        self.window.wait(PATIENCE_S)
        assert self.window.returncode == 0, f"Encore ended with {self.window.returncode}"


def run(job):
    print("1..4")
    job.open_call()
    before, moments = job.exported(), job.moments()
    job.desktop.keys("Down", "Down")

    job.desktop.keys("F2")
    job.desktop.type(TYPED)
    job.desktop.keys("ctrl+Return")
    wait_for(lambda: TYPED in job.exported(), "the correction in another process")
    wait_for(lambda: TYPED in eyes.text_of(job.text), "the correction in the text")
    assert job.moments() == moments, "a letter was taken for a hotkey"
    assert len(job.exported().splitlines()) == len(before.splitlines())
    print("ok 1 - letters go into the text, Ctrl+Enter saves")

    job.desktop.keys("ctrl+z")
    wait_for(lambda: job.exported() == before, "the text as it was")
    wait_for(lambda: TYPED not in eyes.text_of(job.text), "the text as it was, in the window")
    print("ok 2 - Ctrl+Z brings the original back")

    job.open_editor()
    job.desktop.type("Nothing of this ")
    job.desktop.keys("ctrl+z", "Escape")
    wait_for(lambda: not eyes.all_of(name="What is said"), "the editor to close")
    assert job.exported() == before
    print("ok 3 - Escape leaves everything as it was")

    job.desktop.keys("ctrl+f")
    job.desktop.type("the")
    eyes.find("label", lambda name: name.startswith("1 of "))
    job.desktop.keys("Return")
    eyes.find("label", lambda name: name.startswith("2 of "))
    job.close_window()
    print("ok 4 - the places found are counted")


if __name__ == "__main__":
    play(lambda desktop, source: run(Job(desktop, source)), "a transcript cannot be corrected")
