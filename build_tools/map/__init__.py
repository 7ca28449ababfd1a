"""Pictures of the tree: all of it, each branch and each stage's part, as plain SVG files.

No script, no style sheet and no font of another host: shapes and text with their own colours, so
that a file looks the same in a page, by itself and on paper.
"""
