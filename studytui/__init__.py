"""A full-screen study dashboard for the terminal."""

__version__ = "0.1.0"
