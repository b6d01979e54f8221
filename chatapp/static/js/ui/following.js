// Staying at the end of a conversation: as it opens, and while an answer grows.

import { useEffect, useRef, useState } from "preact/hooks";

import { activeRun, shown } from "fragaria/store/thread.js";

const NEAR_END = 48;
const TOUCHES = ["wheel", "touchmove", "pointerdown", "keydown"];

/** Follows the end of `box` while `content` grows, as long as the reader is there: {atEnd, toEnd, stay, scrolled}. */
export function useFollowing(box, content) {
  const [atEnd, setAtEnd] = useState(true);
  const following = useRef(true);
  // From going to the end until the reader does something: what is drawn late must not push the end out of sight.
  const still = useRef(true);
  const top = useRef(0);
  // At once: a smooth way to an end that moves never arrives.
  const toEnd = () => {
    following.current = still.current = true;
    box.current.scrollTop = box.current.scrollHeight;
    top.current = box.current.scrollTop;
    // Where all of it is in sight, nothing scrolls that would tell.
    setAtEnd(true);
  };
  const stay = () => {
    following.current = still.current = false;
  };
  const scrolled = () => {
    const { scrollHeight, scrollTop, clientHeight } = box.current;
    const isNear = scrollHeight - scrollTop - clientHeight < NEAR_END;
    // It has not moved up: there is more below than there was.
    if (still.current && !isNear && scrollTop > top.current - NEAR_END) return;
    still.current &&= isNear;
    following.current = isNear;
    setAtEnd(isNear);
  };
  useEffect(() => {
    const touched = () => {
      still.current = false;
    };
    const { current: element } = box;
    for (const name of TOUCHES) element.addEventListener(name, touched, { passive: true });
    // The last change comes when the run has just ended: it is followed too.
    let wasActive = false;
    const observer = new ResizeObserver((changes) => {
      const isActive = Boolean(activeRun.peek());
      // The frame shrinks when the composer grows; what stood at the end stays in sight.
      const frameChanged = changes.some(({ target }) => target === element);
      // What greets in an empty one is read from its beginning.
      if (following.current && shown.peek().length && (isActive || wasActive || frameChanged || still.current)) toEnd();
      else scrolled();
      wasActive = isActive;
    });
    observer.observe(content.current);
    observer.observe(element);
    return () => {
      observer.disconnect();
      for (const name of TOUCHES) element.removeEventListener(name, touched);
    };
  }, []);
  return { atEnd, toEnd, stay, scrolled };
}
