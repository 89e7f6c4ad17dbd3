"""Paths in letters, and the patterns by which an authority names its own pages."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from merhav.connectors.paths import Patterns, readable


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (b"/Pay/Arnona", "/pay/arnona"),
        (b"/%D7%A6%D7%95%D7%A8-%D7%A7%D7%A9%D7%A8", "/צור-קשר"),
        (b"/%F6%E5%F8-%F7%F9%F8", "/צור-קשר"),
        ("/צור-קשר".encode(), "/צור-קשר"),
        ("/צור-קשר".encode("cp1255"), "/צור-קשר"),
        (rb"/\xd7\xa6\xd7\x95\xd7\xa8-\xd7\xa7\xd7\xa9\xd7\xa8", "/צור-קשר"),
        (b"/%u05e6%u05d5%u05e8-%u05e7%u05e9%u05e8", "/צור-קשר"),
        ("/نماذج".encode(), "/نماذج"),
        (b"/100%25%zz", "/100%%zz"),
        (b"/%ud800", "/?"),
    ],
)
def test_a_path_is_read_in_every_spelling(raw: bytes, expected: str) -> None:
    assert readable(raw) == expected


@given(st.binary(max_size=80))
def test_no_path_breaks_a_reader(raw: bytes) -> None:
    readable(raw)


@pytest.mark.parametrize(
    ("told", "path", "fits"),
    [
        ("/pay", "/pay", True),
        ("/pay", "/pay/", True),
        ("/pay", "/pay?year=2026", True),
        ("/pay", "/payroll", False),
        ("/pay*", "/payroll", True),
        ("/pay/*", "/pay/arnona/2026", True),
        ("/pay/*", "/he/pay/arnona", False),
        ("*/pay/*", "/he/pay/arnona", True),
        ("/*/pay", "/he/pay", True),
        ("/*.pdf", "/forms/a.PDF", True),
        ("/a*a", "/a", False),
        ("/a*b*b", "/axb", False),
        ("/a*b*b", "/axbxb", True),
        ("ארנונה", "/he/ארנונה-ומים", True),
        ("ארנונה", "/he/water", False),
        ("/%D7%90*", "/ארנונה", True),
        ("https://www.example.org/pay/*", "/pay/1", True),
        ("/?CategoryID=7*", "/?categoryid=71", True),
        ("/?CategoryID=7*", "/?page=1", False),
        ("/news, /blog*  /x", "/blog/1", True),
        ("", "/", False),
        ("*", "/anything", True),
    ],
)
def test_patterns_name_pages(told: str, path: str, fits: bool) -> None:
    assert Patterns.of(told).fit(readable(path.encode())) is fits


def test_a_pattern_of_many_stars_is_quick_on_a_long_path() -> None:
    assert not Patterns.of("/" + "*a" * 50 + "*b").fit("/" + "a" * 100_000)


@given(st.text(alphabet="ab*/", min_size=1, max_size=8), st.text(alphabet="ab/", max_size=10))
def test_a_pattern_without_its_stars_is_fit_by_itself(told: str, more: str) -> None:
    pattern = "/" + told
    assert Patterns.of(pattern).fit(pattern.replace("*", more))
