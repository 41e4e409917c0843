import type { Process } from '../world/process.ts';
import type { Server } from './server.ts';
import { Session } from './session.ts';

/** Keeps one process connected, with a new session after each lost one. */
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

  /** The current session, or the next one. */
  session(): Promise<Session> {
    if (this.#session?.isOpen === true) return Promise.resolve(this.#session);
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  #connect(): void {
    const session = Session.open(this.#server, this.#process);
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
    this.#process.after(this.#server.world.random.integer(100, 1500), () => this.#connect());
  }
}
