"""Widgets of our own: few, each drawing much."""
