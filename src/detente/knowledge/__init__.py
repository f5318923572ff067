"""What detente knows about the world and the language: tables, checked on load."""
