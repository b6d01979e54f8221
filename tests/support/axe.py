"""What axe-core finds wrong with a page for people with disabilities (tests/vendor/README.md has its origin)."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page

SOURCE = (Path(__file__).parent.parent / "vendor" / "axe.min.js").read_text()
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RUN = """async (options) => {
  const { violations } = await axe.run(document, { resultTypes: ["violations"], ...options });
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id} (${help})\\n    ${target.join(" ")}\\n    ${failureSummary}`));
}"""


# Colours that are on their way to others are nobody's fault.
SETTLE = """async () => {
  await new Promise((go) => requestAnimationFrame(() => requestAnimationFrame(go)));
  const moving = Promise.allSettled(document.getAnimations().map(({ finished }) => finished));
  await Promise.race([moving, new Promise((go) => setTimeout(go, 2000))]);
}"""


def faults(page: Page, *, rules: list[str] | None = None) -> list[str]:
    """Each fault in words; with `rules` only those are looked at."""
    # Evaluated and not added as a script: the page's own policy would refuse that.
    if not page.evaluate("typeof axe === 'object'"):
        page.evaluate(SOURCE)
    page.evaluate(SETTLE)
    only = {"type": "rule", "values": rules} if rules else {"type": "tag", "values": TAGS}
    found = page.evaluate(RUN, {"runOnly": only})
    if found:  # a busy machine may still be drawing: what is a fault stays one
        page.wait_for_timeout(1000)
        found = page.evaluate(RUN, {"runOnly": only})
    return [str(each) for each in found]
