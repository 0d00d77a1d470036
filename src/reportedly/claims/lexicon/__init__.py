"""What news sounds like, as data: cues, chains, manner, numbers, units, times, states, bodies, roles, events."""

from reportedly.lexicons import loader

load = loader(__name__)
