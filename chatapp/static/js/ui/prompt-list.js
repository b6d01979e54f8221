// The list of saved prompts that a slash at the start of the composer opens, and going through the {places} of one.

import { useEffect, useId, useLayoutEffect, useRef, useState } from "preact/hooks";

import { draft, editDraft } from "fragaria/store/asking.js";
import { insert, inserted, prompts, refreshPrompts } from "fragaria/store/prompts.js";
import { announce } from "fragaria/store/status.js";
import { matching, placeBefore, placeFrom, queryIn } from "fragaria/text/slash.js";
import { t, tn } from "fragaria/text/t.js";
import { html } from "fragaria/ui/html.js";

const STEPS = { ArrowDown: 1, ArrowUp: -1 };
const MODIFIERS = ["ctrlKey", "metaKey", "altKey"];

// Puts an inserted prompt into the composer and lets Tab go from place to place in it. Returns the keys' handler.
function usePlaces(area) {
  const filling = useRef(false);
  const select = (place) => {
    if (place) area.current.setSelectionRange(...place);
    return place !== null;
  };
  useLayoutEffect(() => {
    if (!inserted.value) return;
    const { text } = inserted.value;
    inserted.value = null;
    editDraft(text);
    // The box gets its text with the next drawing; what is selected must be in it already.
    area.current.value = text;
    area.current.focus();
    filling.current = select(placeFrom(text, 0));
    if (!filling.current) area.current.setSelectionRange(text.length, text.length);
  }, [inserted.value]);
  return (event) => {
    if (!filling.current || event.key !== "Tab" || MODIFIERS.some((each) => event[each])) return false;
    const { value, selectionStart, selectionEnd } = area.current;
    // Behind the last place Tab is what it is elsewhere.
    filling.current = select(event.shiftKey ? placeBefore(value, selectionStart) : placeFrom(value, selectionEnd));
    return filling.current;
  };
}

// The text area is a combobox as long as the list is there.
function useCombobox(area, list, active) {
  useEffect(() => {
    if (!active) return undefined;
    const told = { role: "combobox", "aria-expanded": "true", "aria-autocomplete": "list", "aria-controls": list, "aria-activedescendant": active };
    for (const [name, value] of Object.entries(told)) area.current.setAttribute(name, value);
    document.getElementById(active)?.scrollIntoView({ block: "nearest" });
    return () => {
      for (const name of Object.keys(told)) area.current?.removeAttribute(name);
    };
  }, [list, active]);
}

/** `area` is the composer's text area, `keys.current` is set to what takes its key presses: it returns true for those
 * that it used. */
export function PromptList({ area, keys, onManage }) {
  const id = useId();
  const [at, setAt] = useState(0);
  const [isPutAway, putAway] = useState(false);
  const places = usePlaces(area);
  const query = queryIn(draft.value);
  const isLooking = query !== null;
  useEffect(() => {
    if (isLooking) refreshPrompts().catch(() => announce(t("Your saved prompts could not be loaded.")));
    else putAway(false);
  }, [isLooking]);
  useEffect(() => setAt(0), [query]);

  const found = isLooking && !isPutAway && prompts.value ? matching(prompts.value, query) : [];
  const options = found.map((prompt) => ({ ...prompt, choose: () => insert(prompt.text) }));
  const manage = () => {
    editDraft("");
    onManage();
  };
  if (query === "" && !isPutAway && prompts.value) options.push({ id: "manage", choose: manage });
  const isOpen = options.length > 0;
  const chosen = Math.min(at, options.length - 1);
  const idOf = (option) => `${id}-${option.id}`;
  useCombobox(area, id, isOpen ? idOf(options[chosen]) : null);
  useEffect(() => {
    if (isOpen) announce(tn("{n} saved prompt", "{n} saved prompts", found.length));
  }, [isOpen, found.length]);

  keys.current = (event) => {
    if (event.isComposing || !isOpen) return places(event);
    if (MODIFIERS.some((each) => event[each])) return false;
    if (Object.hasOwn(STEPS, event.key)) setAt((chosen + STEPS[event.key] + options.length) % options.length);
    else if (event.key === "Enter" || (event.key === "Tab" && !event.shiftKey)) options[chosen].choose();
    else if (event.key === "Escape") putAway(true);
    else return false;
    return true;
  };

  if (!isOpen) return null;
  return html`
    <ul class="prompt-list" id=${id} role="listbox" aria-label=${t("Saved prompts")}>
      ${options.map(
        (option, i) => html`
          <li key=${option.id} id=${idOf(option)} role="option" aria-selected=${i === chosen}
            onMouseDown=${(event) => event.preventDefault()} onClick=${option.choose}>
            ${option.name
              ? html`<bdi class="prompt-name">/${option.name}</bdi><span class="prompt-text" dir="auto">${option.text}</span>`
              : html`<span>${found.length ? t("Edit saved prompts…") : t("Save a first prompt…")}</span>`}
          </li>
        `,
      )}
    </ul>
  `;
}
