/** A value with a virtual time, in milliseconds. */
interface Timed<T> {
  readonly at: number;
  readonly sequence: number;
  readonly value: T;
}

/** A priority queue (binary heap) by time; entries of the same time are first in, first out. */
export class TimeQueue<T> {
  readonly #heap: Timed<T>[] = [];
  #sequence = 0;

  get size(): number {
    return this.#heap.length;
  }

  /** When the next one is due; Infinity when there is none. */
  get earliest(): number {
    return this.#heap[0]?.at ?? Infinity;
  }

  push(at: number, value: T): void {
    const event = { at, sequence: (this.#sequence += 1), value };
    const heap = this.#heap;
    let index = heap.length;
    heap.push(event);
    while (index > 0) {
      const parent = (index - 1) >> 1;
      const above = heap[parent] as Timed<T>;
      if (!isBefore(event, above)) break;
      heap[index] = above;
      index = parent;
    }
    heap[index] = event;
  }

  pop(): Timed<T> | undefined {
    const heap = this.#heap;
    const first = heap[0];
    const last = heap.pop();
    if (last !== undefined && heap.length > 0) this.#sink(last);
    return first;
  }

  #sink(event: Timed<T>): void {
    const heap = this.#heap;
    let index = 0;
    for (;;) {
      let child = 2 * index + 1;
      if (child >= heap.length) break;
      if (child + 1 < heap.length && isBefore(heap[child + 1] as Timed<T>, heap[child] as Timed<T>))
        child += 1;
      const below = heap[child] as Timed<T>;
      if (!isBefore(below, event)) break;
      heap[index] = below;
      index = child;
    }
    heap[index] = event;
  }
}

function isBefore(a: Timed<unknown>, b: Timed<unknown>): boolean {
  return a.at < b.at || (a.at === b.at && a.sequence < b.sequence);
}
