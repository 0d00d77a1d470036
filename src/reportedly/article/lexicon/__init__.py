"""What pages look like, as data: furniture, roles, credits, bylines, dates."""

from reportedly.lexicons import loader

load = loader(__name__)
