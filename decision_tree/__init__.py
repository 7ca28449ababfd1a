"""The questions, the sources and the sums: what a parent's answers lead to.

Everything here is standard library (and Jinja2 for letters) only, because the same files
run at build time, in tests and in the parent's browser.
"""
