#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A scorecard is made from nothing by keyboard in the real window, and published; another process finds it.

Usage: test-scorecards.py ENCORE ENCORECTL SCHEMAS SOURCE
"""

import json
import os
import sys

if not os.environ.get("DISPLAY"):
    print("1..0 # SKIP there is no display")
    sys.exit(0)

import eyes  # noqa: E402
from desktop import PATIENCE_S, wait_for  # noqa: E402
from stage import play  # noqa: E402

MAX_TABS = 40


def is_cap(focus):
    """The spin button: GTK 4.8 names it by its row twice."""
    return focus in ("spin button 'Cap Cap'", "spin button 'Cap'")


class Job:
    def __init__(self, desktop, source):
        self.desktop = desktop
        self.library = desktop.path("library")

    def open_page(self):
        self.window = eyes.open_window(self.desktop, self.library, "No Calls Yet")
        self.desktop.keys("alt+4")
        eyes.find(name="No Scorecards of Your Own Yet")

    def tab_to(self, name, key="Tab"):
        """Goes on by keyboard until the thing of this name has the focus."""
        passed = []
        for _ in range(MAX_TABS):
            passed.append(eyes.focus())
            if name(passed[-1]) if callable(name) else name in passed[-1]:
                return
            self.desktop.keys(key)
        raise AssertionError(f"{name!r} is not reached by {key}: {passed}")

    def card(self):
        """The first of one's own: they stand before the starters."""
        return json.loads(self.desktop.tool("--library", self.library, "scorecard", "list", "--json"))[0]

    def has_guidance(self, text):
        """The scorecard as another process exports it, once its first question says so."""
        card = json.loads(self.desktop.tool("--library", self.library, "scorecard", "export", "Care"))
        criteria = [criterion for section in card["sections"] for criterion in section["criteria"]]
        return card if criteria and criteria[0].get("guidance") == text else None

    def close_window(self):
        self.desktop.keys("ctrl+q")
        self.window.wait(PATIENCE_S)
        assert self.window.returncode == 0, f"Encore ended with {self.window.returncode}"


def run(job):
    print("1..2")
    job.open_page()
    job.tab_to("Add a scorecard")
    job.desktop.keys("Return")
    eyes.find(name="New Scorecard")
    job.desktop.keys("Return")
    eyes.find(name=lambda name: name.startswith("New scorecard,"))
    job.desktop.type("Care")
    job.tab_to(is_cap)
    job.desktop.keys("Tab")
    job.desktop.type("Connection")
    job.desktop.keys("Return")
    eyes.find("label", "Section 1")
    job.desktop.type("Did they listen?")
    job.desktop.keys("Return")
    eyes.find("list item", "Did they listen?")
    job.tab_to("Did they listen?", "shift+Tab")
    job.desktop.keys("Return")
    job.tab_to("How to apply it")
    job.desktop.type("Nobody interrupts.")
    eyes.find("label", "Ready to be published")
    card = wait_for(lambda: job.has_guidance("Nobody interrupts."), "what was typed in another process")
    assert card["sections"][0]["name"] == "Connection", card
    print("ok 1 - a scorecard is made by keys, and saved as it is typed")

    job.desktop.keys("alt+p")
    eyes.find(name=lambda name: name.startswith("Publish “Care”?"))
    job.desktop.keys("Return")
    wait_for(lambda: job.card()["status"] == "published", "the version")
    eyes.find("label", "Nobody interrupts.")
    assert job.card()["version"] == 1, job.card()
    job.close_window()
    print("ok 2 - it is published by keys, and can only be read from then on")


if __name__ == "__main__":
    play(lambda desktop, source: run(Job(desktop, source)), "no scorecard can be made by keyboard")
