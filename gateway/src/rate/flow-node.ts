import type { Importance } from '@cartwright/process';

/** Some of those who ask: a network, an address in it, a user there. */
export interface Flow {
  readonly key: string;
  /** Seats that it may take at the same time. */
  readonly seats: number;
}

/** Somebody who waits in a flow. */
export interface Waiting {
  readonly isHeldUp: boolean;
  readonly start: () => void;
  /** Ends their wait without a seat. */
  readonly pushOut: () => void;
}

type Counts = Record<Importance, number>;
/** None of each. */
export const noCounts = (): Counts => ({ checkout: 0, change: 0, browsing: 0 });

/** A flow that works or waits; forgotten when it does neither. */
export class FlowNode {
  readonly key: string;
  readonly parent: FlowNode | undefined;
  readonly below = new Map<string, FlowNode>();
  /** Who waits in this flow itself, in the order in which they came. */
  readonly lines: Readonly<Record<Importance, Set<Waiting>>> = {
    checkout: new Set(),
    change: new Set(),
    browsing: new Set(),
  };
  readonly seats: number;
  taken = 0;
  /** How many wait here or below. */
  readonly waitingBy = noCounts();
  /** How many of these wait because there is no seat for anybody. */
  readonly heldUpBy = noCounts();
  /** What it has had so far, by the clock of its parent: whoever had least comes next. */
  had = 0;
  /** What those below had who came last: newcomers begin there, and do not catch up on what they did not want before. */
  clock = 0;

  constructor({ key, seats }: Flow, parent: FlowNode | undefined) {
    this.key = key;
    this.seats = seats;
    this.parent = parent;
    this.had = parent?.clock ?? 0;
  }

  get isFull(): boolean {
    return this.taken >= this.seats;
  }

  get waiting(): number {
    return this.waitingBy.checkout + this.waitingBy.change + this.waitingBy.browsing;
  }
}

/** Whoever did not wait has no claim to what they did not take. */
export function claimNothing(path: readonly FlowNode[]): void {
  for (const node of path) {
    if (node.waiting === 0) node.had = Math.max(node.had, node.parent?.clock ?? 0);
  }
}

/** Who comes next in a flow; undefined when nobody waits there who might. */
export function nextIn(node: FlowNode, importance: Importance): Waiting | undefined {
  if (node.waitingBy[importance] === 0 || node.isFull) return undefined;
  const [own] = node.lines[importance];
  if (own !== undefined) return own;
  const inTurn = [...node.below.values()]
    .filter(({ waitingBy }) => waitingBy[importance] > 0)
    .sort((a, b) => a.had - b.had);
  for (const child of inTurn) {
    const next = nextIn(child, importance);
    if (next === undefined) continue;
    node.clock = Math.max(node.clock, child.had);
    return next;
  }
  return undefined;
}

/** Flows that neither work nor wait are as if they had never been. */
export function forgetIdle(path: readonly FlowNode[]): void {
  for (const { key, parent, taken, waiting } of path.toReversed()) {
    if (taken === 0 && waiting === 0) parent?.below.delete(key);
  }
}

/** The flow within this one with most who are held up, and more than one of them; undefined where nobody has more than anybody else. */
export function crowdIn(node: FlowNode, importance: Importance): FlowNode | undefined {
  const crowd = largestBelow(node, importance);
  return crowd !== undefined && crowd.heldUpBy[importance] > 1 ? crowd : undefined;
}

/** Who came last of those who are held up in the largest crowd of a flow. */
export function lastHeldUpIn(node: FlowNode, importance: Importance): Waiting | undefined {
  const below = largestBelow(node, importance);
  if (below !== undefined) return lastHeldUpIn(below, importance);
  return [...node.lines[importance]].findLast(({ isHeldUp }) => isHeldUp);
}

function largestBelow({ below }: FlowNode, importance: Importance): FlowNode | undefined {
  let largest: FlowNode | undefined;
  for (const child of below.values())
    if (child.heldUpBy[importance] > (largest?.heldUpBy[importance] ?? 0)) largest = child;
  return largest;
}
