// Runs inside the diagram frame (chatapp/pages/views.py says what it may do, which is nearly nothing): draws what the
// page sends, and tells how tall it became.

const page = window.parent;
const place = document.getElementById("place");
const READABLE = 560; // pixels
let drawings = 0;
let drawn = false;

const tell = (message) => page.postMessage(message, "*");

function tellHeight() {
  if (drawn) tell({ type: "drawn", height: Math.ceil(place.getBoundingClientRect().height) });
}

async function draw({ source, dark }) {
  drawings += 1;
  const mine = drawings;
  document.documentElement.style.colorScheme = dark ? "dark" : "light";
  mermaid.initialize({
    startOnLoad: false,
    securityLevel: "strict",
    suppressErrorRendering: true,
    htmlLabels: false,
    flowchart: { htmlLabels: false },
    theme: dark ? "dark" : "neutral",
    fontFamily: "system-ui, sans-serif",
    maxTextSize: 20_000,
    maxEdges: 400,
  });
  try {
    const { svg } = await mermaid.render(`drawing-${mine}`, source);
    if (mine !== drawings) return;
    place.innerHTML = svg;
    // On a phone a wide one scrolls; shrunk to fit, nobody could read it.
    const drawing = place.firstElementChild;
    drawing.style.minWidth = `${Math.min(READABLE, drawing.viewBox.baseVal.width)}px`;
    drawn = true;
    tellHeight();
  } catch (error) {
    tell({ type: "failed", message: String(error?.message ?? error).split("\n")[0].replace(/:$/, ".") });
  }
}

new ResizeObserver(tellHeight).observe(place);
addEventListener("message", ({ source, data }) => {
  if (source === page && data?.type === "draw" && typeof data.source === "string") draw(data);
});
tell({ type: "ready" });
