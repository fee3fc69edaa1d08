# SPDX-License-Identifier: GPL-3.0-or-later
"""Compares what was heard with what the recording holds."""

import array
import itertools
import math
import operator
import subprocess

RATE = 8000
STEP = 4  # compared at 2 kHz: exact to half a millisecond, and quick enough without help


def load_raw(path):
    samples = array.array("h")
    with open(path, "rb") as file:
        data = file.read()
    samples.frombytes(data[:len(data) // 2 * 2])
    return samples


def decode(path, start_ms, length_ms, out, environment):
    """The mono mix of a stretch of a recording, through a chain of its own."""
    subprocess.run(["gst-launch-1.0", "-q", "filesrc", f"location={path}", "!", "decodebin", "!", "audioconvert",
                    "!", "audioresample", "!", f"audio/x-raw,format=S16LE,rate={RATE},channels=1", "!",
                    "filesink", f"location={out}"], env=environment, check=True, stdin=subprocess.DEVNULL)
    first = start_ms * RATE // 1000
    return load_raw(out)[first:first + length_ms * RATE // 1000]


def shrink(samples):
    return [sum(samples[i:i + STEP]) / STEP for i in range(0, len(samples) - STEP + 1, STEP)]


def first_sound(samples, threshold=200):
    for index, value in enumerate(samples):
        if abs(value) > threshold:
            return index
    return -1


def correlate(heard, expected, reach_ms):
    """Slides a piece of `expected` along `heard`; returns the best likeness (-1 to 1) and its lag in ms."""
    heard, expected = shrink(heard), shrink(expected)
    energy = math.sqrt(sum(v * v for v in expected)) or 1
    power = list(itertools.accumulate((v * v for v in heard), initial=0))
    best, best_lag = -2.0, 0
    limit = min(len(heard) - len(expected), reach_ms * RATE // STEP // 1000)
    for lag in range(max(limit, 0) + 1):
        norm = math.sqrt(power[lag + len(expected)] - power[lag]) or 1
        likeness = sum(map(operator.mul, heard[lag:lag + len(expected)], expected)) / (norm * energy)
        if likeness > best:
            best, best_lag = likeness, lag
    return best, best_lag * STEP * 1000 / RATE
