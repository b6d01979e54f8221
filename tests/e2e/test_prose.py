"""How answers look: formatted text, code, formulas, diagrams, and what hostile ones cannot do."""

from __future__ import annotations

import base64
import re
import time

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.support.stack import Stack

from .conftest import ask, enter

pytestmark = [pytest.mark.browser, pytest.mark.stack]
LONG = 20_000  # milliseconds

EVERYTHING = """# A title

Some **bold** text, `code`, a [link](https://example.org/) and $e^{i\\pi} = -1$.

| name | value |
|:-----|------:|
| a | 1 |
| b | 2 |

- [x] done
- [ ] to do
  - deeper

```python
def answer(x: int) -> str:
    # a comment
    return f"{x} {'long ' * 40}" + "this line is so long that it does not fit into the column of the page at all"
```

$$
\\int_0^1 x^2\\,dx = \\frac{1}{3}
$$

> A quote.
"""


def says(text: str, **more: object) -> str:
    """A question that the scripted engine answers with `text`."""
    coded = base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")
    return " ".join([f"says={coded}", *(f"{name}={value}" for name, value in more.items())])


def read(page: Page, product: Stack, *texts: str) -> Locator:
    """Open a stored conversation whose answers are `texts`; returns the last one's prose."""
    key = product.people(1, "free")[0]
    page.context.add_cookies([{"name": "sessionid", "value": key, "url": product.address}])
    conversation = product.write(key, [part for text in texts for part in ("A question", text)])
    page.goto(f"/chat/{conversation}/")
    prose = page.locator(".prose").last
    expect(prose).to_be_visible()
    return prose


def test_a_streamed_answer_is_formatted_while_it_grows_and_keeps_its_settled_nodes(page: Page) -> None:
    enter(page, "Pro")
    ask(page, says(EVERYTHING, rate=60))
    prose = page.locator(".prose").last
    title = prose.locator("h1", has_text="A title")
    expect(title).to_be_visible(timeout=LONG)
    title.evaluate("node => { node.dataset.first = 'yes' }")
    expect(prose.locator("code .hljs-keyword").first).to_be_visible(timeout=LONG)
    expect(prose.locator("blockquote")).to_be_visible(timeout=LONG)
    expect(page.get_by_role("button", name="Copy the answer")).to_be_visible(timeout=LONG)
    assert title.get_attribute("data-first") == "yes"
    expect(prose.locator(".katex")).to_have_count(2)


def test_code_has_its_language_colours_a_copy_button_and_wraps(page: Page, product: Stack) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    prose = read(page, product, EVERYTHING)
    code = prose.locator(".code")
    expect(code.locator(".code-language")).to_have_text("python")
    expect(code.locator(".hljs-keyword").first).to_have_text("def")
    code.get_by_role("button", name="Copy").click()
    expect(code.get_by_role("button", name="Copied")).to_be_visible()
    expect(page.get_by_role("status").filter(has_text="Copied.")).to_have_count(1)
    assert page.evaluate("navigator.clipboard.readText()").startswith(
        "def answer(x: int) -> str:\n    # a comment"
    )
    wider = "node => node.scrollWidth > node.clientWidth"
    assert code.locator("pre").evaluate(wider)
    wrap = code.get_by_role("button", name="Wrap")
    wrap.click()
    expect(wrap).to_have_attribute("aria-pressed", "true")
    assert not code.locator("pre").evaluate(wider)


def test_long_code_and_wide_tables_scroll_inside_themselves(page: Page, product: Stack) -> None:
    wide = "|" + " column |" * 40 + "\n|" + "---|" * 40 + "\n|" + " value |" * 40
    prose = read(page, product, "```\n" + "line\n" * 400 + f"```\n\n{wide}\n")
    assert prose.locator("pre").evaluate("node => node.scrollHeight > node.clientHeight * 3")
    assert prose.locator(".table-scroll").evaluate("node => node.scrollWidth > node.clientWidth")
    assert not page.locator(".thread").evaluate("node => node.scrollWidth > node.clientWidth")


