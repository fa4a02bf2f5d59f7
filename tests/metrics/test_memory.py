"""The worker keeps what a question frees: the next one asks the system for next to nothing.

Seen to fail when nothing is kept.
"""

import platform
import subprocess
import sys

import pytest

ASKED_TWICE = """
import resource
import sys

import numpy as np

from metrics.kit.memory import keep_freed


def faults():
    return resource.getrusage(resource.RUSAGE_SELF).ru_minflt


def ask():
    before, arrays = faults(), [np.ones(2 << 20, np.uint8) for _ in range(24)]
    del arrays
    return faults() - before


if "keep" in sys.argv:
    keep_freed()
ask()
print(ask())
"""


def faults_of_the_second_question(*how: str) -> int:
    command = (sys.executable, "-c", ASKED_TWICE, *how)
    return int(subprocess.run(command, capture_output=True, text=True, check=True).stdout)


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="only glibc can be told to keep")
def test_a_second_question_takes_its_arrays_from_what_the_first_one_freed():
    kept, given_back = faults_of_the_second_question("keep"), faults_of_the_second_question()
    assert kept * 10 < given_back
