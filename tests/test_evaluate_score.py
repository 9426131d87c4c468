"""The figures: the summary against frozen output of the reference scorer, the finer measures against small cases."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from flows.evaluate import (
    GoldArticle,
    GoldEntity,
    GoldQuote,
    PredictedEntity,
    PredictedQuote,
    Prediction,
    PredictionError,
    read_gold,
    score,
)
from flows.evaluate.compare import Bag, bare, key
from flows.evaluate.render import summary
from flows.evaluate.score import Figures

FILES = (
    "000_5de47f00145f216c.txt",
    "001_ab191d72db7e6b32.txt",
    "002_e85907fa4190b7cf.txt",
    "003_8d1231778611cf2e.txt",
    "004_2876ecaa0636d879.txt",
)


def gold_articles() -> list[GoldArticle]:
    return [article for article in read_gold(Path(__file__).parent / "gold") if article.file in FILES]


def as_predicted(article: GoldArticle) -> Prediction:
    """The gold itself, as if it had been found."""
    return Prediction(
        article.file,
        article.title,
        article.published,
        article.author,
        article.source,
        tuple(PredictedQuote(q.text, q.type, q.speaker, article.language) for q in article.quotes),
        tuple(PredictedEntity(e.text, e.type, e.canonical) for e in article.entities),
    )


def perfect(gold: Sequence[GoldArticle]) -> list[Prediction]:
    return [as_predicted(article) for article in gold]


def nothing(gold: Sequence[GoldArticle]) -> list[Prediction]:  # noqa: ARG001 - one signature for all
    return []


def dropped(gold: Sequence[GoldArticle]) -> list[Prediction]:
    """One article missing, every third quote and every fourth name not found, dates lost."""
    return [
        replace(
            found,
            published=None,
            quotes=tuple(q for n, q in enumerate(found.quotes) if n % 3 != 1),
            entities=tuple(e for n, e in enumerate(found.entities) if n % 4 != 2),
        )
        for found in perfect(gold)[1:]
    ]


def garbled(gold: Sequence[GoldArticle]) -> list[Prediction]:
    """Words lost at either end (up to 57 of 100), letter case and marks changed, types turned, speakers lost."""
    turned = {"direct": "mixed", "indirect": "direct", "mixed": "indirect"}

    def garble(n: int, quote: PredictedQuote) -> PredictedQuote:
        kept = quote.text.split()
        lost = len(kept) * (n % 5) // 7
        text = " ".join(kept[lost:] if n % 2 else kept[: len(kept) - lost])
        kind = turned[quote.type] if n % 3 == 0 else quote.type
        return PredictedQuote(f"– «{text.upper()}»,", kind, None if n % 4 == 1 else quote.speaker)

    return [
        replace(
            found,
            title=found.title and found.title.upper() + "!",
            author=found.title,
            quotes=tuple(garble(n, quote) for n, quote in enumerate(found.quotes)),
            entities=tuple(replace(e, type="LOC" if n % 5 == 0 else e.type) for n, e in enumerate(found.entities)),
        )
        for found in perfect(gold)
    ]


def overeager(gold: Sequence[GoldArticle]) -> list[Prediction]:
    """Every quoted name, optional item, headline and word of a name taken too, and the first quote of the next."""
    found = perfect(gold)
    return [
        replace(
            right,
            quotes=(
                *(PredictedQuote(name.strip('"«»'), "direct") for name in article.not_quotes),
                *right.quotes,
                *(PredictedQuote(q.text, q.type, "Айдос Қали") for q in article.quotes_optional for _ in range(2)),
                *((PredictedQuote(article.title, "indirect"),) if article.title else ()),
                found[(n + 1) % len(found)].quotes[0],
            ),
            entities=(
                *right.entities,
                *(PredictedEntity(word, e.type) for e in right.entities for word in e.text.split()),
                *(PredictedEntity(e.text, "PER") for e in article.entities_optional),
                *found[(n + 1) % len(found)].entities,
            ),
        )
        for n, (article, right) in enumerate(zip(gold, found, strict=True))
    ]


def doubled(gold: Sequence[GoldArticle]) -> list[Prediction]:
    """Every quote found twice: right first, then with the wrong speaker and type, which a tie prefers."""
    return [
        replace(
            right,
            quotes=tuple(
                quote
                for q in right.quotes
                for quote in (q, replace(q, type="mixed", speaker="Айдос Қали"))[:: -1 if n else 1]
            ),
        )
        for n, right in enumerate(perfect(gold))
    ]


def reannotated() -> list[GoldArticle]:
    """The gold made harder: a quote annotated twice, one that is optional too, a mixed one, some names optional."""
    return [
        replace(
            article,
            quotes=(*article.quotes, replace(article.quotes[0], type="mixed", speaker=None)),
            quotes_optional=(*article.quotes_optional, article.quotes[1]),
            entities=article.entities[1:],
            entities_optional=(*article.entities_optional, article.entities[0], article.entities[-1]),
        )
        for article in gold_articles()
    ]


Perturbation = Callable[[Sequence[GoldArticle]], list[Prediction]]
CASES: list[tuple[Callable[[], list[GoldArticle]], Perturbation, str]] = [
    (
        gold_articles,
        perfect,
        """
