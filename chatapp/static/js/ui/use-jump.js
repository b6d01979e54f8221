// Brings the message that somebody wants to see into sight, once it is on the page.

import { useEffect } from "preact/hooks";

import { target } from "fragaria/store/jump.js";
import { shown, thread } from "fragaria/store/thread.js";

const GLOW = 2400;

export const elementIdOf = (message) => `message-${message}`;

function bring(element) {
  // As if the reader had gone there: the thread does not go back to its end.
  element.dispatchEvent(new Event("pointerdown", { bubbles: true }));
  element.scrollIntoView({ block: "center" });
  element.focus({ preventScroll: true });
  element.classList.add("found");
  setTimeout(() => element.classList.remove("found"), GLOW);
}

export function useJump() {
  const wanted = target.value;
  const { status } = thread.value;
  const ready = wanted && status === "ready" && shown.value.some(({ id }) => id === wanted);
  useEffect(() => {
    if (!ready) return undefined;
    // Behind the page's own way to the end, and once more when what is above has its real height.
    const frames = [];
    const jump = () => {
      const element = document.getElementById(elementIdOf(wanted));
      if (element) bring(element);
      target.value = null;
    };
    frames.push(requestAnimationFrame(() => frames.push(requestAnimationFrame(jump))));
    return () => frames.forEach(cancelAnimationFrame);
  }, [ready, wanted]);
}
