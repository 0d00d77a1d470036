"""Who said what: source, cue and content as spans."""
