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

if not os.environ.get("DISPLAY"):
    print("1..0 # SKIP there is no display")
    sys.exit(0)

import ears  # noqa: E402
import eyes  # noqa: E402
from desktop import PATIENCE_S, stop, wait_for  # noqa: E402
from stage import play  # noqa: E402

# A robot's machine may be busy with anything.
LATEST_SOUND_MS = 20000 if os.environ.get("CI") else 2000
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
        desktop.environment["HOME"] = self.inbox
        self.window = None
        self.clock = None  # of the open call: looking for it again and again would keep Encore busy

    def open_window(self, shows):
        self.window = eyes.open_window(self.desktop, self.library, shows)

    def close_window(self):
        self.desktop.keys("ctrl+q")
        self.window.wait(PATIENCE_S)
        assert self.window.returncode == 0, f"Encore ended with {self.window.returncode}"

    def import_folder(self):
        """Ctrl+Shift+O, Alt+Home to the folder, Import. No path is typed: GTK 4.18 mixes what is typed with what
        it completes."""
        self.desktop.keys("ctrl+shift+o")
        eyes.choose_home(self.desktop, "Import a Folder of Calls")
        button = eyes.find("push button", "Import")
        eyes.act(button)
        self.call = wait_for(self.first_call, "the imported call")
        self.desktop.keys("Escape")
        wait_for(lambda: not eyes.all_of("frame", "Import Calls"), "the import dialog to close")

    def first_call(self):
        calls = json.loads(self.desktop.tool("--library", self.library, "list", "calls", "--json"))
        return calls[0] if calls else None

    def open_call(self):
        self.clock = None
        self.text = eyes.open_call(self.desktop, self.call["title"])
        wait_for(lambda: len(eyes.text_of(self.text)) > 100, "the transcript")

    def position_ms(self):
        """Where the playhead is, to the second, as the transport bar says it: "0:52 / 6:42"."""
        if self.clock is None:
            self.clock = eyes.find("label", lambda name: " / " in name and ":" in name)
        parts = self.clock.get_name().split(" / ")[0].split(":")
        return sum(int(part) * 60 ** power for power, part in enumerate(reversed(parts))) * 1000

    def click_in_text(self):
        """A click on a word about the middle of the text in sight; returns the second it went to."""
        box = self.text.get_component_iface().get_extents(eyes.Atspi.CoordType.WINDOW)
        self.desktop.click(box.x + box.width * 0.45, box.y + box.height * 0.45)
        wait_for(lambda: self.position_ms() > 0, "the click to seek")
        return self.position_ms()

    def listen(self, at_ms):
        """Space; what is then heard must be what the recording holds from a word that begins there."""
        heard, first = self.play_and_record(at_ms)
        piece = heard[first:first + ears.RATE]

        from_ms = at_ms - 500
        expected = ears.decode(self.recording, from_ms, 6000, self.desktop.path("all.raw"), self.desktop.environment)
        likeness, lag_ms = ears.correlate(expected, piece, 3000)
        print(f"# heard what is at {from_ms + lag_ms:.0f} ms, likeness {likeness:.3f}")
        assert likeness > 0.6, f"what is heard is not what is there: {likeness:.3f}"
        self.check_word(at_ms, from_ms, expected, from_ms + lag_ms)

    def play_and_record(self, at_ms):
        """Space, and what is heard of the next four seconds; it must begin soon after the key."""
        path = self.desktop.path("heard.raw")
        recorder = self.desktop.record(path)
        wait_for(lambda: os.path.getsize(path) > 2 * ears.RATE // 2, "the recorder")
        pressed = os.path.getsize(path) // 2
        self.desktop.keys("space")
        wait_for(lambda: self.position_ms() >= at_ms + 4000, "playing to go on")
        stop(recorder)

        heard = ears.load_raw(path)
        first = ears.first_sound(heard)
        assert first >= 0, "nothing was heard"
        late_ms = (first - pressed) * 1000 // ears.RATE
        print(f"# the first sound comes {late_ms} ms after the key")
        assert late_ms < LATEST_SOUND_MS, f"the sound came {late_ms} ms late"
        return heard, first

    def check_word(self, at_ms, from_ms, expected, heard_ms):
        """The first sound heard must be the first sound after the start of a word in that second."""
        for start_ms in self.word_starts(at_ms):
            sample = (start_ms - from_ms) * ears.RATE // 1000
            first = ears.first_sound(expected[sample:])
            if first >= 0 and abs(start_ms + first * 1000 / ears.RATE - heard_ms) <= 60:
                print(f"# a word begins at {start_ms} ms")
                return
        raise AssertionError(f"no word of {self.word_starts(at_ms)} begins with what is heard at {heard_ms:.0f} ms")

    def word_starts(self, at_ms):
        read = json.loads(self.desktop.tool("transcript", "--json", self.transcript))
        starts = [segment["start_ms"] for segment in read["segments"]]
        starts += [word["start_ms"] for segment in read["segments"] for word in segment["words"]]
        return sorted({start for start in starts if start is not None and at_ms <= start < at_ms + 1000})

    def mark_missed(self):
        """M while it plays, the note, Enter; saved means that another process can read it."""
        at_ms = self.position_ms()
        self.desktop.keys("m")
        self.desktop.type(NOTE)
        self.desktop.keys("Return")
        moment = wait_for(self.noted_moment, "the moment with its note")
        assert moment["outcome"] == "missed", moment
        assert moment["type"] == "above-and-beyond", moment
        assert moment["start_ms"] <= at_ms + 1000 and moment["end_ms"] >= at_ms - 3000, (at_ms, moment)
        return moment

    def noted_moment(self):
        return next((moment for moment in self.moments() if moment["note"] == NOTE), None)

    def moments(self):
        return json.loads(self.desktop.tool("--library", self.library, "list", "moments", "--json"))


def run(job):
    print("1..5")
    job.open_window("No Calls Yet")
    job.import_folder()
    print(f"ok 1 - a real folder is imported by keys: {job.call['title']}")

    job.open_call()
    at_ms = job.click_in_text()
    job.listen(at_ms)
    print(f"ok 2 - a click in the text at {at_ms // 1000} s plays the word that was clicked")

    moment = job.mark_missed()
    print("ok 3 - a missed opening is marked by hotkey and its note typed")

    job.desktop.keys("space")
    paused_ms = job.position_ms()
    job.desktop.keys("Up", "Up")
    wait_for(lambda: job.position_ms() < paused_ms, "an earlier turn")
    job.click_in_text()
    wait_for(lambda: job.position_ms() == at_ms, "the word of before, which can be heard")
    job.close_window()
    print("ok 4 - Encore ends in order")

    job.open_window("1 call")
    job.open_call()
    eyes.find(name=lambda name: NOTE in name)
    assert job.noted_moment()["uuid"] == moment["uuid"]
    place_ms = job.position_ms()
    assert place_ms == at_ms, f"listening begins again at {place_ms}, not at {at_ms}, where it stopped"
    job.play_and_record(place_ms)
    job.close_window()
    print("ok 5 - after a restart the moment and the place are found again")


if __name__ == "__main__":
    play(lambda desktop, source: run(Job(desktop, source)), "the main job cannot be done")
