"""What pages declare of their articles: every form that sites write it in, and what differs."""

import hashlib
import io
import json
from collections import Counter

import pytest

from flows.extract.child import Pages
from flows.extract.readers import documents
from flows.settings import Limits
from tests.hostile import TITLE, page, warc_record

LD = {
    "@type": "NewsArticle",
    "headline": TITLE,
    "datePublished": "2026-03-07",
    "author": "Айдос Қали",
    "publisher": {"name": "BAQ.KZ"},
    "url": "https://baq.kz/news/1",
}
OG = f'<meta property="og:title" content="{TITLE}"><meta property="og:url" content="https://baq.kz/news/1">'


@pytest.fixture(scope="module")
def read():
    def run(raw, name="a.html"):
        found = documents(
            io.BytesIO(raw), raw_path=name, raw_sha256=hashlib.sha256(raw).hexdigest(), limits=Limits(), pages=pages,
            skipped=Counter(),
        )  # fmt: skip
        (document,) = found
        return document

    with Pages(20.0, 200) as pages:
        yield run


def script(held, kind="application/ld+json"):
    return f'<script type="{kind}">{held if isinstance(held, str) else json.dumps(held, ensure_ascii=False)}</script>'


def changed(**fields):
    return script({**LD, **fields})


WRITTEN = {
    "a charset beside the type": script(LD, "application/ld+json; charset=utf-8"),
    "capitals and spaces": script(LD, " Application/LD+JSON "),
    "a type with its address": changed(**{"@type": "http://schema.org/NewsArticle"}),
    "a type with its secure address": changed(**{"@type": "https://schema.org/ReportageNewsArticle"}),
    "a type with a prefix": changed(**{"@type": "schema:Article"}),
    "several types": changed(**{"@type": ["Thing", "https://schema.org/OpinionNewsArticle"]}),
    **{
        kind: changed(**{"@type": kind})
        for kind in (
            "OpinionNewsArticle", "ReportageNewsArticle", "AnalysisNewsArticle", "BackgroundNewsArticle", "BlogPosting",
            "LiveBlogPosting", "SocialMediaPosting", "Report", "TechArticle",
        )
    },
    "an HTML comment": script(f"<!--\n{json.dumps(LD)}\n-->"),
    "CDATA": script(f"<![CDATA[{json.dumps(LD)}]]>"),
    "CDATA in a comment of a line": script(f"//<![CDATA[\n{json.dumps(LD)}\n//]]>"),
    "CDATA in a comment": script(f"/*<![CDATA[*/ {json.dumps(LD)} /*]]>*/"),
    "a semicolon after it": script(json.dumps(LD) + ";"),
    "entities": script(json.dumps(LD, ensure_ascii=False).replace("Айдос", "&#1040;йдос")),
    "line breaks in a text": script(json.dumps(LD, ensure_ascii=False).replace("Айдос ", "Айдос\n")),
    "a list": script([{"@type": "BreadcrumbList"}, LD]),
    "a graph": script({"@graph": [{"@type": "Organization", "name": "X"}, LD]}),
    "the main thing of a page": script({"@type": "WebPage", "mainEntity": LD}),
    "a publisher by its id": script(
        {"@graph": [{"@type": "Organization", "@id": "#us", "name": "BAQ.KZ"}, {**LD, "publisher": {"@id": "#us"}}]}
    ),
    "an author in a list": changed(author=[{"@type": "Person", "name": "Айдос Қали"}]),
    "an author in a language": changed(author={"name": {"@value": "Айдос Қали", "@language": "kk"}}),
}  # fmt: skip


@pytest.mark.parametrize("name", WRITTEN)
def test_json_ld_is_read_as_sites_write_it(read, name):
    declared = read(page(head=WRITTEN[name]).encode()).declared
    assert (str(declared.published), declared.author, declared.outlet, declared.url) == (
        "2026-03-07", "Айдос Қали", "BAQ.KZ", "https://baq.kz/news/1",
    )  # fmt: skip


