"""Figures as SVG: real links with names, drawn for screen and print, with a list of the same things beside them."""
