"""Scripts that make the models again; nothing here is needed to read news."""
