"""What a page says about its article: title, day, authors, agency, and what of the page is body,
in the markup that pages use."""

from __future__ import annotations

import json

import pytest

from communique.records import Article
from communique.sources import from_html

SENTENCE = (
    "The harbour authority of Upton told the council that the ferry line would not open before the winter "
    "storms were over."
)
TEXT = "".join(
    f"<p>{SENTENCE} This was the reply to letter number {i} from the islands.</p>" for i in range(6)
)
H1 = "<h1>Ferry line to the islands waits</h1>"


def read(
    *, head: str = "", above: str = "", below: str = "", heading: str = H1, text: str = TEXT,
    lang: str = "en", url: str | None = None,
) -> Article:
    page = (
        f"<!doctype html><html lang={lang}><head><title>Ferry line to the islands waits - The Dale "
        f"Post</title>{head}</head>"
    )
    return from_html(f"{page}<body>{above}<article>{heading}{below}{text}</article></body></html>", url=url)


def test_a_day_that_is_given_is_for_pages_without_one() -> None:
    page = f"<!doctype html><html lang=en><head>{{}}</head><body><article>{H1}{TEXT}</article></body></html>"
    told = meta("article:published_time", "2024-05-03").replace("name=", "property=")
    assert from_html(page.format(told), published="2024-06-01").published == "2024-05-03"
    assert from_html(page.format(""), published="2024-06-01").published == "2024-06-01"


def ld(**told: object) -> str:
    return f'<script type="application/ld+json">{json.dumps({"@type": "NewsArticle", **told})}</script>'


def meta(name: str, content: str) -> str:
    return f'<meta name="{name}" content="{content}">'


@pytest.mark.parametrize(
    ("parts", "day"),
    [
        (
            {"head": ld(datePublished="2021-03-04T10:00:00+01:00", dateModified="2021-03-09")},
            "2021-03-04T10:00:00+01:00",
        ),
        (
            {
                "head": meta("article:modified_time", "2021-03-09")
                + meta("article:published_time", "2021-03-04")
            },
            "2021-03-04",
        ),
        # the tag "date" is often that of making the page; what the page shows beside its headline is better
        (
            {
                "head": meta("date", "2021-03-09T12:00:00+01:00"),
                "below": "<time datetime=2021-03-04>4 March</time>",
            },
            "2021-03-04",
        ),
        ({"head": meta("date", "2021-03-09"), "below": ""}, "2021-03-09"),
        # today's date in the head of the site is not that of the article
        (
            {
                "above": "<header><div class=date>Tuesday 9 March 2021</div></header>",
                "below": "<p class=date>4 March 2021</p>",
            },
            "2021-03-04",
        ),
        ({"above": "<header><div class=date>Tuesday 9 March 2021</div></header>"}, None),
        # other articles, events and comments have days of their own
        ({"text": TEXT + "<div class=related><span class=date>1 February 2021</span></div>"}, None),
        ({"text": TEXT + "<div class=comment><time datetime=2021-03-09>9 March</time></div>"}, None),
        # a later change beside the first day
        (
            {"below": "<p class=date>Updated: 9 March 2021</p><p class=date>Published: 4 March 2021</p>"},
            "2021-03-04",
        ),
        ({"below": "<span>4 March 2021, Jane Doe</span>"}, "2021-03-04"),
        ({"text": f"<p>UPTON, (4.3.2021). {SENTENCE}</p>{TEXT}"}, "2021-03-04"),
        ({"head": meta("pubdate", "20210304T0915")}, "2021-03-04T09:15:00"),
        ({"below": "<time datetime=1614852000>Thursday</time>"}, "2021-03-04T10:00:00+00:00"),
        ({"below": "<p class=date>0123456789</p>"}, None),
        ({"url": "https://dale.example/2021/03/04/ferry"}, "2021-03-04"),
        ({"url": "https://dale.example/2021-03/04/ferry_25.htm"}, "2021-03-04"),
        # declared in UTC, shown in the outlet's own time
        (
            {
                "head": meta("article:published_time", "2021-03-03T23:30:00+00:00"),
                "below": "<p class=date>4 March 2021</p>",
            },
            "2021-03-04",
        ),
        (
            {
                "head": meta("article:published_time", "2021-03-03T23:30:00+00:00"),
                "url": "https://dale.example/2021/03/03/ferry",
            },
            "2021-03-03T23:30:00+00:00",
        ),
        # a later edition was declared
        (
            {
                "head": meta("article:published_time", "2021-03-09"),
                "url": "https://dale.example/2021/03/04/ferry",
            },
            "2021-03-04",
        ),
        ({"head": meta("article:published_time", "2999-01-01")}, None),
        ({"text": f"{TEXT}<footer>© 2021 The Dale Post</footer>"}, None),
        # a label far from the headline says what its day is, unless several do, as in a list, or others wrote
        # what it stands on
        (
            {"text": f"{TEXT}<ul><li><b>Mise en ligne</b> <i>4 mars 2021</i></li></ul>", "lang": "fr"},
            "2021-03-04",
        ),
        (
            {
                "head": meta("article:modified_time", "2021-03-09"),
                "text": f"{TEXT}<p class=teaser><i>Erschienen am</i> <time datetime=2021-03-04>4. März "
                        "2021</time></p>",
                "lang": "de",
            },
            "2021-03-04",
        ),
        (
            {
                "text": f"{TEXT}<p class=teaser>Published 4 March 2021</p><p class=teaser>Published 1 March "
                        "2021</p>"
            },
            None,
        ),
        ({"text": f"{TEXT}<div class=related>Published 4 March 2021</div>"}, None),
        # a reader signed up long before
        ({"below": "<p><b>Registered:</b> 1 May 2019</p><p>4 March 2021, 05:42</p>"}, "2021-03-04T05:42:00"),
        # one field printed twice is one witness
        (
            {
                "head": meta("date", "2021-03-05T09:00:11+01:00"),
                "above": "<time datetime=2021-03-04T20:35:36+01:00>4 March</time>",
                "below": "<time itemprop=datePublished datetime=2021-03-04T20:35:36+01:00></time><p>Upton, 5 "
                         "March 2021</p>",
            },
            "2021-03-05T09:00:11+01:00",
        ),
        # the last of the days that the text is about
        ({"heading": "<h1>Ferries on 1 - 4 March 2021</h1>"}, None),
    ],
)
def test_the_day_of_publication(parts: dict[str, str], day: str | None) -> None:
    assert read(**parts).published == day


