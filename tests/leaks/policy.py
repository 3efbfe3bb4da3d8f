"""What a page tells the browser it may load, and whether what it holds keeps to it (Content-Security-Policy, level 3)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any

PAGE = {
    "default-src": {"'self'"}, "script-src": {"'self'"}, "style-src": {"'self'"}, "img-src": {"'self'", "data:", "blob:"},
    "frame-src": {"'self'"}, "frame-ancestors": {"'self'"}, "object-src": {"'self'"}, "base-uri": {"'none'"}, "form-action": {"'self'"},
}  # fmt: skip
"""Of every page: nothing from anywhere else, no script or style between its lines, framed by ourselves alone."""
FILE = {
    "default-src": {"'none'"}, "style-src": {"'unsafe-inline'"}, "object-src": {"'self'"}, "frame-ancestors": {"'self'"},
}  # fmt: skip
"""Of a stored file shown by the browser's own viewer, which styles itself: it runs and fetches nothing."""
NONCE = re.compile(r"'nonce-([A-Za-z0-9+/_=-]{22,})'")


def parsed(header: str) -> tuple[dict[str, set[str]], set[str]]:
    """(directive → sources without nonces, the nonces)."""
    directives = [part.split() for part in header.split(";") if part.strip()]
    assert len({name for name, *_ in directives}) == len(directives), "of two directives of one name the second is ignored"
    found = {name: {s for s in sources if not NONCE.fullmatch(s)} for name, *sources in directives}
    return found, set(NONCE.findall(header))


class Page(HTMLParser):
    """What of a page a policy speaks of."""

    def __init__(self, nonces: set[str]) -> None:
        super().__init__()
        self.nonces, self.faults = nonces, list[str]()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        inline = tag == "style" or (
            tag == "script" and "src" not in given and given.get("type", "module") in ("", "module", "text/javascript")
        )
        if inline and given.get("nonce") not in self.nonces:
            self.faults.append(f"<{tag}> without the response's nonce")
        self.faults += [f"{name}= on <{tag}>" for name in given if name.startswith("on") or name == "style"]
        for name in ("src", "href", "action", "data", "formaction", "hx-get", "hx-post"):
            if re.match(r"\s*(//|javascript:|data:text|vbscript:)|\s*https?:", given.get(name, ""), re.IGNORECASE) and not (
                tag == "a" and name == "href" and given[name].startswith("https://")  # a link is followed by its reader, not by the page
            ):
                self.faults.append(f"{name}={given[name][:80]!r} on <{tag}>")


def faults(response: Any) -> Iterator[str]:
    """What a response leaves open, in words."""
    header = response.headers.get("Content-Security-Policy", "")
    kind = response.headers.get("Content-Type", "").partition(";")[0]
    if not header:
        yield "no policy at all"
        return
    policy, nonces = parsed(header)
    stored = policy.get("default-src") == {"'none'"}
    if policy != (FILE if stored else PAGE):
        yield f"another policy: {header}"
    if stored and kind == "text/html":
        yield "a page with the policy of a file"
    if response.headers.get("X-Content-Type-Options") != "nosniff" or response.headers.get("X-Frame-Options") not in ("SAMEORIGIN", "DENY"):
        yield f"headers: {dict(response.headers)}"
    if kind == "text/html" and not response.streaming:
        page = Page(nonces)
        page.feed(response.content.decode())
        yield from page.faults
