"""Agreement of subject and verb: which heads a verb's number and gender allow, which gender it shows of a post."""

from flows.transform.quotes.heads import QUANTIFIED, Hit
from flows.transform.quotes.passage import Passage
from flows.transform.quotes.sources import Source, make_source


def agreeing(passage: Passage, found: list[Hit], feature: str) -> list[Hit]:
    """Keep the heads whose number and gender the verb's form allows; a post may be a woman's."""
    if feature not in {"masculine", "feminine", "neuter", "plural", "singular"}:
        return found
    return [hit for hit in found if _agrees(passage, hit, feature)]


def _agrees(passage: Passage, hit: Hit, feature: str) -> bool:
    if feature == "singular":
        plural = hit.pronoun == "plural" or (hit.noun is not None and hit.noun.plural and hit.case != QUANTIFIED)
        return not plural
    if hit.pronoun is not None:
        return hit.pronoun == feature
    if hit.name is not None:
        return feature != "plural" and (not hit.is_person or passage.pack.bears(hit.name.mention.text, feature))
    noun = hit.noun
    if hit.case == QUANTIFIED:
        return feature in {"plural", "neuter"}
    if noun is None or feature == "plural" or noun.plural:
        return noun is not None and noun.plural == (feature == "plural")
    return noun.gender in {feature, None} or (feature == "feminine" and noun.gender == "masculine")


def of_post(passage: Passage, hit: Hit, lo: int, feature: str) -> Source:
    """Make a source of a post in the gender that its verb shows: "министр подчеркнула".

    "помощник | Хиллари Клинтон заявил": the name is a woman's, so that the post is another's, a man's.
    """
    source = make_source(passage, hit, lo)
    if feature not in {"masculine", "feminine"}:
        return source
    if source.kind == "person" and hit.noun is not None and not passage.pack.bears(source.text, feature):
        text = passage.span_text(hit.lo, source.hi)
        return Source("post", hit.lo, source.hi, text, text, lemma=hit.noun.lemma, agreement=feature)
    return source._replace(agreement=feature) if source.kind == "post" else source
