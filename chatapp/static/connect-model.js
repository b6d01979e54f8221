// The page for connecting a model works without this; with it, a button says that it is at work, and the list of
// models and the name that is typed follow each other.

const form = document.getElementById("model-form");
const name = document.getElementById("model");
const offered = document.getElementById("offered");

form?.addEventListener("submit", (event) => {
  const button = event.submitter;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "yes";
  if (!button?.dataset.busy) return;
  button.setAttribute("aria-busy", "true");
  button.textContent = button.dataset.busy;
});

// Back in history shows the page as it was left.
addEventListener("pageshow", ({ persisted }) => persisted && location.reload());

offered?.addEventListener("change", () => {
  if (offered.value) name.value = offered.value;
  else name.select();
});

name?.addEventListener("input", () => {
  if (!offered) return;
  const listed = [...offered.options].find((option) => option.value === name.value);
  offered.value = listed ? name.value : "";
});
