"""The six urgent questions as word patterns (`patterns`), one module a language."""
