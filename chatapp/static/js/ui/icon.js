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
  search: "M9 3.5a5.5 5.5 0 1 1 0 11a5.5 5.5 0 0 1 0-11M13 13l3.5 3.5",
  folder: "M3 5.5h5l1.5 2H17v8H3z",
  pin: "M7.5 3.5h5l-.7 5 2.7 2.5h-9L8.2 8.5zM10 11v5.5",
  archive: "M3.5 4.5h13v3h-13zM4.5 7.5v8h11v-8M8 10.5h4",
  share: "M10 12.5v-9M6.5 6.5L10 3l3.5 3.5M4.5 10.5v6h11v-6",
  fork: "M6 3.5v13M6 11c0-3 8-2 8-7.5M11.5 6L14 3.5 16.5 6",
  temporary: "M10 3.5a6.5 6.5 0 1 1 0 13a6.5 6.5 0 0 1 0-13M10 6.5V10l2.5 1.5",
  play: "M6.5 4l9 6-9 6z",
  skip: "M5.5 4.5l7 5.5-7 5.5zM15 4.5v11",
  pause: "M7 4.5v11M13 4.5v11",
  unsure: "M7 7.5a3 3 0 1 1 4.5 2.6c-1 .6-1.5 1.1-1.5 2.4M10 15.5h.01",
  queue: "M10 14.5V3.5M5.5 8L10 3.5 14.5 8M4 17h12",
  slash: "M3.5 3.5h13v13h-13zM12 6.5l-4 7",
  clip: "M14.5 8.5l-5.7 5.7a2.2 2.2 0 0 1-3.1-3.1l6.4-6.4a3.4 3.4 0 0 1 4.8 4.8l-6.5 6.5",
  file: "M5.5 3.5h6l3 3v10h-9zM11.5 3.5v3h3M8 10h4M8 13h4",
  picture: "M3.5 4.5h13v11h-13zM3.5 13l4-4 4.5 4.5M11 12l2-2 3.5 3.5M13.5 7.5h.01",
  edit: "M4 16l.8-3.3L13 4.5l2.5 2.5-8.2 8.2zM11.5 6l2.5 2.5",
  delete: "M4 6h12M8 6V4h4v2M5.5 6l.7 10h7.6l.7-10M8.5 9v4.5M11.5 9v4.5",
  like: "M3.5 9h3v7h-3zM6.5 9l3-5.5c1.2 0 1.8.8 1.6 2l-.4 2.5H15c1 0 1.6.8 1.4 1.7l-1 5c-.2.8-.8 1.3-1.6 1.3H6.5",
  dislike: "M3.5 11h3V4h-3zM6.5 11l3 5.5c1.2 0 1.8-.8 1.6-2l-.4-2.5H15c1 0 1.6-.8 1.4-1.7l-1-5C15.2 4.5 14.6 4 13.8 4H6.5",
  fast: "M11 3L5 11.5h4.5L9 17l6-8.5h-4.5z",
};

/** `name` is a key of STROKES. Icons say nothing to a screen reader: their button has a label. */
export const Icon = ({ name }) => html`
  <svg class=${`icon icon-${name}`} viewBox="0 0 20 20" aria-hidden="true"><path d=${STROKES[name]} /></svg>
`;
