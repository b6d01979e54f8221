// The last gate before model text becomes part of the page.

import DOMPurify from "dompurify";

import { ownPicture } from "fragaria/text/picture.js";

// No addresses: what follows says how those begin.
const PLAIN = ["start", "type", "tabindex", "disabled", "checked", "aria-label", "aria-pressed", "loading"];

const POLICY = {
  ALLOWED_TAGS: [
    "p", "br", "hr", "h1", "h2", "h3", "h4", "h5", "h6", "strong", "em", "s", "code", "pre", "blockquote",
    "ul", "ol", "li", "a", "table", "thead", "tbody", "tr", "th", "td", "div", "span", "button", "input", "img",
  ],
  ALLOWED_ATTR: ["href", "src", "title", "alt", "class", ...PLAIN],
  ADD_URI_SAFE_ATTR: PLAIN,
  ALLOW_DATA_ATTR: false,
  ALLOW_ARIA_ATTR: false,
  // Nothing on this site is a place for a model to send people to.
  ALLOWED_URI_REGEXP: /^(?:https?:|mailto:)/i,
};

const COLOURS = { ALLOWED_TAGS: ["span"], ALLOWED_ATTR: ["class"], ALLOW_DATA_ATTR: false, ALLOW_ARIA_ATTR: false };

const RULES = {
  A(node) {
    node.setAttribute("target", "_blank");
    node.setAttribute("rel", "noopener noreferrer nofollow");
  },
  IMG(node) {
    if (!ownPicture(node.getAttribute("src") ?? "")) node.remove();
  },
  INPUT(node) {
    if (node.getAttribute("type") !== "checkbox" || !node.hasAttribute("disabled")) node.remove();
  },
};

DOMPurify.addHook("afterSanitizeAttributes", (node) => {
  if (Object.hasOwn(RULES, node.tagName)) RULES[node.tagName](node);
});

/** `html` with everything removed that is not plain text markup. */
export const clean = (html) => DOMPurify.sanitize(html, POLICY);

/** `html` with everything removed but coloured text. */
export const cleanColours = (html) => DOMPurify.sanitize(html, COLOURS);
