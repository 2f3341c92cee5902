"""TOML files become roadmaps: reading, checking, the bundled and the user's own."""
