"""Bodies: all that the rules find of them in a paragraph, by a class noun, in quotation marks or by name alone."""

from collections.abc import Iterable, Iterator, Sequence

from flows.transform.entities.bodies_alone import named_alone
from flows.transform.entities.bodies_last import by_number, headed_last
from flows.transform.entities.dedicated import dedicated
from flows.transform.entities.heads import headed_first
from flows.transform.entities.lexicon import Lexicon
from flows.transform.entities.quoted import quoted_bodies, quoted_teams
from flows.transform.entities.spans import Span
from flows.transform.entities.tokens import Token


def find_bodies(tokens: Sequence[Token], found: Sequence[Span], lexicon: Lexicon) -> list[Span]:
    """The bodies of a paragraph; `found` are the spans a tagger has already made in it."""
    quoted = ((start, end, 0.9) for start, end in quoted_bodies(tokens, lexicon))
    simple = list(_spans(named_alone(tokens, lexicon), tokens))
    if lexicon.head_last:
        teams = ((start, end, 0.9) for start, end in quoted_teams(tokens, lexicon))
        named = (Span(tokens[i].start, tokens[j - 1].end, kind, 0.85) for i, j, kind in dedicated(tokens, lexicon))
        simple += _spans(by_number(tokens, lexicon), tokens)
        found = [*_spans(quoted, tokens), *_spans(teams, tokens), *named]
        return [*found, *simple, *_spans(headed_last(tokens, lexicon), tokens)]
    same = {(span.start, span.end) for span in simple}
    parts = [*simple, *(span for span in found if (span.start, span.end) not in same)]
    return [*_spans(quoted, tokens), *simple, *_spans(headed_first(tokens, parts, lexicon), tokens)]


def _spans(ranges: Iterable[tuple[int, int, float]], tokens: Sequence[Token]) -> Iterator[Span]:
    return (Span(tokens[start].start, tokens[end - 1].end, "ORG", sure) for start, end, sure in ranges)