@pytest.mark.parametrize(
    ("lang", "url", "line", "day"),
    [
        ("en-GB", None, "04/03/2021", "2021-03-04"),
        ("en-US", None, "03/04/2021", "2021-03-04"),
        ("en", None, "04/03/2021", None),
        ("en", "https://dale.example.uk/ferry", "04/03/2021", "2021-03-04"),
        ("en-US", "https://dale.example.in/ferry", "04/03/2021", None),
        ("es", None, "04/03/2021", "2021-03-04"),
        ("es", None, "4 de marzo de 2021", "2021-03-04"),
        ("de", None, "4. März 2021", "2021-03-04"),
        ("de", None, "04.03.21", "2021-03-04"),
        ("fr", None, "Le 1er mars 2021", "2021-03-01"),
        ("pt", None, "04 de março de 2021", "2021-03-04"),
    ],
)
def test_the_order_of_day_and_month_is_that_of_the_language(
    lang: str, url: str | None, line: str, day: str | None
) -> None:
    assert read(lang=lang, url=url, below=f"<p class=date>{line}</p>").published == day


@pytest.mark.parametrize(
    ("parts", "authors"),
    [
        (
            {
                "head": ld(
                    author=[
                        {"@type": "Person", "name": "Jane Doe"}, {"@type": "Person", "name": "Karl Weiss"},
                    ]
                )
            },
            ("Jane Doe", "Karl Weiss"),
        ),
        (
            {
                "head": ld(**{"author": {"@id": "#j"}})
                + ld(**{"@type": "Person", "@id": "#j", "name": "Jane Doe"})
            },
            ("Jane Doe",),
        ),
        (
            {
                "head": ld(author={"@type": "Organization", "name": "Dale Zeitung"}),
                "below": "<p>By Jane Doe</p>",
            },
            ("Jane Doe",),
        ),
        (
            {"head": ld(author={"@type": "Person", "name": "jane.doe"}) + meta("author", "Jane Doe")},
            ("Jane Doe",),
        ),
        ({"head": meta("twitter:label1", "Written by") + meta("twitter:data1", "Jane Doe")}, ("Jane Doe",)),
        ({"below": "<small itemprop=author>von <span itemprop=name>Jane Doe</span></small>"}, ("Jane Doe",)),
        ({"below": "<p><span>By</span> <span>Jane Doe</span></p>"}, ("Jane Doe",)),
        ({"below": "<p>4.3.2021 - Jane Doe</p>"}, ("Jane Doe",)),
        (
            {"below": "<p>Posted by Jane Doe, Karl Weiss and Ana Lind – Ferry Team</p>"},
            ("Jane Doe", "Karl Weiss", "Ana Lind"),
        ),
        ({"below": "<p class=byline>JANE DOE Mar 4, 2021</p>"}, ("Jane Doe",)),
        ({"text": TEXT + "<div class=comments><a rel=author>Karl Weiss</a></div>"}, ()),
        ({"head": meta("author", "dalepost.com")}, ()),
        ({"head": ld(author=[7, None, {"name": ["x"]}, "Jane Doe"])}, ("Jane Doe",)),
    ],
)
def test_the_authors(parts: dict[str, str], authors: tuple[str, ...]) -> None:
    assert read(**parts).authors == authors


