"""The use-cases, the only API that both front ends know."""
