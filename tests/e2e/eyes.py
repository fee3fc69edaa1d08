# SPDX-License-Identifier: GPL-3.0-or-later
"""Finds things in the window as a screen reader does, through AT-SPI."""

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi  # noqa: E402

from desktop import PATIENCE_S, wait_for  # noqa: E402

# A busy machine, or a program under a sanitizer, is slow to answer: by itself AT-SPI gives up after 0.8 s.
Atspi.set_timeout(PATIENCE_S * 1000, PATIENCE_S * 1000)


def walk(node, depth=0, deepest=60):
    """Everything shown below a node, itself first."""
    if node is None or depth > deepest:
        return
    yield node
    try:
        count = node.get_child_count()
    except Exception:  # it has just gone
        return
    for index in range(min(count, 500)):
        try:
            child = node.get_child_at_index(index)
        except Exception:
            continue
        yield from walk(child, depth + 1, deepest)


def application(name="encore"):
    desktop = Atspi.get_desktop(0)
    for index in range(desktop.get_child_count()):
        child = desktop.get_child_at_index(index)
        if child is not None and (child.get_name() or "").endswith(name):
            return child
    return None


def is_shown(node):
    """GTK 4.8 reports no SHOWING state: what has no place on the screen is not shown."""
    states = node.get_state_set()
    if states.contains(Atspi.StateType.SHOWING):
        return True
    place = node.get_component_iface()
    if place is None:
        return True
    box = place.get_extents(Atspi.CoordType.WINDOW)
    return box.width > 0 and box.height > 0


def is_named(text, name):
    """GTK 4.8 puts a button's label with its underline before the name: "_Import Import"."""
    return text == name or text.replace("_", "") in (name, f"{name} {name}")


def has_role(node, role):
    """Newer accessibility libraries say "button" where older ones say "push button"."""
    return node.get_role_name() in (role, role.replace("push button", "button"))


def all_of(role=None, name=None, shown=True):
    found = []
    for node in walk(application(), deepest=1 if role == "frame" else 60):
        try:
            if role is not None and not has_role(node, role):
                continue
            text = node.get_name() or ""
            if name is not None and not (name(text) if callable(name) else is_named(text, name)):
                continue
            if shown and not is_shown(node):
                continue
            found.append(node)
        except Exception:
            continue
    return found


def find(role=None, name=None, patience_s=PATIENCE_S):
    what = f"a {role or 'thing'} named {name if not callable(name) else 'so'}"
    return wait_for(lambda: (all_of(role, name) or [None])[0], what, patience_s)


def text_of(node):
    return Atspi.Text.get_text(node, 0, -1)


def place_of(node):
    box = node.get_component_iface().get_extents(Atspi.CoordType.WINDOW)
    return box.x, box.y, box.width, box.height


def middle(node):
    """The middle of a thing in its window, which a maximised window shares with the screen, once it has come
    to rest there."""
    seen = []

    def rests():
        seen.append(place_of(node))
        return len(seen) > 4 and len(set(seen[-5:])) == 1 and seen[-1][2] > 0

    wait_for(rests, "a thing to come to rest")
    x, y, width, height = seen[-1]
    return x + width / 2, y + height / 2


def act(node):
    node.get_action_iface().do_action(0)


def open_window(desktop, library, shows):
    """Opens Encore on a library; returns its process once the window shows something of that name, and gets the
    keys."""
    desktop.set_settings(window_maximized="true")
    window = desktop.open_encore("--library", library)
    find(name=shows)
    wait_for(lambda: desktop.run("xdotool", "getactivewindow"), "the window to get the keys")
    return window


def choose_home(desktop, title, tries=3):
    """Alt+Home and Return in a folder chooser. Return is for nothing before the chooser has gone there: one
    presses it again."""
    find(name=title)
    for _ in range(tries):
        desktop.keys("alt+Home")
        desktop.keys("Return")
        try:
            wait_for(lambda: not all_of(name=title), "the folder chooser to close", PATIENCE_S / tries)
            return
        except AssertionError:
            print(f"# Return was lost on {title!r}")


def open_call(desktop, title, tries=3):
    """A click on its row, Enter; returns its transcript. A click that falls into the closing of a dialog is
    lost: one clicks again."""
    row = find(name=lambda name: name.startswith(title + ","))
    for attempt in range(tries):
        desktop.click(*middle(row))
        desktop.keys("Return")
        try:
            return find("text", "Transcript", patience_s=12)
        except AssertionError:
            if attempt + 1 == tries:
                raise
            print(f"# the click on {title!r} was lost")


def focus():
    """What has the focus, as a line of text."""
    for node in walk(application()):
        try:
            if node.get_state_set().contains(Atspi.StateType.FOCUSED):
                return f"{node.get_role_name()} {node.get_name()!r}"
        except Exception:
            continue
    return "nothing"


def tree():
    """The whole tree as text, for a failing test to show."""
    lines = []

    def show(node, depth):
        if node is None or depth > 40:
            return
        try:
            mark = "" if is_shown(node) else " (hidden)"
            lines.append("  " * depth + f"{node.get_role_name()} {node.get_name()!r}{mark}")
            for index in range(min(node.get_child_count(), 60)):
                show(node.get_child_at_index(index), depth + 1)
        except Exception as error:
            lines.append("  " * depth + f"({error})")

    show(application(), 0)
    return "\n".join(lines)
