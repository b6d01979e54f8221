// Runs in the page before its own modules: a WebSocket that plays a thought as the server sends one, so that only the
// page is measured. `window.thought` = {paths, tokens, rate, step} is set before; `window.told` counts what was said.
{
  const TICK = 150; // milliseconds: THOUGHT_FLUSH_SECONDS
  const WORDS = ["the ", "value ", "of ", "x ", "is ", "then ", "2", " + ", "3", " so ", "that ", "we ", "have ", "shown "];
  const now = () => new Date().toISOString();
  window.told = { tokens: 0, bytes: 0, done: false };

  class Thought {
    constructor(say, run, answer) {
      Object.assign(this, { say, run, answer, seq: 0, given: 0, began: performance.now(), each: [] });
      const { paths } = window.thought;
      this.each = Array.from({ length: paths }, (_, path) => ({ path, step: 0, inStep: 0, text: "" }));
      this.tell([
        { type: "run_started", v: 1, strategy: "adaptive", model: "played", seed: 1, prompt_version: "1", budget: {} },
        ...this.each.map(({ path }) => ({ type: "path_started", v: 1, path, parent: null, step: 0, note: "" })),
      ]);
      this.timer = setInterval(() => this.tick(), TICK);
    }

    tell(events) {
      const entries = events.map((e) => ({ a: 1, s: ++this.seq, at: Date.now() / 1000, e }));
      this.say({ type: "events", run: this.run.id, entries });
    }

    tick() {
      const { paths, tokens, rate, step } = window.thought;
      const due = Math.min(tokens, Math.floor(((performance.now() - this.began) / 1000) * rate));
      const events = [];
      const written = new Map();
      for (; this.given < due; this.given += 1) {
        const lane = this.each[this.given % paths];
        const word = WORDS[(this.given * 7 + lane.path) % WORDS.length];
        lane.text += word;
        lane.inStep += 1;
        written.set(lane, (written.get(lane) ?? "") + word);
        if (lane.inStep === step) {
          events.push({ type: "step_delta", v: 1, path: lane.path, step: lane.step, text: written.get(lane) });
          written.delete(lane);
          events.push({ type: "step_finished", v: 1, path: lane.path, step: lane.step, text: lane.text, tokens: step, logprob: -0.2, finish_reason: "stop" });
          events.push({ type: "step_scored", v: 1, path: lane.path, step: lane.step, score: 0.8, critique: "", scorer: "reward" });
          Object.assign(lane, { step: lane.step + 1, inStep: 0, text: "" });
        }
      }
      for (const [lane, text] of written) events.push({ type: "step_delta", v: 1, path: lane.path, step: lane.step, text });
      window.told.tokens = this.given;
      if (events.length) this.tell(events);
      if (this.given >= tokens) this.end();
    }

    end() {
      clearInterval(this.timer);
      const paths = this.each.map(({ path }) => path);
      this.tell([
        ...paths.map((path) => ({ type: "path_finished", v: 1, path, answer: "5", text: "Answer: 5", weight: 1 })),
        { type: "vote_updated", v: 1, votes: [{ answer: "5", paths, weight: paths.length }] },
        { type: "answer_delta", v: 1, text: "Answer: 5" },
        { type: "answered", v: 1, path: 0, confidence: 1, verdict: "agreed", finish_reason: "stop" },
      ]);
      const run = { ...this.run, status: "succeeded", verdict: "agreed", paths: paths.length, seconds: 1 };
      this.say({ type: "done", run: this.run.id, answer: { ...this.answer, text: "Answer: 5", run }, allowance: null });
      window.told.done = true;
    }
  }

  class PlayedSocket {
    constructor() {
      setTimeout(() => this.say({ type: "hello", heartbeat: 20 }), 10);
    }

    say(frame) {
      const data = JSON.stringify(frame);
      window.told.bytes += data.length;
      this.onmessage?.({ data });
    }

    send(data) {
      const frame = JSON.parse(data);
      if (frame.type === "ping") setTimeout(() => this.say({ type: "pong", n: frame.n }), 5);
      if (frame.type === "send") setTimeout(() => this.accept(frame), 20);
      if (frame.type === "watch") setTimeout(() => new Thought((each) => this.say(each), this.run, this.answer), 20);
    }

    accept({ client_id: clientId, text }) {
      const [question, answer, conversation, run] = Array.from({ length: 4 }, () => crypto.randomUUID());
      this.run = { id: run, status: "queued", mode: "think", attempt: 1, strategy: "adaptive", model: "played", paths: 0,
        seconds: 0, verdict: "", demo: "", route: "", doubt: "", left_out: 0, error: "", message: "" };
      this.answer = { id: answer, parent: question, role: "assistant", text: "", created_at: now(), run: this.run };
      this.say({
        type: "accepted", client_id: clientId, allowance: null,
        conversation: { id: conversation, title: "A thought", updated_at: now(), running: true },
        question: { id: question, parent: null, role: "user", text, created_at: now(), run: null },
        answer: this.answer,
      });
    }

    close() {}
  }

  window.WebSocket = PlayedSocket;

  // Tasks too long for a frame or three, by what the browser itself tells.
  window.longTasks = [];
  new PerformanceObserver((list) => window.longTasks.push(...list.getEntries().map((entry) => entry.duration))).observe({
    type: "longtask",
    buffered: true,
  });
}
