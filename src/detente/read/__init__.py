"""Files, feeds, web pages and archives to articles."""
