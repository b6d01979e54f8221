// Runs work at most once per animation frame; a hidden tab, which has none, gets four turns a second.

const due = new Map();
let scheduled = false;

function flush() {
  scheduled = false;
  const work = [...due.values()];
  due.clear();
  for (const run of work) run();
}

/** Run `work` at the next frame. Of several with the same `key`, only the last. */
export function atNextFrame(key, work) {
  due.set(key, work);
  if (scheduled) return;
  scheduled = true;
  if (document.hidden) setTimeout(flush, 250);
  else requestAnimationFrame(flush);
}
