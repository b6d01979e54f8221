// Work that waits until its place in the page is nearly in sight.

const MARGIN = "800px 0px";

const observers = new Map();
const waiting = new WeakMap();

function observerOf(root) {
  if (!observers.has(root)) {
    const seen = (entries) => {
      for (const { isIntersecting, target } of entries) if (isIntersecting) waiting.get(target)?.();
    };
    observers.set(root, new IntersectionObserver(seen, { root, rootMargin: MARGIN }));
  }
  return observers.get(root);
}

/** Run `work` once `element` is near what the reader sees; returns a function that gives it up. */
export function whenNear(element, work) {
  const observer = observerOf(element.closest(".thread"));
  const done = () => {
    observer.unobserve(element);
    waiting.delete(element);
  };
  waiting.set(element, () => {
    done();
    work();
  });
  observer.observe(element);
  return done;
}
