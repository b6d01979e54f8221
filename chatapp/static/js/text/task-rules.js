// Lists of tasks: `- [ ] to do` and `- [x] done` have a check box that nobody can press.

import { t } from "fragaria/text/t.js";

const BOX = /^\[([ xX])\][ \t]+/;

function mark(state) {
  const { tokens } = state;
  tokens.forEach((token, i) => {
    const item = tokens[i - 2];
    if (token.type !== "inline" || item?.type !== "list_item_open") return;
    const box = BOX.exec(token.content);
    const text = token.children[0];
    if (!box || text?.type !== "text" || !text.content.startsWith(box[0].trimEnd())) return;
    text.content = text.content.slice(box[0].length);
    const input = new state.Token("task_box", "", 0);
    input.meta = { done: box[1] !== " " };
    token.children.unshift(input);
    item.attrJoin("class", "task");
  });
}

/** A markdown-it plugin. */
export function taskRules(md) {
  md.core.ruler.push("tasks", mark);
  md.renderer.rules.task_box = (tokens, i) =>
    tokens[i].meta.done
      ? `<input type="checkbox" disabled checked aria-label="${t("Done")}"> `
      : `<input type="checkbox" disabled aria-label="${t("To do")}"> `;
}
