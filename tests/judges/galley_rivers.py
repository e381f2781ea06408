"""Rivers: white between words that runs on through three lines and more.

A gap goes on in the next line of its leg where the middle of one of the two lies within the other.
A river is wide where its gaps are one and a half of the face's spaces or more on average.
"""
import statistics

LEAST = 3  # lines
WIDE = 1.5  # spaces


def rivers(body, space):
    """How many there are, and how many of them are wide."""
    count = wide = 0
    chains, before = [], None
    for line in body:
        gaps = line.gaps()
        if before is None or before.leg != line.leg:
            n, w = ended(chains, space)
            count, wide, chains = count + n, wide + w, [[gap] for gap in gaps]
        else:
            grown, left = [], list(gaps)
            over = []
            for chain in chains:
                x, width = chain[-1]
                near = min(left, key=lambda gap: abs(gap[0] - x), default=None)
                if near is not None and abs(near[0] - x) < max(near[1], width) / 2:
                    left.remove(near)
                    grown.append(chain + [near])
                else:
                    over.append(chain)
            n, w = ended(over, space)
            count, wide, chains = count + n, wide + w, grown + [[gap] for gap in left]
        before = line
    n, w = ended(chains, space)
    return count + n, wide + w


def ended(chains, space):
    long = [chain for chain in chains if len(chain) >= LEAST]
    return len(long), sum(statistics.fmean(width for _, width in chain) >= WIDE * space for chain in long)
