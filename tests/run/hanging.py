"""A run whose pages hang, to be ended from outside."""

import sys

from reportedly.run import ManyProcesses
from tests.run.working import page, trouble

if __name__ == "__main__":
    carrier = ManyProcesses(workers=3, deadline=2.0)
    for _ in carrier([page(1), page("hang"), page("hang in C"), page("hang")], trouble):
        sys.stdout.write("going\n")
        sys.stdout.flush()
