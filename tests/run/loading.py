"""A run that reads numbered pages into a ledger and prints each article once it is kept, to be killed."""

import sys

from reportedly.data import Failure
from reportedly.ledger import open_ledger
from reportedly.run import ManyProcesses, OneProcess, load
from tests.run.working import page, read

PAGES = 400
MADE_BY = "v1"

if __name__ == "__main__":
    path, workers = sys.argv[1], int(sys.argv[2])
    carrier = ManyProcesses(workers=workers) if workers else OneProcess()
    with open_ledger(path) as ledger:
        fresh = (each for each in map(page, range(PAGES)) if not ledger.done(each.digest, made_by=MADE_BY))
        for outcome in load(carrier(fresh, read), ledger, made_by=MADE_BY, batch=3):
            if not isinstance(outcome.result, Failure):
                sys.stdout.write(f"{outcome.result.article.id}\n")
                sys.stdout.flush()
