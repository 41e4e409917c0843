import type { WebSocket } from 'ws';

interface Running {
  readonly ids: Set<string>;
  readonly idle: PromiseWithResolvers<void>;
}

/** Tracks which sockets have a query or mutation in progress, so that none is closed before its answer. */
export class RunningOperations {
  readonly #bySocket = new WeakMap<WebSocket, Running>();

  begin(socket: WebSocket, id: string): void {
    const running = this.#bySocket.get(socket) ?? { ids: new Set(), idle: Promise.withResolvers() };
    running.ids.add(id);
    this.#bySocket.set(socket, running);
  }

  finish(socket: WebSocket, id: string): void {
    const running = this.#bySocket.get(socket);
    if (running === undefined) return;
    running.ids.delete(id);
    if (running.ids.size > 0) return;
    this.#bySocket.delete(socket);
    running.idle.resolve();
  }

  /** Resolves once nothing is in progress on the socket. */
  whenIdle(socket: WebSocket): Promise<void> {
    return this.#bySocket.get(socket)?.idle.promise ?? Promise.resolve();
  }
}
