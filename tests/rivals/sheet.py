"""The page that every program fills: one face, one leading, columns of one measure, 61 lines, no furniture."""

FAMILY, FACE, SPACE = "Source Serif 4", "SourceSerif4SmText", 0.235  # the face's own space in em
SIZE, LEADING, LINES, GUTTER, MARGIN, INDENT = 9.2, 11.5, 61, 12.0, 30.0, 1.0
HEAD, HEAD_LINES = 16.5, 2  # size of headings; lines of the grid that their two lines of type and white make up
# Characters a line: (measure in pt, columns of a page).
MEASURES = {30: (127.1, 4), 33: (139.8, 4), 38: (161.0, 3), 40: (169.4, 3), 60: (254.1, 2)}


def page(chars):
    """Width and height of the page in pt."""
    measure, columns = MEASURES[chars]
    return columns * measure + (columns - 1) * GUTTER + 2 * MARGIN, LINES * LEADING + 2 * MARGIN
