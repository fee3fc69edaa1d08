#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Evaluating a call by keyboard in the real window while it plays: digits answer and mark nothing, and what is being
typed when Encore is told to end is there when it comes back.

Usage: test-judge.py ENCORE ENCORECTL SCHEMAS SOURCE
"""

import json
import os
import sys

if not os.environ.get("DISPLAY"):
    print("1..0 # SKIP there is no display")
    sys.exit(0)

import eyes  # noqa: E402
from desktop import PATIENCE_S, stop, wait_for  # noqa: E402
from stage import play  # noqa: E402

COACH = "Maren Lindqvist"
COMMENT = "jump in on 2 counts, he said"
ENTRY = "Comment: why this answer?"


class Job:
    def __init__(self, desktop):
        self.desktop = desktop
        self.library = os.path.join(desktop.environment["XDG_DATA_HOME"], "encore", "demo")

    def json(self, *arguments):
        return json.loads(self.desktop.tool("--library", self.library, *arguments, "--json"))

    def open(self):
        self.desktop.set_settings(window_maximized="true")
        self.window = self.desktop.open_encore("--demo")
        eyes.find(name=lambda name: name.startswith("Working as: "))
        eyes.find(name=lambda name: COACH in name)
        wait_for(lambda: self.desktop.run("xdotool", "getactivewindow"), "the window to get the keys")

    def evaluations(self):
        return [e for e in self.json("score", self.call["uuid"]) if e["evaluator"] == COACH]

    def choose_call(self):
        """One that the coach has not evaluated, near the top of the list."""
        for self.call in self.json("list", "calls")[:10]:
            if not self.evaluations():
                return
        raise AssertionError("the coach has evaluated all of them")

    def moments(self):
        return self.json("list", "moments")

    def worked(self, evaluation):
        return self.desktop.tool("--library", self.library, "score", evaluation["uuid"], "--worked").decode()

    def is_kept(self):
        return any(eyes.text_of(entry) == COMMENT for entry in eyes.all_of(name=ENTRY))

    def go_up(self):
        """To the criterion above."""
        before = eyes.focus()
        self.desktop.keys("Up")
        wait_for(lambda: eyes.focus() != before, "the criterion above")

    def open_call(self):
        eyes.open_call(self.desktop, self.call["title"])


def run(job):
    print("1..3")
    job.open()
    job.choose_call()
    moments = job.moments()
    job.open_call()
    job.desktop.keys("space")
    eyes.find("push button", "Pause")
    job.desktop.keys("c")
    wait_for(lambda: "Start Evaluating" in eyes.focus(), "the button that starts an evaluation")
    job.desktop.keys("Return")
    draft = wait_for(job.evaluations, "a draft in another process")[0]
    assert draft["state"] == "draft" and draft["for"] == "learning", draft
    print("ok 1 - an evaluation begins by keyboard while the call plays")

    for _ in range(4):
        job.desktop.keys("1", "e", "Down")
    wait_for(lambda: " = " in job.worked(draft), "the answers in another process")
    assert job.moments() == moments, "a digit was taken for a hotkey"
    print("ok 2 - digits answer, and mark nothing")

    job.desktop.keys("Up", "c")
    wait_for(lambda: ENTRY in eyes.focus(), "the comment")
    job.desktop.type(COMMENT)
    wait_for(job.is_kept, "what was typed")
    stop(job.window)
    assert job.window.returncode == 0, f"Encore ended with {job.window.returncode}"
    job.open()
    job.open_call()
    job.desktop.keys("c")
    wait_for(lambda: "Not answered" in eyes.focus(), "the first criterion that is open")
    job.go_up()
    wait_for(job.is_kept, "the comment")
    job.desktop.keys("ctrl+q")
    job.window.wait(PATIENCE_S)
    print("ok 3 - what is being typed when Encore is told to end is kept")


if __name__ == "__main__":
    play(lambda desktop, source: run(Job(desktop)), "a call cannot be evaluated by keyboard")
