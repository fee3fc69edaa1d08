# SPDX-License-Identifier: GPL-3.0-or-later
"""A desktop in memory for end-to-end tests: session bus, accessibility, sound, and hands.

The X display comes from outside (tests/support/with-display, or the caller's own). Everything
else is started here and ends with the test: a session bus, on which AT-SPI starts by itself,
and a PulseAudio server whose only sink leads nowhere but to its monitor.
"""

import ctypes
import os
import shutil
import signal
import subprocess
import tempfile
import time

PATIENCE_S = 60
PR_SET_PDEATHSIG = 1


def end_with_us():
    """A child ends when the test does, however that ends."""
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


class Desktop:
    def __init__(self, encore, encorectl, schemas, demo):
        self.encore = encore
        self.encorectl = encorectl
        self.folder = tempfile.mkdtemp(prefix="encore-e2e-")
        self.children = []
        self.environment = dict(os.environ)
        for name in ("data", "config", "cache", "state", "runtime"):
            os.mkdir(self.path(name), 0o700)
        self.environment.update(
            XDG_DATA_HOME=self.path("data"), XDG_CONFIG_HOME=self.path("config"),
            XDG_CACHE_HOME=self.path("cache"), XDG_STATE_HOME=self.path("state"),
            XDG_RUNTIME_DIR=self.path("runtime"), GSETTINGS_BACKEND="keyfile",
            GSETTINGS_SCHEMA_DIR=schemas, ENCORE_DATA_DIR=demo, GDK_BACKEND="x11",
            GSK_RENDERER="cairo", LC_ALL="C.UTF-8", TZ="UTC", GTK_A11Y="atspi",
            NO_AT_BRIDGE="0")
        if "LSAN_OPTIONS" in self.environment:
            self.forgive_leaks()
        for name in ("WAYLAND_DISPLAY", "DBUS_SESSION_BUS_ADDRESS", "G_DEBUG", "ENCORE_AUDIO_SINK"):
            self.environment.pop(name, None)
        self.environment.pop("ENCORE_AUDIO_SINK", None)

    def forgive_leaks(self):
        """GTK's file chooser forgets a little, under frames without names: leaks are told in the log but do not
        end the program with a status, as every other error still does. The tests of each room count leaks."""
        self.environment["LSAN_OPTIONS"] += ":exitcode=0"
        self.environment["ASAN_OPTIONS"] = self.environment.get("ASAN_OPTIONS", "") + ":abort_on_error=1"

    def set_settings(self, **settings):
        """What the user chose before; also a maximised window, whose places are the screen's."""
        folder = self.path("config", "glib-2.0", "settings")
        os.makedirs(folder, exist_ok=True)
        with open(os.path.join(folder, "keyfile"), "w") as file:
            file.write("[org/encorecoach/Encore]\n")
            for name, value in settings.items():
                file.write(f"{name.replace('_', '-')}={value}\n")

    def path(self, *names):
        return os.path.join(self.folder, *names)

    def start(self, *command, **options):
        child = subprocess.Popen(command, env=self.environment, stdin=subprocess.DEVNULL, preexec_fn=end_with_us,
                                 **options)
        self.children.append(child)
        return child

    def __enter__(self):
        try:
            self.start_bus()
            self.start_windows()
            self.start_sound()
        except BaseException:
            self.__exit__()
            raise
        return self

    def start_bus(self):
        bus = self.start("dbus-daemon", "--session", "--nofork", "--print-address=1",
                         stdout=subprocess.PIPE, text=True)
        self.environment["DBUS_SESSION_BUS_ADDRESS"] = bus.stdout.readline().strip()
        # The test itself looks at the accessibility tree of this bus, not of the user's.
        os.environ["DBUS_SESSION_BUS_ADDRESS"] = self.environment["DBUS_SESSION_BUS_ADDRESS"]
        os.environ["XDG_RUNTIME_DIR"] = self.environment["XDG_RUNTIME_DIR"]
        os.environ.pop("AT_SPI_BUS_ADDRESS", None)

    def start_windows(self):
        with open(self.path("openbox.log"), "w") as log:
            self.start("openbox", "--sm-disable", stdout=log, stderr=log)
        wait_for(lambda: b"window id" in self.run("xprop", "-root", "_NET_SUPPORTING_WM_CHECK"),
                 "the window manager")

    def start_sound(self):
        socket = self.path("runtime", "pulse.socket")
        with open(self.path("pulse.log"), "w") as log:
            self.start("pulseaudio", "-n", "--daemonize=no", "--exit-idle-time=-1", "--use-pid-file=no",
                       "--disallow-exit", "-L", f"module-native-protocol-unix socket={socket} auth-anonymous=1",
                       "-L", "module-null-sink sink_name=ear", stdout=log, stderr=log)
        self.environment["PULSE_SERVER"] = f"unix:{socket}"
        wait_for(lambda: b"ear" in self.run("pactl", "list", "short", "sinks"), "the sound server")

    def __exit__(self, *_):
        for child in reversed(self.children):
            if child.poll() is None:
                child.terminate()
                try:
                    child.wait(5)
                except subprocess.TimeoutExpired:
                    child.kill()
                    child.wait()
        shutil.rmtree(self.folder, ignore_errors=True)

    def run(self, *command):
        """Runs a command to its end; returns what it printed, whatever its status."""
        return subprocess.run(command, env=self.environment, stdin=subprocess.DEVNULL, capture_output=True,
                              timeout=60).stdout

    def tool(self, *arguments):
        """Runs encorectl, which must succeed."""
        return subprocess.run([self.encorectl, *arguments], env=self.environment, check=True,
                              capture_output=True, timeout=120).stdout

    # Hands

    def keys(self, *names):
        for name in names:
            subprocess.run(["xdotool", "key", "--clearmodifiers", name], env=self.environment, check=True)

    def type(self, text):
        subprocess.run(["xdotool", "type", "--delay", "15", text], env=self.environment, check=True)

    def click(self, x, y):
        # One after the other in any case; --sync would wait long for a pointer that is there already.
        subprocess.run(["xdotool", "mousemove", str(int(x)), str(int(y)), "click", "1"],
                       env=self.environment, check=True)

    def screenshot(self, path):
        if shutil.which("import"):
            self.run("import", "-window", "root", path)

    # Ears

    def record(self, path):
        """Records what is heard, 8 kHz mono, until the returned child is stopped."""
        output = open(path, "wb")
        return self.start("parec", "--device=ear.monitor", "--format=s16le", "--rate=8000", "--channels=1",
                          "--raw", "--latency-msec=20", stdout=output)

    # The program

    def open_encore(self, *arguments):
        log = open(self.path("encore.log"), "ab")
        return self.start(self.encore, *arguments, stdout=log, stderr=log)

    def log(self):
        with open(self.path("encore.log"), errors="replace") as log:
            return log.read()


def stop(child):
    child.send_signal(signal.SIGTERM)
    child.wait(PATIENCE_S)


def wait_for(condition, what, patience_s=PATIENCE_S):
    """Polls until the condition is true and returns its value; fails loudly when it never is."""
    deadline = time.monotonic() + patience_s
    while True:
        value = condition()
        if value:
            return value
        if time.monotonic() > deadline:
            raise AssertionError(f"waited {patience_s} s in vain for {what}")
        time.sleep(0.05)  # polls
