"""Bytes → :class:`~reportedly.data.Page`: files, folders, standard input."""
