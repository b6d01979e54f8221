// Run in the page. Lets an answer grow in the conversation's place, and times the words around each of `places`.
async ({ text, token, places }) => {
  const { h, render } = await import("preact");
  const { Prose } = await import("fragaria/ui/prose.js");
  const column = document.querySelector(".thread-column");
  const host = document.createElement("article");
  host.className = "answer";
  column.replaceChildren(host);
  const AROUND = 1_200;
  const PER_FRAME = 4;
  const frame = () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 0)));
  // What a frame does: the new text, then the layout that it asks for.
  const show = (tokens) => {
    render(h(Prose, { text: text.slice(0, tokens * token), growing: true }), host);
    return host.offsetHeight;
  };
  const costs = [];
  let at = 0;
  for (const place of places) {
    for (; at < place - AROUND; at += 400) {
      show(at);
      await frame();
    }
    const times = [];
    for (at = place - AROUND; at < place + AROUND; at += PER_FRAME) {
      const began = performance.now();
      show(at);
      times.push(performance.now() - began);
      await frame();
    }
    // The middle one: what else the machine does shows in the slow ones.
    times.sort((a, b) => a - b);
    costs.push(times[Math.floor(times.length / 2)] / PER_FRAME);
  }
  render(null, host);
  return costs;
};
