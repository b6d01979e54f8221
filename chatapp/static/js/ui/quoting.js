// Quoting an answer: a button beside what is selected in one, and the way of the words into the question.

import { draft, editDraft } from "fragaria/store/asking.js";
import { t } from "fragaria/text/t.js";
import { textOf, withQuote } from "fragaria/text/quote.js";

const PAUSE = 200; // until a selection has settled
const GAP = 8;

/** Put `text` into the question as a quotation, and go on there. */
export function quote(text) {
  editDraft(withQuote(draft.value, text));
  const area = document.getElementById("question");
  area.focus();
  // Once the box has the new text.
  requestAnimationFrame(() => {
    area.setSelectionRange(area.value.length, area.value.length);
    area.scrollTop = area.scrollHeight;
  });
}

// The prose of the one answer in which all of the selection lies, or null.
function proseOf(selection) {
  if (!selection.rangeCount || selection.isCollapsed) return null;
  const { commonAncestorContainer: inside } = selection.getRangeAt(0);
  const element = inside.nodeType === Node.ELEMENT_NODE ? inside : inside.parentElement;
  return element?.closest(".thread .answer .prose") ?? null;
}

class QuoteButton {
  #timer = null;
  #node = document.createElement("button");

  constructor() {
    this.#node.type = "button";
    this.#node.className = "button quote-button";
    this.#node.textContent = t("Quote");
    // The press would take the selection away before the click.
    this.#node.addEventListener("pointerdown", (event) => event.preventDefault());
    this.#node.addEventListener("click", () => this.#press());
    document.addEventListener("selectionchange", () => {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => this.#follow(), PAUSE);
    });
    document.addEventListener("scroll", () => this.#place(), { capture: true, passive: true });
  }

  #follow() {
    const prose = proseOf(getSelection());
    if (!prose || !getSelection().toString().trim()) {
      this.#node.remove();
      return;
    }
    // Behind the prose, so that Tab leads to it from the selection.
    if (this.#node.previousElementSibling !== prose) prose.after(this.#node);
    this.#place();
  }

  // Above what is selected; on a touch screen below it, for the browser's own menu stands above.
  #place() {
    if (!this.#node.isConnected || !proseOf(getSelection())) return;
    const box = getSelection().getRangeAt(0).getBoundingClientRect();
    const frame = this.#node.closest(".thread").getBoundingClientRect();
    const { offsetWidth: width, offsetHeight: height } = this.#node;
    const above = box.top - GAP - height;
    const isTouch = matchMedia("(pointer: coarse)").matches;
    const top = isTouch || above < frame.top ? box.bottom + (isTouch ? 4 : 1) * GAP : above;
    const middle = box.left + (box.width - width) / 2;
    this.#node.hidden = box.bottom < frame.top || box.top > frame.bottom;
    this.#node.style.setProperty("top", `${Math.min(top, frame.bottom - height - GAP)}px`);
    this.#node.style.setProperty("left", `${Math.min(Math.max(GAP, middle), innerWidth - width - GAP)}px`);
  }

  #press() {
    const selection = getSelection();
    if (proseOf(selection)) quote(textOf(selection.getRangeAt(0).cloneContents()));
    selection.removeAllRanges();
    this.#node.remove();
  }
}

let started = false;

/** From now on a selection in an answer has its button. */
export function startQuoting() {
  if (started) return;
  started = true;
  new QuoteButton();
}
