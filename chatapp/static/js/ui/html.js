import htm from "htm";
import { h } from "preact";

/** JSX without a build: html`<div>${child}</div>`. */
export const html = htm.bind(h);
