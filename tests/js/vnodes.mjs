// What a component without hooks would show, without a browser.

/** All elements of the tree `node`, its own components called. */
export function elements(node) {
  if (Array.isArray(node)) return node.flatMap(elements);
  if (!node || typeof node !== "object") return [];
  if (typeof node.type === "function") return elements(node.type(node.props));
  return [node, ...elements(node.props.children)];
}

/** All text of the tree `node`, with single spaces. */
export function words(node) {
  const inner = (part) => {
    if (Array.isArray(part)) return part.map(inner).join(" ");
    if (typeof part === "string" || typeof part === "number") return String(part);
    if (!part || typeof part !== "object") return "";
    return inner(typeof part.type === "function" ? part.type(part.props) : part.props.children);
  };
  return inner(node).replace(/\s+/g, " ").trim();
}