docs 5 missing 0
quotes P 1.0 R 1.0 F1 1.0 | false quotes on names/titles 0
author: 5/5 = 1.0
published: 5/5 = 1.0
recall direct: 8/8 = 1.0
recall indirect: 29/29 = 1.0
source: 5/5 = 1.0
speaker on matched: 37/37 = 1.0
title: 5/5 = 1.0
type on matched: 37/37 = 1.0
entities P 1.0 R 1.0
""",
    ),
    (
        gold_articles,
        nothing,
        """
docs 5 missing 5
quotes P None R 0.0 F1 0.0 | false quotes on names/titles 0
author: 4/5 = 0.8
published: 1/5 = 0.2
recall direct: 0/8 = 0.0
recall indirect: 0/29 = 0.0
source: 2/5 = 0.4
title: 2/5 = 0.4
entities P None R 0.0
""",
    ),
    (
        gold_articles,
        dropped,
        """
docs 5 missing 1
quotes P 1.0 R 0.595 F1 0.746 | false quotes on names/titles 0
author: 5/5 = 1.0
published: 1/5 = 0.2
recall direct: 5/8 = 0.625
recall indirect: 17/29 = 0.586
source: 5/5 = 1.0
speaker on matched: 22/22 = 1.0
title: 4/5 = 0.8
type on matched: 22/22 = 1.0
entities P 1.0 R 0.642
""",
    ),
    (
        gold_articles,
        garbled,
        """
docs 5 missing 0
quotes P 0.784 R 0.784 F1 0.784 | false quotes on names/titles 0
author: 2/5 = 0.4
published: 5/5 = 1.0
recall direct: 6/8 = 0.75
recall indirect: 23/29 = 0.793
source: 5/5 = 1.0
speaker on matched: 21/29 = 0.724
title: 5/5 = 1.0
type on matched: 17/29 = 0.586
entities P 0.811 R 0.811
""",
    ),
    (
        gold_articles,
        overeager,
        """
docs 5 missing 0
quotes P 0.725 R 1.0 F1 0.841 | false quotes on names/titles 6
author: 5/5 = 1.0
published: 5/5 = 1.0
recall direct: 8/8 = 1.0
recall indirect: 29/29 = 1.0
source: 5/5 = 1.0
speaker on matched: 37/37 = 1.0
title: 5/5 = 1.0
type on matched: 37/37 = 1.0
entities P 0.515 R 1.0
""",
    ),
    (
        gold_articles,
        doubled,
        """
docs 5 missing 0
quotes P 0.5 R 1.0 F1 0.667 | false quotes on names/titles 0
author: 5/5 = 1.0
published: 5/5 = 1.0
recall direct: 8/8 = 1.0
recall indirect: 29/29 = 1.0
source: 5/5 = 1.0
speaker on matched: 32/37 = 0.865
title: 5/5 = 1.0
type on matched: 32/37 = 0.865
entities P 1.0 R 1.0
""",
    ),
    (
        reannotated,
        perfect,
        """
docs 5 missing 0
quotes P 1.0 R 1.0 F1 1.0 | false quotes on names/titles 0
author: 5/5 = 1.0
published: 5/5 = 1.0
recall direct: 8/8 = 1.0
recall indirect: 29/29 = 1.0
recall mixed: 5/5 = 1.0
source: 5/5 = 1.0
speaker on matched: 42/42 = 1.0
title: 5/5 = 1.0
type on matched: 42/42 = 1.0
entities P 1.0 R 1.0
""",
    ),
    (
        reannotated,
        dropped,
        """
docs 5 missing 1
quotes P 1.0 R 0.571 F1 0.727 | false quotes on names/titles 0
author: 5/5 = 1.0
published: 1/5 = 0.2
recall direct: 5/8 = 0.625
recall indirect: 15/29 = 0.517
recall mixed: 4/5 = 0.8
source: 5/5 = 1.0
speaker on matched: 22/24 = 0.917
title: 4/5 = 0.8
type on matched: 22/24 = 0.917
entities P 1.0 R 0.625
""",
    ),
    (
        reannotated,
        garbled,
        """
