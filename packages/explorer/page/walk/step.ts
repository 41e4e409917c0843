import type { Known, Speaker } from './known.ts';

/** What a step fills its variables with. */
export interface Filling {
  /** What is known, else what says which step tells it. */
  readonly known: <Key extends keyof Known>(key: Key) => Known[Key] | string;
  /** An idempotency key, or anything else that has to be new. */
  readonly fresh: () => string;
}

/** One step of the walk: a tab with one operation. */
export interface Step {
  /** As the README calls it; the name of the operation is the same in one word. */
  readonly title: string;
  readonly speaker: Speaker;
  readonly document: string;
  readonly variables?: (filling: Filling) => object;
  /** What the next steps need of its answer, and of what it was sent. */
  readonly learns?: (data: unknown, variables: unknown) => Known;
}

/** The name of a step's operation, which is that of its tab: `FillACart`. */
export function nameOfStep({ title }: Pick<Step, 'title'>): string {
  return title.replace(/(?:^|[\s-]+)(\w)/g, (_match, letter: string) => letter.toUpperCase());
}
