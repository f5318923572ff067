"""Scripts that build data and documentation."""
