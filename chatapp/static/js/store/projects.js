// Projects: folders of conversations with instructions of their own.

import { signal } from "@preact/signals";

import { api } from "fragaria/store/api.js";
import { conversations, forget, listOf, put, refreshConversations, show } from "fragaria/store/conversations.js";
import { load, save } from "fragaria/store/storage.js";

/** {id, name, instructions, running, unread}, by name. */
export const projects = signal([]);

/** The ids of those that are open in the sidebar. */
export const unfolded = signal(new Set(load("projects") ?? []));

const byName = (a, b) => a.name.localeCompare(b.name);
const without = (id) => projects.value.filter((project) => project.id !== id);

export const projectOf = (id) => projects.value.find((project) => project.id === id) ?? null;

export async function refreshProjects() {
  const { items } = await api.get("projects");
  projects.value = items.sort(byName);
  // One that was deleted elsewhere is not read any more.
  for (const id of unfolded.value) show(listOf(id), projectOf(id) !== null).catch(() => {});
}

/** Open or close the folder; resolves when its conversations are there. */
export function unfold(id, open) {
  const next = new Set(unfolded.value);
  open ? next.add(id) : next.delete(id);
  unfolded.value = next;
  save("projects", next.size ? [...next] : null);
  return show(listOf(id), open);
}

/** Make a project, or with `id` change one; resolves to it. */
export async function keepProject(id, { name, instructions }) {
  const made = id
    ? await api.patch(`projects/${id}`, { name, instructions })
    : await api.post("projects", { name, instructions });
  projects.value = [...without(made.id), { ...projectOf(made.id), ...made }].sort(byName);
  return made;
}

/** Delete a project; its conversations go back to the history, or with it. */
export async function deleteProject(id, { withConversations }) {
  await api.delete(`projects/${id}?conversations=${withConversations ? "delete" : "keep"}`);
  projects.value = without(id);
  await unfold(id, false);
  const inside = conversations.value.filter((item) => item.project === id);
  if (withConversations) forget(inside.map((item) => item.id));
  else put(inside.map((item) => ({ id: item.id, project: null })));
  await refreshConversations().catch(() => {});
}

/** A conversation for a first question in the project; resolves to its id. */
export async function beginIn(project) {
  const { id } = await api.post("conversations", { project });
  return id;
}
