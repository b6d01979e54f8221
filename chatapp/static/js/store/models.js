// Which of several models answers, for each mode. Auto does not ask.

import { signal } from "@preact/signals";

import { allowance } from "fragaria/store/allowance.js";
import { boot } from "fragaria/store/boot.js";
import { site } from "fragaria/store/site.js";
import { load, save } from "fragaria/store/storage.js";

const kept = load("models");

/** The name of the model last chosen, by mode. */
export const chosenModels = signal(kept && typeof kept === "object" ? kept : {});

/** The models to choose among, {name, about, context, plans: [{code, name}]}, the first one everybody's; none where
 * there is nothing to choose. What staff have switched off is not there. */
export const modelsFor = (mode) => (boot.choices?.[mode] ?? []).filter(({ name }) => !site.value.off.includes(name));

/** Whether the plan that pays has the model. */
export const isIncluded = ({ plans }) => !plans.length || plans.some(({ code }) => code === allowance.value?.plan);

/** The name of the model that is chosen for `mode`; nothing where that is the first. */
export function modelFor(mode) {
  const models = modelsFor(mode);
  const at = models.findIndex((model) => model.name === chosenModels.value[mode] && isIncluded(model));
  return at > 0 ? models[at].name : "";
}

export function chooseModel(mode, name) {
  chosenModels.value = { ...chosenModels.value, [mode]: name };
  save("models", chosenModels.value);
}
