// The last gate before model text becomes part of the page.

import DOMPurify from "dompurify";

const POLICY = {
  ALLOWED_TAGS: [
    "p", "br", "hr", "h1", "h2", "h3", "h4", "h5", "h6", "strong", "em", "s", "code", "pre", "blockquote",
    "ul", "ol", "li", "a", "table", "thead", "tbody", "tr", "th", "td", "div", "span", "button",
  ],
  ALLOWED_ATTR: ["href", "title", "class", "start", "type", "tabindex", "target", "rel"],
  ALLOW_DATA_ATTR: false,
  ALLOW_ARIA_ATTR: false,
  // Nothing on this site is a place for a model to send people to.
  ALLOWED_URI_REGEXP: /^(?:https?:|mailto:)/i,
};

DOMPurify.addHook("afterSanitizeAttributes", (node) => {
  if (node.tagName !== "A") return;
  node.setAttribute("target", "_blank");
  node.setAttribute("rel", "noopener noreferrer nofollow");
});

/** `html` with everything removed that is not plain text markup. */
export const clean = (html) => DOMPurify.sanitize(html, POLICY);
