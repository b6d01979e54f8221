// Work that nobody waits for: one piece in each of the browser's idle moments.

const due = [];
let scheduled = false;

// Safari has no idle callbacks.
const later = globalThis.requestIdleCallback ?? ((run) => setTimeout(run, 50));

async function run(work) {
  try {
    await work();
  } catch (error) {
    console.warn("Something that could wait failed:", error);
  }
}

function next() {
  run(due.shift());
  scheduled = false;
  if (due.length) schedule();
}

function schedule() {
  scheduled = true;
  later(next, { timeout: 1_000 });
}

export function whenIdle(work) {
  due.push(work);
  if (!scheduled) schedule();
}
