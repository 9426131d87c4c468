"""The article of a page: what is found quickly is what is found slowly."""

import pytest

from flows.extract import page as reading
from tests.hostile import BODY, TITLE, page

DECLARED = '<meta property="og:title" content="Т"><meta property="article:published_time" content="2026-03-07">'
LONG = BODY * 4
TABLE = "<table><tr><td>" + "</td></tr><tr><td>".join(LONG) + "</td></tr></table>"

PAGES = {
    "an article": page(body=LONG, head=DECLARED),
    "a short one": page(body=BODY[:1], head=DECLARED),
    "more teasers than article": page(body=LONG, head=DECLARED).replace(
        "<footer>", "<ul>" + "".join(f"<li><a href='/{n}'>{TITLE} {n}</a></li>" for n in range(60)) + "</ul><footer>"
    ),
    "a table": page(body=(), head=DECLARED).replace("</article>", f"{TABLE}</article>"),
    "a table in an article": page(body=LONG, head=DECLARED).replace("</article>", f"{TABLE}</article>"),
    "no paragraphs": page(body=(), head=DECLARED).replace("</article>", "<br>".join(LONG) + "</article>"),
    "a picture in the article": page(body=LONG, head=DECLARED).replace(
        "</article>", "<figure><img src='/a.jpg'><figcaption>Сурет: ашық дереккөз</figcaption></figure></article>"
    ),
    "paragraphs of a menu": page(body=BODY[:1], head=DECLARED).replace(
        "<footer>", "<footer>" + "".join(f"<p><a href='/{n}'>{TITLE}</a></p>" for n in range(40))
    ),
}


@pytest.mark.parametrize("name", PAGES)
def test_a_second_opinion_that_is_not_asked_would_not_have_been_taken(name, monkeypatch):
    settled = []
    ask = reading._settled

    def watched(found, shown):
        settled.append(ask(found, shown))
        return settled[-1]

    monkeypatch.setattr(reading, "_settled", watched)
    quick = reading.read(PAGES[name].encode(), 200)
    monkeypatch.setattr(reading, "_settled", lambda *_: False)
    assert quick == reading.read(PAGES[name].encode(), 200)
    if name == "an article":
        assert settled == [True]
    if name in {"a short one", "more teasers than article", "a table", "no paragraphs", "paragraphs of a menu"}:
        assert True not in settled


def test_nesting_is_counted_in_levels():
    nested = f"<html><body>{'<div>' * 20}{page(body=LONG)}".encode()
    assert reading.read(nested, 10)["whole"]
    assert not reading.read(nested, 100)["whole"]


def test_what_is_never_shown_is_no_text():
    hidden = page(body=LONG).replace(
        "</article>", "<noscript>ЖАСЫРЫН</noscript><script>ЖАСЫРЫН</script> көрінеді</article>"
    )
    lines = " ".join(reading.read(hidden.encode(), 200)["lines"])
    assert "ЖАСЫРЫН" not in lines
    assert "көрінеді" in lines
