"""What is kept: one protocol, one store behind it."""
