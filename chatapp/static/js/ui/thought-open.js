// What the chat page shows of a thought: the whole of it, the ends of its paths while they are written, its evidence.

export { Peek } from "fragaria/ui/peek.js";
export { Proof } from "fragaria/ui/proof.js";
export { Thought } from "fragaria/ui/thought.js";
