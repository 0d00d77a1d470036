"""What tells threads and parties apart, as data."""

from reportedly.lexicons import loader

load = loader(__name__)
