#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Searching by keyboard in the real window: a filter is completed, the search saved, a hit opened. What it opens is a
chat, which nobody can hear: there is no player, and the turn is marked by hotkey all the same.

Usage: test-search.py ENCORE ENCORECTL SCHEMAS SOURCE
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

DEMO = "double-charge-rent-tomorrow"
CHAT = (
    "Agent: Larkfield, how can I help you?\n"
    "Customer: The lamp came broken, and the giraffe needs light tonight.\n"
    "Agent: A new one is on its way.\n"
)
NOTE = "Could have sent a courier"
NAME = "Lamps"


class Job:
    def __init__(self, desktop, source):
        self.desktop = desktop
        self.library = desktop.path("library")
        inbox = desktop.path("inbox")
        os.mkdir(inbox)
        for suffix in (".opus", ".vcon.json"):
            shutil.copy(os.path.join(source, "data", "demo", "calls", DEMO + suffix), inbox)
        with open(os.path.join(inbox, "lamp.txt"), "w", encoding="utf-8") as chat:
            chat.write(CHAT)
        desktop.tool("--library", self.library, "import", inbox)
        self.agent = next(agent["name"] for agent in self.listed("agents"))

    def listed(self, what):
        return json.loads(self.desktop.tool("--library", self.library, "list", what, "--json"))

    def open_search(self):
        self.window = eyes.open_window(self.desktop, self.library, "2 calls")
        self.desktop.keys("alt+2")
        eyes.find(name="Search Every Call")

    def saved(self):
        """What another process finds under the name; None as long as there is no such search."""
        found = self.desktop.run(self.desktop.encorectl, "--library", self.library, "search", "--json", "--saved", NAME)
        return json.loads(found) if found else None

    def moment(self):
        return next((moment for moment in self.listed("moments") if moment["note"] == NOTE), None)

    def close_window(self):
        self.desktop.keys("ctrl+q")
        self.window.wait(PATIENCE_S)
        assert self.window.returncode == 0, f"Encore ended with {self.window.returncode}"


def run(job):
    print("1..3")
    job.open_search()
    job.desktop.type("rent age")
    eyes.find(name=lambda name: name.startswith("agent:"))
    job.desktop.keys("Tab")
    eyes.find(name=lambda name: name.startswith(job.agent))
    job.desktop.keys("Down", "Return")
    eyes.find("label", lambda name: name == "1 call")
    wait_for(lambda: not eyes.all_of(name=lambda name: name.startswith("agent:")), "the offer to go")
    print("ok 1 - a filter and its value are completed by keys")

    job.desktop.keys("ctrl+a")
    job.desktop.type("giraffe")
    eyes.find("label", lambda name: "the giraffe needs light" in name)
    job.desktop.keys("Tab", "Tab", "space")
    eyes.find(name="Name for this search")
    job.desktop.type(NAME)
    job.desktop.keys("Return")
    hits = wait_for(job.saved, "the saved search in another process")
    assert [hit["party"] for hit in hits] == ["customer"], hits
    assert hits[0]["start_ms"] is None, hits
    job.desktop.keys("Escape")
    wait_for(lambda: not eyes.all_of(name="Name for this search"), "the saved searches to go")
    print("ok 2 - a search is saved, and found by another process")

    job.desktop.keys("ctrl+f")
    wait_for(lambda: "Saved searches" not in eyes.focus(), "the words to search for")
    job.desktop.keys("Return")
    eyes.find(name=lambda name: "No Moments Yet" in name)
    assert not eyes.all_of("push button", "Play"), "there is nothing to play"
    job.desktop.keys("m")
    job.desktop.type(NOTE)
    job.desktop.keys("Return")
    moment = wait_for(job.moment, "the moment with its note")
    assert moment["outcome"] == "missed" and moment["start_ms"] is None, moment
    assert "giraffe" in moment["cue"], moment
    job.close_window()
    print("ok 3 - the hit opens the chat at its turn, and M marks that turn")


if __name__ == "__main__":
    play(lambda desktop, source: run(Job(desktop, source)), "nothing can be found")
