# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs an end-to-end test, and shows what can be seen when it fails."""

import os
import sys
import traceback

import eyes
from desktop import Desktop


def play(run, failure):
    """Calls run(desktop, source), where `source` is the source tree; `failure` says what a failure means."""
    encore, encorectl, schemas, source = sys.argv[1:5]
    with Desktop(encore, encorectl, schemas, os.path.join(source, "data")) as desktop:
        try:
            run(desktop, source)
        except BaseException:
            traceback.print_exc()
            print(f"# The focus is on {eyes.focus()}", file=sys.stderr)
            print("# " + eyes.tree().replace("\n", "\n# "))
            print("# " + desktop.log().replace("\n", "\n# "))
            if os.environ.get("ENCORE_E2E_SCREENSHOT"):
                desktop.screenshot(os.environ["ENCORE_E2E_SCREENSHOT"])
            print(f"Bail out! {failure}")
            sys.exit(1)
