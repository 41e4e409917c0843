import { History } from './history.ts';
import { Random } from './random.ts';
import { TimeQueue } from './time-queue.ts';

/** Virtual time begins here, whenever the run is. */
const epochMs = Date.UTC(2026, 0, 1);

const settled = Promise.resolve();

/** So much at one moment means that something goes round in circles, and would for ever. */
const mostAtOnce = 100_000;

/** After so many events the run lets Node itself have a turn. */
const breathEvery = 500;

/**
 * A clock that jumps from event to event, dice, and ids: all that a run depends on. Code under test runs between two
 * events, until all its promises have settled, so that nothing but the seed decides what happens when.
 */
export class World {
  readonly random: Random;
  readonly history: History;
  readonly #events = new TimeQueue<() => void>();
  #nowMs = 0;
  #ids = 0;
  #idsOfMs = -1;
  #idPrefix = '';
  #count = 0;
  #atOnce = 0;

  constructor(seed: string) {
    this.random = new Random(seed);
    this.history = new History(() => this.#nowMs);
  }

  /** Milliseconds since the world began. */
  get elapsedMs(): number {
    return this.#nowMs;
  }

  /** How many events have happened. */
  get eventCount(): number {
    return this.#count;
  }

  /** Whether more is being done than there can be to do, and no time goes by. */
  get goesInCircles(): boolean {
    return this.#atOnce > mostAtOnce;
  }

  /** Counts something that is done at this moment. */
  doSomething(): void {
    this.#atOnce += 1;
  }

  readonly now = (): Date => new Date(epochMs + this.#nowMs);

  /** A UUID of version 7 in form, counted up in substance. */
  readonly newId = (): string => {
    this.#ids += 1;
    if (this.#idsOfMs !== this.#nowMs) {
      this.#idsOfMs = this.#nowMs;
      const time = (epochMs + this.#nowMs).toString(16).padStart(12, '0');
      this.#idPrefix = `${time.slice(0, 8)}-${time.slice(8)}-7000-8000-`;
    }
    return this.#idPrefix + this.#ids.toString(16).padStart(12, '0');
  };

  /** Lets something happen after that many whole milliseconds. */
  schedule(delayMs: number, action: () => void): void {
    this.#events.push(this.#nowMs + Math.max(0, Math.round(delayMs)), action);
  }

  /** Resolves after that many whole milliseconds. */
  wait(delayMs: number): Promise<void> {
    return new Promise((resolve) => this.schedule(delayMs, resolve));
  }

  /** Runs events until `isOver` says so, or none is left. It is asked before each event. */
  run(isOver: () => boolean): Promise<void> {
    return new Promise((resolve, reject) => {
      // What a microtask puts off to the next tick runs once no microtask is left: all promises have settled by then.
      const next = (): void => process.nextTick(step);
      const step = (): void => {
        try {
          if (isOver() || !this.#happen()) resolve();
          else if (this.#count % breathEvery === 0) setImmediate(step);
          else void settled.then(next);
        } catch (error) {
          reject(error instanceof Error ? error : new Error(String(error)));
        }
      };
      step();
    });
  }

  #happen(): boolean {
    const event = this.#events.pop();
    if (event === undefined) return false;
    this.#atOnce = event.at > this.#nowMs ? 0 : this.#atOnce + 1;
    this.#nowMs = event.at;
    this.#count += 1;
    event.value();
    return true;
  }
}
