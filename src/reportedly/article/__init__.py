"""Page → Article: body, metadata and the role of each block."""
