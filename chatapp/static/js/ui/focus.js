// Where the keyboard goes when the thing it was on has done its work and is gone.

/** Go on to the question, unless that would raise a keyboard over the screen. */
export function focusQuestion() {
  if (matchMedia("(pointer: coarse)").matches) return;
  document.getElementById("question")?.focus();
}
