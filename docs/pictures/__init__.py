"""The guide's pictures, taken from a running demonstration portal.

`make run` in one terminal, `make pictures` in another. A new person registers, books, looks
up and joins, once in each language; every step is a phone's screen with a ring around what
is pressed, written to assets/guide/<language>/<step>.webp. The words beside a picture
stand in locales/<language>/pages/guide.md. README's three pictures (docs/images) are taken on the way.
"""
