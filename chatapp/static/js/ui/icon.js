// The icons: strokes on a grid of 20, drawn in the colour of the text around them.

import { html } from "fragaria/ui/html.js";

const STROKES = {
  plus: "M10 4v12M4 10h12",
  sidebar: "M3.5 4.5h13v11h-13zM8 4.5v11",
  more: "M4.5 10h.01M10 10h.01M15.5 10h.01",
  close: "M5 5l10 10M15 5L5 15",
  send: "M10 16V4.5M5 9.5l5-5 5 5",
  stop: "M6.5 6.5h7v7h-7z",
  down: "M10 4v11.5M5 10.5l5 5 5-5",
  chevron: "M7.5 5l5 5-5 5",
  copy: "M7.5 7.5h8v8h-8zM12.5 7.5v-3h-8v8h3",
  check: "M4.5 10.5l3.5 3.5 7.5-8",
  retry: "M15.5 10a5.5 5.5 0 1 1-1.7-4M15.5 3.5v3h-3",
  paths: "M4 10h3c3 0 3-5 6-5h3M7 10h9M7 10c3 0 3 5 6 5h3",
  columns: "M3.5 4.5h5.5v11H3.5zM11 4.5h5.5v11H11z",
  auto: "M3.5 10H8l4-5h4.5M8 10l4 5h4.5M14 2.5L16.5 5 14 7.5M14 12.5l2.5 2.5-2.5 2.5",
  fast: "M11 3L5 11.5h4.5L9 17l6-8.5h-4.5z",
};

/** `name` is a key of STROKES. Icons say nothing to a screen reader: their button has a label. */
export const Icon = ({ name }) => html`
  <svg class=${`icon icon-${name}`} viewBox="0 0 20 20" aria-hidden="true"><path d=${STROKES[name]} /></svg>
`;
