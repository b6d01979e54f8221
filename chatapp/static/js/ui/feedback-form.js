// What is wrong with an answer. That it is bad is kept as soon as this opens.

import { useEffect, useState } from "preact/hooks";

import { t } from "fragaria/text/t.js";
import { html } from "fragaria/ui/html.js";

const LONGEST = 2000;
const REASONS = [
  ["wrong", () => t("It is wrong")],
  ["off_topic", () => t("Not what I asked")],
  ["too_long", () => t("Too long")],
  ["too_slow", () => t("Too slow")],
  ["unsafe", () => t("Harmful or unsafe")],
  ["other", () => t("Something else")],
];

export function FeedbackForm({ message, say, close }) {
  const before = message.feedback?.value === "down" ? message.feedback : null;
  const [reasons, setReasons] = useState(before?.reasons ?? []);
  const [text, setText] = useState(before?.text ?? "");
  useEffect(() => {
    if (!before) say({ value: "down", reasons, text });
  }, []);
  const toggle = (key) => setReasons(reasons.includes(key) ? reasons.filter((other) => other !== key) : [...reasons, key]);
  const send = async (event) => {
    event.preventDefault();
    // What was typed stays where it could not be kept.
    if (await say({ value: "down", reasons, text })) close();
  };
  const takeBack = () => {
    close();
    say(null);
  };
  return html`
    <form class="feedback" onSubmit=${send}>
      <fieldset>
        <legend>${t("What is wrong with it?")}</legend>
        ${REASONS.map(
          ([key, label]) => html`<label key=${key} class="check"><input type="checkbox" checked=${reasons.includes(key)} onChange=${() => toggle(key)} />${label()}</label>`,
        )}
      </fieldset>
      <label>
        <span class="hidden-visually">${t("In your words")}</span>
        <textarea rows="3" dir="auto" maxlength=${LONGEST} placeholder=${t("In your words, if you like")} value=${text} onInput=${(event) => setText(event.target.value)}></textarea>
      </label>
      <p class="menu-note">${t("The people who run this site can read it, with the answer.")}</p>
      <div class="actions">
        <button type="button" class="button quiet" onClick=${takeBack}>${t("Take it back")}</button>
        <button class="button primary">${t("Send")}</button>
      </div>
    </form>
  `;
}
