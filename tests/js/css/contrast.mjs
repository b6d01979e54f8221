// WCAG 2.2: relative luminance and contrast ratio of #rrggbb colours.

const luminance = (hex) => {
  const [r, g, b] = hex
    .match(/[0-9a-f]{2}/gi)
    .map((part) => parseInt(part, 16) / 255)
    .map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};

export const contrast = (a, b) => {
  const [dark, bright] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (bright + 0.05) / (dark + 0.05);
};

/** The custom properties of the first rule in `css` with exactly this selector: {name: value}. */
export function tokensOf(css, selector) {
  const block = css.slice(css.indexOf(selector)).match(/\{([^}]*)\}/)[1];
  return Object.fromEntries([...block.matchAll(/--([\w-]+):\s*([^;]+);/g)].map(([, k, v]) => [k, v]));
}
