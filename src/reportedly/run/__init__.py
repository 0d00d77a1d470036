"""Carriers: who hands out the pages and who gathers the readings."""

from reportedly.run.base import Carrier, Work
from reportedly.run.many import ManyProcesses
from reportedly.run.one import OneProcess
from reportedly.run.writer import load

__all__ = ["Carrier", "ManyProcesses", "OneProcess", "Work", "load"]
