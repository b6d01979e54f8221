// The order works without this; with it, a team's total follows the seats and the interval that are chosen.

const form = document.getElementById("order");
const total = document.getElementById("total");

function show() {
  const key = form.elements.lookup_key.value;
  const seats = Number.parseInt(form.elements.quantity.value, 10);
  const price = total.querySelector(`[data-key="${CSS.escape(key)}"]`);
  total.hidden = !price || !(seats > 0);
  if (total.hidden) return;
  const amount = ((Number(price.value) * seats) / 100).toLocaleString("en-US", { style: "currency", currency: "USD" });
  const { one, many } = total.dataset;
  total.querySelector("output").textContent = price.dataset.said
    .replace("{seats}", (seats === 1 ? one : many).replace("{n}", seats))
    .replace("{amount}", amount);
}

function nameIsForNew() {
  const name = form.elements.team_name;
  if (name) name.closest(".field").hidden = form.elements.account.value !== "new";
}

if (total) {
  form.addEventListener("input", show);
  form.addEventListener("input", nameIsForNew);
  show();
  nameIsForNew();
}

// One press is one order; the server holds that too.
form?.addEventListener("submit", (event) => {
  if (form.dataset.sent) event.preventDefault();
  form.dataset.sent = "yes";
});
addEventListener("pageshow", ({ persisted }) => persisted && delete form?.dataset.sent);
