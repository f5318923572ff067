"""The outlet that only the last line names."""

from __future__ import annotations

import pytest

from detente.read.outlet import host_of, outlet_of_last_line


@pytest.mark.parametrize(
    ("line", "outlet"),
    [
        ("Original Source: newscentral.africa", "newscentral.africa"),
        ("Source: Example Daily", "Example Daily"),
        ("(Source: Example Daily)", "Example Daily"),
        ("[source: Example Daily]", "Example Daily"),
        ("— SOURCE : Example Daily.", "Example Daily"),
        ("Source: https://www.example.org/2024/a", "example.org"),
    ],
)
def test_the_last_line_names_the_outlet(line: str, outlet: str) -> None:
    assert outlet_of_last_line(f"Two met.\r\n{line}\n \n") == outlet


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n",
        "Two met.",
        "Source: Example Daily\nTwo met.",
        "The source: a man.",
        "Source: ",
        "Source: officials who asked not to be named said that the two had met before",
        "Source: " + "a" * 400,
    ],
)
def test_other_last_lines_name_none(text: str) -> None:
    assert outlet_of_last_line(text) is None


def test_only_links_have_a_host() -> None:
    assert host_of("https://www.example.org:80/a") == "example.org"
    assert [host_of(url) for url in (None, "", "javascript:alert(1)", "http://", "http://[")] == [None] * 5
