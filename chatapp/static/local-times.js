// Moments are written in UTC; where there is JavaScript they are shown in the reader's own time zone.

const today = new Date().toDateString();

function said(at, within) {
  const clock = at.toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  if (at.toDateString() === today) return within ? `today at ${clock}` : `Today, ${clock}`;
  const day = at.toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric" });
  return within ? `on ${day} at ${clock}` : `${day}, ${clock}`;
}

// What has no hour is a day, the same everywhere.
for (const element of document.querySelectorAll("time[datetime*='T']")) {
  const at = new Date(element.dateTime);
  if (Number.isNaN(at.valueOf())) continue;
  element.title = element.textContent;
  element.textContent = said(at, "within" in element.dataset);
}
