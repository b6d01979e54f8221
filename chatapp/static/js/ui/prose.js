// An answer's text as prose.

import { useLayoutEffect, useRef } from "preact/hooks";

import { BlocksView } from "fragaria/ui/blocks-view.js";
import { GrowingBlocks } from "fragaria/text/growing.js";
import { pressed } from "fragaria/ui/code-block.js";
import { html } from "fragaria/ui/html.js";
import { whenNear } from "fragaria/ui/near.js";

// Formatting gets at most a fifth of the time, however hard a text makes it.
const REST = 4;
const QUICK = 4; // milliseconds

// Keeps the text in `box` formatted while it grows.
class Writer {
  #grower = new GrowingBlocks();
  #timer = null;
  #pause = 0;
  #giveUp = null;

  constructor(box) {
    this.box = box;
    this.view = new BlocksView(box);
  }

  write(text, growing) {
    if (!growing || performance.now() >= this.#pause) this.#now(text, growing);
    else this.#later(text);
  }

  /** Show the text as it was written until it is nearly in sight. */
  waitWith(text) {
    this.stop();
    this.box.textContent = text;
    this.box.classList.add("as-written");
    this.#giveUp = whenNear(this.box.closest("article") ?? this.box, () => this.#now(text, false));
  }

  get isWaiting() {
    return this.#giveUp !== null;
  }

  stop() {
    clearTimeout(this.#timer);
    this.#giveUp?.();
  }

  #now(text, growing) {
    this.stop();
    if (this.isWaiting) {
      this.box.textContent = "";
      this.box.classList.remove("as-written");
      this.#giveUp = null;
    }
    const began = performance.now();
    this.view.show(growing ? this.#grower.update(text) : this.#grower.finish(text));
    const took = performance.now() - began;
    this.#pause = took > QUICK ? began + took * (1 + REST) : 0;
  }

  #later(text) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#now(text, true), Math.max(0, this.#pause - performance.now()));
  }
}

/** `growing` while more text may come; `far`: out of sight as the conversation opens, so that it can wait. */
export function Prose({ text, growing, far = false }) {
  const box = useRef(null);
  const writer = useRef(null);
  useLayoutEffect(() => () => writer.current?.stop(), []);
  useLayoutEffect(() => {
    const isFirst = !writer.current;
    writer.current ??= new Writer(box.current);
    if (!growing && ((isFirst && far) || writer.current.isWaiting)) writer.current.waitWith(text);
    else writer.current.write(text, growing);
  }, [text, growing]);
  return html`<div class=${growing ? "prose growing" : "prose"} ref=${box} onClick=${pressed}></div>`;
}
