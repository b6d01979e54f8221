// A code block that is still being written: its code grows at its end, and nothing of it is parsed again.

import { codeShell, languageOf } from "fragaria/text/markdown.js";

const OPENER = /^(`{3,}|~{3,})(.*)\n/;
const CLOSER = /^ {0,3}(`{3,}|~{3,})[ \t]*$/;
// The last line, unfinished, that may become the closer.
const PERHAPS = /^ {0,3}[`~]{1,20}[ \t]*$/;

export class OpenFence {
  #start;
  #scanned;
  #marks;

  /** The fence that `text` opens at `at`, or null: it is indented, or its first line is not whole yet. */
  static at(text, at) {
    const found = OPENER.exec(text.slice(at, at + 300));
    return found && new OpenFence(found, at);
  }

  constructor([line, marks, info], at) {
    this.html = codeShell(languageOf(info));
    this.#marks = marks;
    this.#start = this.#scanned = at + line.length;
  }

  #isCloser(line) {
    const marks = CLOSER.exec(line)?.[1];
    return marks !== undefined && marks[0] === this.#marks[0] && marks.length >= this.#marks.length;
  }

  /** {code, end} of what stands in `text` now: `end` is where the text after the closer begins, -1 without one. */
  read(text) {
    for (let nl = text.indexOf("\n", this.#scanned); nl >= 0; nl = text.indexOf("\n", this.#scanned)) {
      const line = text.slice(this.#scanned, nl);
      if (this.#isCloser(line)) return { code: text.slice(this.#start, this.#scanned), end: nl + 1 };
      this.#scanned = nl + 1;
    }
    const rest = text.slice(this.#scanned, this.#scanned + 40);
    const held = PERHAPS.test(rest) && rest.length === text.length - this.#scanned;
    return { code: text.slice(this.#start, held ? this.#scanned : undefined), end: -1 };
  }
}