def test_broken_json_ld_hides_nothing_else(read):
    head = script('{"@type": "NewsArticle", "headline": ') + script("[" * 100_000) + script(LD)
    assert str(read(page(head=head).encode()).declared.published) == "2026-03-07"


@pytest.mark.parametrize(
    ("head", "url"),
    [
        (changed(mainEntityOfPage="/news/1", url=None) + OG, "https://baq.kz/news/1"),
        (changed(mainEntityOfPage={"@id": "/news/1?page=2"}) + OG, "https://baq.kz/news/1?page=2"),
        (changed(mainEntityOfPage="//baq.kz/news/2"), "https://baq.kz/news/2"),
        (changed(mainEntityOfPage={"@type": "WebPage"}, url=None) + OG, "https://baq.kz/news/1"),
        (changed(mainEntityOfPage=True, url="WebPage") + OG, "https://baq.kz/news/1"),
        (changed(mainEntityOfPage="https://baq.kz/", url=None) + OG, "https://baq.kz/news/1"),
        (changed(mainEntityOfPage="https://baq.kz/news/1#article"), "https://baq.kz/news/1"),
        (changed(mainEntityOfPage="http://[baq", url="javascript:alert(1)") + OG, "https://baq.kz/news/1"),
        (changed(url="/news/1") + '<link rel="canonical" href="https://m.baq.kz/x">', "https://m.baq.kz/news/1"),
        (changed(url="/news/1"), None),
        ('<link rel="alternate Canonical" href="https://baq.kz/">', "https://baq.kz/"),
    ],
)
def test_the_address_is_whole_and_the_articles_own(read, head, url):
    assert read(page(head=head).encode()).declared.url == url


def test_a_relative_address_is_resolved_against_where_the_page_was_fetched_from(read):
    raw = warc_record(page(head=changed(url="../2")).encode(), url="https://kaz.kz/a/b/1")
    assert read(raw, "a.warc").declared.url == "https://kaz.kz/a/2"


def test_the_articles_that_a_page_links_to_are_not_the_pages_own(read):
    other = changed(headline="Басқа мақала туралы", datePublished="2026-01-01", url="https://baq.kz/news/9")
    by_address = read(page(head=other + changed(headline="Үшінші") + OG).encode())
    assert str(by_address.declared.published) == "2026-03-07"
    by_title = read(page(head=other + changed(url=None) + f'<meta property="og:title" content="{TITLE}">').encode())
    assert str(by_title.declared.published) == "2026-03-07"
    assert by_title.flags == ()


@pytest.mark.parametrize(
    ("head", "flags"),
    [
        (script(LD) + OG, ()),
        (script(LD) + f'<meta property="og:title" content="{TITLE} | BAQ.KZ">', ()),
        (script(LD) + '<meta property="og:title" content="Тоқаев жарлыққа қол қойды">', ("title_conflict",)),
        (changed(headline="Тоқаев жарлыққа қол қойды") + OG, ("title_conflict",)),
        ('<meta property="og:title" content="Тоқаев жарлыққа қол қойды">', ("title_conflict",)),
        (script(LD) + '<meta name="twitter:title" content="Қызық жаңалық">', ()),
        (script(LD) + '<meta property="article:published_time" content="2026-03-09">', ("date_conflict",)),
        (script(LD) + '<meta name="author" content="Дәурен Сәкен">', ("author_conflict",)),
        (script(LD) + '<meta property="og:site_name" content="Егемен Қазақстан">', ("outlet_conflict",)),
        (script(LD) + '<link rel="canonical" href="https://baq.kz/news/2">', ("url_conflict",)),
        (script(LD) + '<link rel="canonical" href="https://m.baq.kz/news/1?from=rss">', ()),
    ],
)
def test_what_authorities_say_differently_is_flagged(read, head, flags):
    assert read(page(head=head).encode()).flags == flags


def test_an_address_is_nobodys_name(read):
    head = '<meta property="article:author" content="https://facebook.com/baq"><meta name="author" content="А. Қали">'
    assert read(page(head=head).encode()).declared.author == "А. Қали"