@pytest.mark.parametrize(
    ("parts", "agency"),
    [
        ({"head": ld(author={"@type": "Organization", "name": "Reuters"})}, "Reuters"),
        ({"head": meta("source", "AFP")}, "AFP"),
        ({"head": ld(sourceOrganization={"@type": "Organization", "name": "Associated Press"})}, "AP"),
        ({"text": f"<p>UPTON (Reuters) - {SENTENCE}</p>{TEXT}"}, "Reuters"),
        ({"text": f"{TEXT}<p>{SENTENCE} (AFP)</p>"}, "AFP"),
        ({"text": f"{TEXT}<p>Quelle: dpa</p>"}, "dpa"),
        ({"text": f"{TEXT}<p>{SENTENCE} Reuters asked for more.</p>"}, None),
    ],
)
def test_the_agency(parts: dict[str, str], agency: str | None) -> None:
    assert read(**parts).agency == agency


@pytest.mark.parametrize(
    ("parts", "title"),
    [
        ({}, "Ferry line to the islands waits"),
        (
            {
                "heading": "<h1>The Dale Post</h1><h2>Ferry line to the islands waits</h2>",
                "head": meta("og:site_name", "The Dale Post"),
            },
            "Ferry line to the islands waits",
        ),
        (
            {
                "heading": "<h1><span>Sea and shore</span> Ferry line to the islands waits</h1>",
                "head": ld(headline="Ferry line to the islands waits"),
            },
            "Ferry line to the islands waits",
        ),
        (
            {"heading": "", "head": meta("og:title", "Ferry line to the islands waits | The Dale Post")},
            "Ferry line to the islands waits",
        ),
    ],
)
def test_the_title(parts: dict[str, str], title: str) -> None:
    assert read(**parts).title == title


def test_a_title_that_its_own_quotation_marks_cut_is_taken_whole() -> None:
    head = (
        '<title>Council calls ferry "late"</title><meta property="og:title" content="Council calls ferry '
        '"late""/>'
    )
    page = from_html(f"<html><head>{head}</head><body><article>{TEXT}</article></body></html>")
    assert page.title == 'Council calls ferry "late"'


def test_captions_links_and_pointers_are_no_body() -> None:
    stray = (
        "<figure><img src=a.jpg><figcaption>The quay at Upton on a calm day in spring</figcaption></figure>"
        "<ul><li><a href=/a>Islands ask for a second ferry</a></li><li><a href=/b>Why the quay was built "
        "twice</a> VIDEO</li></ul>"
        "<p>Lesen Sie auch: Die Inseln warten</p><p>Lea también: Las islas esperan</p>"
    )
    text = read(text=TEXT.replace("</p>", f"</p>{stray}", 1)).text
    assert text == read().text


def test_a_text_that_only_the_json_holds_is_the_body() -> None:
    article = read(
        head=ld(articleBody=f"{SENTENCE}\n\n{SENTENCE} So it was."), text="<p>Loading the article.</p>"
    )
    assert article.text == f"{SENTENCE}\n\n{SENTENCE} So it was."


def test_a_marked_stand_first_opens_the_body() -> None:
    line = "The islands have to wait for another season, says the harbour authority."
    assert read(below=f"<div class=standfirst>{line}</div>").text.split("\n\n")[0] == line


@pytest.mark.parametrize(
    "script",
    [
        "{", "[[[[", "null", '"x"', '{"@type": 5}', '{"@type": "NewsArticle", "author": {"@id": ["x"]}}',
        '{"@graph": {"@graph": 1}}',
        '{"@type": "NewsArticle", "datePublished": {"@value": 5}, "headline": [], "publisher": 7}',
    ],
)  # fmt: skip
def test_broken_declarations_are_passed_over(script: str) -> None:
    article = read(head=f'<script type="application/ld+json">{script}</script>')
    assert (article.title, article.published) == ("Ferry line to the islands waits", None)


@pytest.mark.parametrize("url", ["http://[", "//", "x" * 50, "https://dale.example/2021/02/31/ferry"])
def test_an_odd_address_gives_no_day_and_no_failure(url: str) -> None:
    assert read(url=url).published is None
