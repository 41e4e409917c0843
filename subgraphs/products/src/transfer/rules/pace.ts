/** How many products of a file are worked together next, and how many by themselves before that. */
export interface Pace {
  readonly together: number;
  readonly alone: number;
}

/** So long the catalogue is held by an import, while staff wait: the time that so many new products take. */
const mostTogether = 50;
/** After what was not foreseen nothing is tried together before so many were worked. */
const mostAlone = 16;

/** One product, to see what the file is like. */
export const firstPace: Pace = { together: 1, alone: 0 };

/** Twice as many as went well together; where something was not foreseen, as many more by themselves as before. */
export function nextPace(before: Pace, asked: number, done: number): Pace {
  if (done === 0) return { together: 1, alone: Math.min(mostAlone, Math.max(1, before.alone * 2)) };
  const together = done < asked ? done : Math.min(mostTogether, Math.max(before.together, asked) * 2);
  return { together, alone: 0 };
}
