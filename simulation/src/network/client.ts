import type { Process } from '../world/process.ts';
import type { Server } from './server.ts';
import type { Session } from './session.ts';

/** Keeps one process connected: one session after another. */
export class Client {
  readonly #server: Server;
  readonly #process: Process;
  #waiting: ((session: Session) => void)[] = [];
  #session: Session | undefined;

  constructor(server: Server, process: Process) {
    this.#server = server;
    this.#process = process;
    process.after(server.latency(), () => this.#connect());
  }

  /** The present session, or the next one. */
  session(): Promise<Session> {
    if (this.#session?.isOpen === true) return Promise.resolve(this.#session);
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  #connect(): void {
    const session = this.#server.connect(this.#process);
    this.#session = session;
    if (session === undefined) {
      this.#tryLater();
      return;
    }
    void session.ended.then(() => this.#tryLater());
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const resolve of waiting) resolve(session);
  }

  #tryLater(): void {
    this.#process.after(this.#server.world.random.whole(100, 1500), () => this.#connect());
  }
}