def test_formulas_are_drawn_with_nothing_blocked_and_wrong_ones_show_their_source(
    page: Page, product: Stack
) -> None:
    prose = read(
        page,
        product,
        "It costs $5 or $10. $\\vec{AB} \\cdot \\sqrt[3]{x}$ and \\(\\fcolorbox{red}{yellow}{a}\\), "
        "\\[\\begin{pmatrix}1 & 2\\\\3 & 4\\end{pmatrix}\\]\n\n"
        "$$\\underbrace{a+b}_{c} \\xrightarrow{f} \\bcancel{x}$$\n\n"
        "Wrong: $\\frac{1}$ and $\\href{javascript:alert(1)}{x}$ and $\\def\\a{\\a\\a}\\a$.",
    )
    expect(prose.locator(".math.drawn")).to_have_count(5)
    expect(prose.locator(".math.undrawn")).to_have_text(["$\\frac{1}$", "$\\def\\a{\\a\\a}\\a$"])
    expect(prose.locator("a")).to_have_count(0)
    expect(prose).to_contain_text("It costs $5 or $10.")
    vector = prose.locator(".katex svg").first
    expect(vector).to_be_visible()
    page.wait_for_function("document.fonts.check('16px KaTeX_Main')")


def test_links_open_elsewhere_and_pictures_of_others_are_links(page: Page, product: Stack) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    prose = read(
        page,
        product,
        "[good](https://example.org/) [bad](javascript:alert(1)) ![a cat](https://evil.example/cat.png) "
        "[here](/settings/) ![sign out](/accounts/logout/)",
    )
    good = prose.get_by_role("link", name="good")
    expect(good).to_have_attribute("target", "_blank")
    expect(good).to_have_attribute("rel", re.compile("noopener"))
    expect(prose.get_by_role("link", name="a cat")).to_have_attribute("href", "https://evil.example/cat.png")
    expect(prose.locator("a[href]")).to_have_count(2)
    expect(prose.locator("img")).to_have_count(0)
    assert not [url for url in asked if "evil.example" in url or "logout" in url]


def test_a_task_box_cannot_be_pressed(page: Page, product: Stack) -> None:
    boxes = read(page, product, EVERYTHING).get_by_role("checkbox")
    expect(boxes).to_have_count(2)
    expect(boxes.first).to_be_checked()
    expect(boxes.first).to_be_disabled()


def test_a_numbered_list_begins_where_it_says(page: Page, product: Stack) -> None:
    prose = read(page, product, "7. seven\n8. eight\n\n| a |\n|---|\n| b |\n")
    expect(prose.locator("ol")).to_have_attribute("start", "7")
    expect(prose.locator(".table-scroll")).to_have_attribute("tabindex", "0")


def test_a_diagram_is_drawn_in_a_frame_that_can_reach_nothing(
    page: Page, product: Stack, faults: list[str]
) -> None:
    prose = read(page, product, "```mermaid\ngraph LR\n  Ask --> Think --> Answer\n```\n")
    frame = page.frame_locator(".diagram iframe")
    expect(frame.locator("svg").first).to_be_visible(timeout=LONG)
    expect(frame.locator("svg").first).to_contain_text("Think")
    expect(prose.locator("pre")).to_be_hidden()
    prose.get_by_role("button", name="Show source").click()
    expect(prose.locator("pre")).to_contain_text("Ask --> Think")
    inside = next(each for each in page.frames if each.url.endswith("/diagram/"))
    assert inside.evaluate("window.origin") == "null"
    assert inside.evaluate("fetch('/api/me').then(() => 'reached', () => 'refused')") == "refused"
    title = "(() => { try { return parent.document.title } catch { return 'refused' } })()"
    assert inside.evaluate(title) == "refused"
    # The browser tells of the request that was refused above, and of nothing else.
    assert [fault for fault in faults if "/api/me" not in fault] == []
    faults.clear()


def test_a_wrong_diagram_shows_its_source_and_why(page: Page, product: Stack) -> None:
    prose = read(page, product, "```mermaid\ngraph LR\n  A --> --> B\n```\n")
    expect(prose.get_by_role("note")).to_contain_text("could not be drawn", timeout=LONG)
    expect(prose.locator("pre")).to_contain_text("A --> --> B")
    expect(prose.locator("iframe")).to_have_count(0)


