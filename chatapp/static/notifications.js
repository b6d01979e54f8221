// The page of notifications: a browser may be asked only after a press, and this is the press.

const line = document.getElementById("permission");
const input = document.getElementById(line.dataset.input);

function show() {
  const answer = "Notification" in globalThis && isSecureContext ? Notification.permission : "absent";
  line.textContent = line.dataset[answer];
  line.hidden = answer === "default" && !input.checked;
}

input.addEventListener("change", async () => {
  show();
  if (!input.checked || !("Notification" in globalThis) || Notification.permission !== "default") return;
  await Notification.requestPermission();
  show();
});
show();
