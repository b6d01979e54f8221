// The page of personal instructions works without this; with it, the room that is left is counted, and what was typed
// outlives a session that ends in the middle.

const form = document.getElementById("instructions");
const most = Number(form.dataset.most);
const key = `fragaria:instructions:${form.dataset.user}`;
const areas = [...form.querySelectorAll("textarea")];

// As the server counts: characters, not the halves that JavaScript sees.
const lengthOf = (text) => [...text.trim()].length;

function count(area) {
  const line = form.querySelector(`[data-count="${CSS.escape(area.id)}"]`);
  const length = lengthOf(area.value);
  line.textContent = `${length.toLocaleString(document.documentElement.lang)} / ${most.toLocaleString(document.documentElement.lang)}`;
  line.classList.toggle("over", length > most);
}

function kept() {
  try {
    return JSON.parse(sessionStorage.getItem(key)) ?? {};
  } catch {
    return {};
  }
}

function keep() {
  const typed = Object.fromEntries(areas.filter((area) => area.value !== area.defaultValue).map((area) => [area.name, area.value]));
  try {
    sessionStorage.setItem(key, JSON.stringify(typed));
  } catch {
    // Storage is refused: then nothing is kept.
  }
}

function forget() {
  try {
    sessionStorage.removeItem(key);
  } catch {
    // Nothing was kept.
  }
}

const normal = (text) => text.replace(/\r\n?/g, "\n").trim();
const before = kept();
const isSaved = !form.querySelector(".errors") && areas.every((area) => normal(before[area.name] ?? area.value) === normal(area.value));
// Else it would come back over what is written elsewhere later.
if (isSaved) forget();
for (const area of areas) {
  const typed = before[area.name];
  if (typeof typed === "string" && normal(typed) !== normal(area.value)) {
    area.value = typed;
    document.getElementById("restored").hidden = false;
  }
  count(area);
  area.addEventListener("input", () => {
    count(area);
    keep();
  });
}