HOSTILE = [
    "<script>window.hit = 1</script><img src=x onerror='window.hit=1'><svg onload='window.hit=1'>",
    "[a](javascript:window.hit=1) <javascript:window.hit=1> [b](data:text/html,x)",
    '```"><img src=x onerror=window.hit=1>\n</code></pre><script>window.hit=1</script>\n```',
    "$<img src=x onerror=window.hit=1>$ $$\n</div><script>window.hit=1</script>\n$$",
    "```html\n<script>window.hit = 1</script><img src=x onerror=window.hit=1>\n```",
    '```mermaid\ngraph LR\n  A["<img src=x onerror=parent.hit=1>"] --> B\n  click A "javascript:parent.hit=1"\n```',
    '| "><script>window.hit=1</script> |\n|---|\n| <b onclick=window.hit=1>x</b> |',
    "<!-- <script>window.hit=1</script> -->",
]


def test_hostile_answers_run_nothing(page: Page, product: Stack, faults: list[str]) -> None:
    prose = read(page, product, *HOSTILE)
    expect(prose).to_be_visible()
    page.wait_for_timeout(1500)
    assert page.evaluate("window.hit") is None
    assert page.locator(".prose script, .prose svg[onload], .prose [onerror], .prose [onclick]").count() == 0
    # The frame of a diagram may refuse what a diagram asks for.
    faults[:] = [fault for fault in faults if "'none'" not in fault]


HEAVY = {
    "quotes 1,000 deep": "> " * 1000 + "x",
    "a line of a megabyte": "x" * 1_000_000,
    "words of a megabyte": "word " * 200_000,
    "a table of 5,000 rows": "| a | b |\n|---|---|\n" + "| 1 | 2 |\n" * 5_000,
    "an unclosed fence": "```js\n" + "let x = 1;\n" * 30_000,
    "asterisks": "*a_ " * 15_000,
    "brackets": "[" * 60_000,
    "dollars": "$a " * 50_000,
    "a formula of many parts": "$$" + "\\frac{1}{2}+" * 480 + "1$$",
}


@pytest.mark.parametrize("text", HEAVY.values(), ids=HEAVY.keys())
def test_a_heavy_answer_leaves_the_page_in_reach(page: Page, product: Stack, text: str) -> None:
    began = time.monotonic()
    read(page, product, text)
    page.get_by_label("Your question", exact=True).and_(page.locator("textarea")).fill("still here")
    assert time.monotonic() - began < 15


def test_a_conversation_of_500_messages_opens_at_its_end_and_can_be_read_upwards(
    page: Page, product: Stack
) -> None:
    prose = read(page, product, *(f"Answer {n}.\n\n{EVERYTHING}" for n in range(250)))
    expect(prose).to_contain_text("Answer 249")
    box = page.locator(".thread")
    bottom = "node => Math.round(node.scrollHeight - node.scrollTop - node.clientHeight)"
    page.wait_for_timeout(1500)
    assert box.evaluate(bottom) < 4
    expect(page.get_by_role("button", name="Jump to the end")).to_have_count(0)
    # Most of it is there as text only, for the browser's own search.
    assert page.locator(".prose.as-written").count() > 200
    first = page.get_by_role("article", name="Answer").first
    first.scroll_into_view_if_needed()
    expect(first.locator("h1")).to_have_text("A title")
    page.get_by_role("button", name="Jump to the end").click()
    page.wait_for_timeout(500)
    assert box.evaluate(bottom) < 4


def test_what_a_person_wrote_is_shown_as_written(page: Page, product: Stack) -> None:
    enter(page, "Pro")
    ask(page, "**not bold** `x` $y$ tokens=2")
    expect(page.get_by_role("article", name="Your question").last.locator("> p")).to_have_text(
        "**not bold** `x` $y$ tokens=2"
    )


def test_text_from_the_right_reads_from_the_right(page: Page, product: Stack) -> None:
    prose = read(page, product, "مرحبا بالعالم\n\n- بند\n\nHello\n\n```\ncode\n```")
    directions = prose.locator(".block").evaluate_all(
        "nodes => nodes.map(node => getComputedStyle(node).direction)"
    )
    assert directions[:3] == ["rtl", "rtl", "ltr"]
    assert prose.locator(".code").evaluate("node => getComputedStyle(node).direction") == "ltr"
