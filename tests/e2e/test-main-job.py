#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The main job, as a coach does it: import a call, hear it, seek by clicking its text, mark a missed
opening by hotkey, type the note, close Encore, come back and find it. Real window, real keys, real sound.

Usage: test-main-job.py ENCORE ENCORECTL SCHEMAS SOURCE
"""

import json
import os
import shutil
import sys
import traceback

if not os.environ.get("DISPLAY"):
    print("1..0 # SKIP there is no display")
    sys.exit(0)

import ears  # noqa: E402
import eyes  # noqa: E402
from desktop import Desktop, stop, wait_for  # noqa: E402

NOTE = "Could have offered to hold the rent date"


def choose_call(desktop, source):
    """A real call of the corpus, or one of the demonstration library's where there is no corpus."""
    corpus = os.environ.get("ENCORE_CORPUS", "")
    real = os.path.join(corpus, "calls", "10-dual-channel-with-transcript")
    inbox = desktop.path("inbox")
    os.mkdir(inbox)
    if os.path.isdir(real):
        shutil.copy(os.path.join(real, "agent_dual.ogg"), inbox)
        shutil.copy(os.path.join(real, "agent_dual.vcon.json"), inbox)
        return inbox, os.path.join(inbox, "agent_dual.ogg"), os.path.join(inbox, "agent_dual.vcon.json")

    print("# the corpus is not here: a call of the demonstration library takes its place")
    base = os.path.join(source, "data", "demo", "calls", "double-charge-rent-tomorrow")
    for suffix in (".opus", ".vcon.json"):
        shutil.copy(base + suffix, inbox)
    name = os.path.join(inbox, "double-charge-rent-tomorrow")
    return inbox, name + ".opus", name + ".vcon.json"


class Job:
    def __init__(self, desktop, source):
        self.desktop = desktop
        self.library = desktop.path("library")
        self.inbox, self.recording, self.transcript = choose_call(desktop, source)
        self.window = None

    def open_window(self):
        self.desktop.set_settings(window_maximized="true")
        self.window = self.desktop.open_encore("--library", self.library)
        eyes.find("frame", lambda name: "Encore" in name or name, patience_s=40)

    def close_window(self):
        self.desktop.keys("ctrl+q")
        self.window.wait(20)
        assert self.window.returncode == 0, f"Encore ended with {self.window.returncode}"

    def import_folder(self):
        """Ctrl+Shift+O, the folder's path, Import."""
        self.desktop.keys("ctrl+shift+o")
        eyes.find(name="Import a Folder of Calls")
        self.desktop.type(self.inbox)
        self.desktop.keys("Return")
        button = eyes.find("push button", "Import", patience_s=30)
        eyes.act(button)
        self.call = wait_for(self.first_call, "the imported call", 60)
        self.desktop.keys("Escape")
        wait_for(lambda: not eyes.all_of("frame", "Import Calls"), "the import dialog to close")

    def first_call(self):
        calls = json.loads(self.desktop.tool("--library", self.library, "list", "calls", "--json"))
        return calls[0] if calls else None

    def open_call(self):
        """A click on its row, Enter."""
        row = eyes.find(name=lambda name: name.startswith(self.call["title"] + ","))
        print("# DEBUG", eyes.middle(row), self.desktop.run("sh", "-c", "xdotool getactivewindow getwindowgeometry; xprop -id $(xdotool getactivewindow) | grep -i 'state\\|extents\\|hints'").decode(), open(self.desktop.path("config/glib-2.0/settings/keyfile")).read())
        self.desktop.click(*eyes.middle(row))
        self.desktop.keys("Return")
        self.text = eyes.find("text", "Transcript", patience_s=30)
        wait_for(lambda: len(eyes.text_of(self.text)) > 100, "the transcript")

    def position_ms(self):
        """Where the playhead is, as the transport bar says it."""
        label = eyes.find(name=lambda name: name.startswith("Position"))
        minutes, seconds = label.get_name().split()[-1].split(":")[-2:]
        return (int(minutes) * 60 + int(seconds)) * 1000

    def moments(self):
        return json.loads(self.desktop.tool("--library", self.library, "list", "moments", "--json"))


def run(job):
    job.open_window()
    print("# window open")
    job.import_folder()
    print("# imported", job.call["title"])
    job.open_call()
    print("# call open")
    print("# " + eyes.tree().replace("\n", "\n# "))


def main():
    encore, encorectl, schemas, source = sys.argv[1:5]
    with Desktop(encore, encorectl, schemas, os.path.join(source, "data")) as desktop:
        job = Job(desktop, source)
        try:
            run(job)
        except BaseException:
            traceback.print_exc()
            print("# " + eyes.tree().replace("\n", "\n# "))
            print("# " + desktop.log().replace("\n", "\n# "))
            if os.environ.get("ENCORE_E2E_SCREENSHOT"):
                desktop.screenshot(os.environ["ENCORE_E2E_SCREENSHOT"])
            print("not ok 1 - the main job")
            sys.exit(1)


if __name__ == "__main__":
    main()
