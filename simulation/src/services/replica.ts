import { Process } from '../world/process.ts';
import type { Site } from './site.ts';

/** One replica of a service: a process that is started again after each death. */
export class Replica<Api> {
  readonly name: string;
  readonly #site: Site;
  readonly #start: (process: Process) => Api;
  #running: { readonly process: Process; readonly api: Api } | undefined;
  #downUntilMs = 0;

  constructor(name: string, site: Site, start: (process: Process) => Api) {
    this.name = name;
    this.#site = site;
    this.#start = start;
    this.#begin();
  }

  /** What runs now; undefined while the process is down. */
  get running(): { readonly process: Process; readonly api: Api } | undefined {
    return this.#running?.process.isAlive === true ? this.#running : undefined;
  }

  /** Dies, and stays down for a while. */
  kill(downMs: number): void {
    const { world } = this.#site;
    this.#downUntilMs = world.elapsedMs + downMs;
    world.history.noteForAll(`${this.name} dies for ${downMs} ms`);
    this.#running?.process.kill();
  }

  pause(forMs: number): void {
    this.#site.world.history.noteForAll(`${this.name} is suspended for ${forMs} ms`);
    this.#running?.process.pause(forMs);
  }

  #begin(): void {
    const { world } = this.#site;
    const process = new Process(this.name, world);
    process.onDeath(() => {
      const delayMs = Math.max(this.#downUntilMs - world.elapsedMs, world.random.integer(200, 5000));
      world.schedule(delayMs, () => this.#begin());
    });
    this.#running = { process, api: this.#start(process) };
  }
}
