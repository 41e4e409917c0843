import { History } from './history.ts';
import { createRandom, type Random } from '@cartwright/random';
import { TimeQueue } from './time-queue.ts';

/** Virtual time begins here, whenever the run is. */
const epochMs = Date.UTC(2026, 0, 1);

const settled = Promise.resolve();

/** More than this at one moment is an endless loop. */
const mostAtOnce = 100_000;

/** After so many events the run yields to Node's event loop. */
const breathEvery = 500;

/**
 * All that a run depends on: a clock that jumps from event to event, random numbers, and ids. Code under test runs
 * between two events, until all its promises have settled, so that only the seed determines what happens when.
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
    this.random = createRandom(seed);
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

  /** Whether the world is in an endless loop in which no time passes. */
  get isInEndlessLoop(): boolean {
    return this.#atOnce > mostAtOnce;
  }

  /** Counts an action at the current moment. */
  countAction(): void {
    this.#atOnce += 1;
  }

  readonly now = (): Date => new Date(epochMs + this.#nowMs);

  /** A counter in the format of a UUID version 7. */
  readonly newId = (): string => {
    this.#ids += 1;
    if (this.#idsOfMs !== this.#nowMs) {
      this.#idsOfMs = this.#nowMs;
      const time = (epochMs + this.#nowMs).toString(16).padStart(12, '0');
      this.#idPrefix = `${time.slice(0, 8)}-${time.slice(8)}-7000-8000-`;
    }
    return this.#idPrefix + this.#ids.toString(16).padStart(12, '0');
  };

  /** Schedules an event after that many whole milliseconds. */
  schedule(delayMs: number, action: () => void): void {
    this.#events.push(this.#nowMs + Math.max(0, Math.round(delayMs)), action);
  }

  /** Resolves after that many whole milliseconds. */
  wait(delayMs: number): Promise<void> {
    return new Promise((resolve) => this.schedule(delayMs, resolve));
  }

  /** Runs events until `isOver` says so, or none is left. It is called before each event. */
  run(isOver: () => boolean): Promise<void> {
    return new Promise((resolve, reject) => {
      // What a microtask schedules for the next tick runs once no microtask is left: all promises have settled by then.
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
