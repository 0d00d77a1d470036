"""Words for Reportedly: a folder a room, in it a folder a language, in it a file a subject."""
