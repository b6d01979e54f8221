// A button and what it opens. The browser's popover gives light dismissal, Escape and the top layer.

import { useId, useRef, useState } from "preact/hooks";

import { html } from "fragaria/ui/html.js";

const GAP = 4;
const EDGE = 8;

function place(panel, button) {
  const box = button.getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = panel;
  const below = box.bottom + GAP;
  const top = below + height < innerHeight - EDGE ? below : Math.max(EDGE, box.top - GAP - height);
  const start = document.dir === "rtl" ? box.right - width : box.left;
  const left = Math.min(Math.max(EDGE, start), innerWidth - width - EDGE);
  panel.style.setProperty("top", `${top}px`);
  panel.style.setProperty("left", `${left}px`);
}

/** `face` is what the button shows, `label` says it where it is no text, `pressed` whether it is on; `children(close)` is the panel, made when it
 * opens: a long history has as many menus as lines. */
export function Menu({ face, label, className, pressed, disabled, children }) {
  const id = useId();
  const button = useRef(null);
  const panel = useRef(null);
  const [isOpen, setOpen] = useState(false);
  const close = () => panel.current.hidePopover();
  const opens = (event) => event.newState === "open" && setOpen(true);
  const toggled = (event) => {
    if (event.newState !== "open") {
      setOpen(false);
      return;
    }
    place(panel.current, button.current);
    panel.current.querySelector("button, a, input")?.focus();
  };
  return html`
    <button type="button" class=${className} ref=${button} popovertarget=${id} disabled=${disabled} aria-pressed=${pressed} aria-label=${label} title=${label}>
      ${face}
    </button>
    <div class="menu" id=${id} ref=${panel} popover="auto" onBeforeToggle=${opens} onToggle=${toggled}>
      ${isOpen && children(close)}
    </div>
  `;
}

/** One line of a menu. */
export const MenuItem = ({ onSelect, danger, children }) => html`
  <button type="button" class=${danger ? "menu-item danger" : "menu-item"} onClick=${onSelect}>${children}</button>
`;