docs 5 missing 0
quotes P 0.786 R 0.786 F1 0.786 | false quotes on names/titles 0
author: 2/5 = 0.4
published: 5/5 = 1.0
recall direct: 6/8 = 0.75
recall indirect: 22/29 = 0.759
recall mixed: 5/5 = 1.0
source: 5/5 = 1.0
speaker on matched: 20/33 = 0.606
title: 5/5 = 1.0
type on matched: 19/33 = 0.576
entities P 0.854 R 0.854
""",
    ),
    (
        reannotated,
        overeager,
        """
docs 5 missing 0
quotes P 0.75 R 1.0 F1 0.857 | false quotes on names/titles 6
author: 5/5 = 1.0
published: 5/5 = 1.0
recall direct: 8/8 = 1.0
recall indirect: 29/29 = 1.0
recall mixed: 5/5 = 1.0
source: 5/5 = 1.0
speaker on matched: 37/42 = 0.881
title: 5/5 = 1.0
type on matched: 42/42 = 1.0
entities P 0.516 R 1.0
""",
    ),
    (
        reannotated,
        doubled,
        """
docs 5 missing 0
quotes P 0.532 R 1.0 F1 0.694 | false quotes on names/titles 0
author: 5/5 = 1.0
published: 5/5 = 1.0
recall direct: 8/8 = 1.0
recall indirect: 29/29 = 1.0
recall mixed: 5/5 = 1.0
source: 5/5 = 1.0
speaker on matched: 32/42 = 0.762
title: 5/5 = 1.0
type on matched: 33/42 = 0.786
entities P 1.0 R 1.0
""",
    ),
]


@pytest.mark.parametrize(
    ("make_gold", "perturb", "expected"),
    CASES,
    ids=[f"{make.__name__}-{perturb.__name__}" for make, perturb, _ in CASES],
)
def test_summary_is_that_of_the_reference_scorer(
    make_gold: Callable[[], list[GoldArticle]], perturb: Perturbation, expected: str
) -> None:
    gold = make_gold()
    assert "\n".join(summary(score(gold, perturb(gold)))) == expected.strip()


def quote(text: str, kind: str = "direct", speaker: str | None = None) -> PredictedQuote:
    return PredictedQuote(text, kind, speaker, "ru")


# Two propositions of the gold article 001, of twelve words each.
FIRST = (
    "предлагаемые изменения задают долгосрочные ориентиры политико-правового и социально-экономического развития"
    " государства"
)
SECOND = "речь идёт об укреплении правового сознания общества и нулевой терпимости к правонарушениям"


def small(**changes: object) -> GoldArticle:
    article = GoldArticle(
        "a.txt",
        "ru",
        None,
        None,
        None,
        None,
        (GoldQuote(FIRST, "indirect", speaker="участники"), GoldQuote(SECOND, "direct", speaker="Берик Асылов")),
    )
    return replace(article, **changes)  # type: ignore[arg-type]


def test_strict_ignores_outer_marks_and_trailing_stops_but_no_word() -> None:
    found = Prediction("a.txt", quotes=(quote(f"– «{FIRST}»,", "indirect"), quote(SECOND + " общества", "direct")))
    counts = score([small()], [found]).quotes_of()
    assert counts.found == Figures(1.0, 1.0, 1.0)
    assert counts.strict == Figures(0.5, 0.5, 0.5)


def test_partial_counts_the_share_of_words_also_below_the_matching_threshold() -> None:
    half = " ".join(SECOND.split()[:6])
    counts = score([small()], [Prediction("a.txt", quotes=(quote(half),))]).quotes_of()
    assert (counts.matched, counts.false) == (0, 1), "half of the words is token F1 0.67: not found"
    assert counts.partial == Figures(1.0, 0.25, 0.4), "all 6 words right, 6 of 12 of one gold quote of two"


def test_partial_gives_nothing_for_a_quoted_name_inside_a_gold_quote() -> None:
    gold = small(not_quotes=("«политико-правового»",))
    counts = score([gold], [Prediction("a.txt", quotes=(quote("политико-правового"),))]).quotes_of()
    assert counts.false_on_names == 1
    assert counts.partial == Figures(0.0, 0.0, 0.0)


def test_end_to_end_needs_words_and_speaker() -> None:
    loose = " ".join(SECOND.split()[:8])  # 8 of 12 words: token F1 0.8
    looser = loose + " государства"  # and a word that is not the gold's: 0.76
    right = score([small()], [Prediction("a.txt", quotes=(quote(loose, "direct", "БЕРИК АСЫЛОВ"),))]).quotes_of()
    assert right.end_to_end == Figures(1.0, 0.5, 0.667)
    wrong = score([small()], [Prediction("a.txt", quotes=(quote(loose, "direct", "Асылов"),))]).quotes_of()
    assert (wrong.matched, wrong.speaker_right, wrong.right_end_to_end) == (1, 0, 0)
    short = score([small()], [Prediction("a.txt", quotes=(quote(looser, "direct", "Берик Асылов"),))]).quotes_of()
    assert (short.matched, short.speaker_right, short.right_end_to_end) == (1, 1, 0)


def test_a_found_quote_counts_under_its_gold_type_and_a_false_one_under_its_own() -> None:
    found = Prediction("a.txt", quotes=(quote(FIRST, "direct"), quote("Парламента", "mixed")))
    report = score([small()], [found])
    indirect, mixed = report.quotes_of(kind="indirect"), report.quotes_of(kind="mixed")
    assert (indirect.matched, indirect.type_right, indirect.found.precision) == (1, 0, 1.0)
    assert (mixed.gold, mixed.false, mixed.found) == (0, 1, Figures(0.0, None, 0.0))
    assert report.quotes_of(kind="direct").found == Figures(None, 0.0, 0.0)


def test_languages_and_types_add_up() -> None:
    gold = gold_articles()
    report = score(gold, overeager(gold))
    assert report.languages() == ["kk", "ru"]
    parts = [report.quotes_of(language, kind) for language in ("kk", "ru") for kind in ("direct", "indirect", "mixed")]
    assert sum(part.gold for part in parts) == report.quotes_of().gold == 37
    assert sum(part.false for part in parts) == report.quotes_of().false == 14
    assert report.quotes_of("ru").gold == 4
    assert report.metadata_of("ru", "title").total == 1


def test_entities_by_type_with_nested_and_optional_names_neutral() -> None:
    gold = small(
        entities=(
            GoldEntity("Администрации Президента", "ORG", "Администрация Президента"),
            GoldEntity("Казахстана", "LOC", "Казахстан"),
        ),
        entities_optional=(GoldEntity("Преамбуле", "ORG", "Преамбула"),),
    )
    names = [
        ("Администрации Президента", "ORG", "Администрация"),
        ("Администрации  Президента.", "ORG", "Администрация Президента"),  # the same name once more: the first stands
        ("Президента", "PER", None),  # nested
        ("Преамбуле", "LOC", None),  # optional
        ("Казахстана", "PER", None),  # wrong type: false and missed
        ("Президент", "PER", None),  # a part of a word is not nested
    ]
    found = Prediction("a.txt", entities=tuple(PredictedEntity(*name) for name in names))
    report = score([gold], [found])
    assert report.entities_of(kind="ORG").found == Figures(1.0, 1.0, 1.0)
    assert report.entities_of(kind="ORG").canonical_right == 0
    assert report.entities_of(kind="PER").found == Figures(0.0, None, 0.0)
    assert report.entities_of(kind="LOC").found == Figures(None, 0.0, 0.0)
    assert report.entities_of("ru").found == Figures(0.333, 0.5, 0.4)


def test_optional_quotes_count_on_neither_side() -> None:
    gold = small(quotes_optional=(GoldQuote(SECOND, "indirect"),), quotes=small().quotes[:1])
    counts = score([gold], [Prediction("a.txt", quotes=(quote(SECOND), quote(SECOND + " общества")))]).quotes_of()
    assert (counts.gold, counts.predicted) == (1, 0)
    assert counts.found == Figures(None, 0.0, 0.0)


def test_metadata_is_compared_by_words() -> None:
    gold = small(title="Парламент: «да»", published="2026-02-27", author=None, source="BAQ.KZ")
    found = Prediction("a.txt", "парламент – да", "2026-02-28", "Айдос Қали", "baq.kz")
    report = score([gold], [found])
    right = {name: report.metadata_of("ru", name).right for name in ("title", "published", "author", "source")}
    assert right == {"title": 1, "published": 0, "author": 0, "source": 1}


def test_two_predictions_for_one_gold_article_are_an_error_and_others_are_passed_over() -> None:
    twice = [Prediction("a.txt"), Prediction("a.txt", "x")]
    with pytest.raises(PredictionError, match=r"a\.txt: two raw files have this name"):
        score([small()], twice)
    assert score([small()], [Prediction("b.txt"), Prediction("b.txt", "x")]).missing == 1


def test_texts_are_compared_in_nfc_and_by_code_points_of_words() -> None:
    assert key("И\u0306од, «Қазақ»") == "йод қазақ"
    assert key(None) == ""
    assert bare(" — «Ол \n айтты: „иә“».\u00a0,") == "Ол айтты: „иә"
    assert Bag.of("а а б").f1(Bag.of("а б б")) == pytest.approx(2 / 3)
    assert Bag.of("—").f1(Bag.of("")) == 0.0
