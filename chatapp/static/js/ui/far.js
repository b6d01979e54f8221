// Messages out of sight when a long conversation opens: the browser skips their layout (css/thread.css), and needs
// to know about how tall they will be, so that the scroll bar tells the truth.

const LINE = 26; // pixels
const CHARACTERS = 78;
const AROUND = 90;

/** The last messages of a conversation are drawn at once. */
export const NEAR = 8;

/** The style of a message with `text`, which is about so tall. */
export function aboutAsTallAs(text) {
  let lines = 0;
  for (const line of text.slice(0, 20_000).split("\n")) lines += Math.ceil((line.length || 1) / CHARACTERS);
  return { containIntrinsicBlockSize: `auto ${AROUND + lines * LINE}px` };
}
