import type { ConnectionPool, OriginOptions, OriginRequest } from '../connection-pool.ts';
import type { ReplicaAnswer } from '../replica-answer.ts';
import { Exchange } from './exchange.ts';
import { ExchangeError } from './exchange-error.ts';
import { OriginConnection, type ConnectionOptions, type ConnectionWatch } from './origin-connection.ts';
import { requestBytes } from './request-bytes.ts';

const defaultPort = 80;
/** More than any answer to an operation that the limits let through. */
const maxBodyBytes = 64 * 1024 * 1024;
const longestCheckMs = 1_000;
const checksPerTimeout = 10;

/** The kept-alive connections to an origin over HTTP/1.1, without TLS; what finds none waits in the order in which it came. */
export class OriginConnections implements ConnectionPool {
  readonly #host: string;
  readonly #options: ConnectionOptions;
  readonly #maxConnections: number;
  readonly #open = new Set<OriginConnection>();
  /** The one that was used last comes next: so no more are kept than are needed. */
  readonly #idle: OriginConnection[] = [];
  readonly #waiting = new Set<Exchange>();
  readonly #watch: ConnectionWatch;
  /** Those that have something to send once what has come is handled. */
  #sending: OriginConnection[] = [];
  #checking: NodeJS.Timeout | undefined;
  #isClosed = false;

  constructor({ host, hostname, port }: URL, { maxConnections, ...options }: OriginOptions) {
    this.#host = host;
    this.#options = { ...options, host: withoutBrackets(hostname), port: Number(port || defaultPort) };
    this.#maxConnections = maxConnections;
    this.#watch = { free: (one) => this.#freed(one), closed: (one, unsent) => this.#closed(one, unsent) };
  }

  /**
   * @throws ExchangeError, the socket's error, and the signal's reason once it has aborted: the connection is closed then
   */
  send(request: OriginRequest, signal: AbortSignal | null): Promise<ReplicaAnswer> {
    const exchange = new Exchange({ bytes: requestBytes(this.#host, request), signal, maxBodyBytes });
    if (this.#isClosed) exchange.fail(connectionsClosed());
    else if (this.#wanted(exchange) !== undefined) this.#begin(exchange);
    return exchange.answer;
  }

  /** Gives up what is under way. */
  close(): void {
    this.#isClosed = true;
    clearTimeout(this.#checking);
    for (const exchange of this.#waiting) exchange.fail(connectionsClosed());
    this.#waiting.clear();
    for (const connection of this.#open) connection.close();
  }

  #begin(exchange: Exchange): void {
    const idle = this.#nextIdle();
    if (idle !== undefined) {
      this.#beginOn(idle, exchange);
      return;
    }
    if (this.#open.size < this.#maxConnections) {
      this.#open.add(new OriginConnection(exchange, this.#options, this.#watch));
      this.#checkLater();
      return;
    }
    this.#waiting.add(exchange);
    exchange.onGivenUp((reason) => {
      this.#waiting.delete(exchange);
      exchange.fail(reason);
    });
  }

  /** Those that may not be used any more are closed. */
  #nextIdle(): OriginConnection | undefined {
    let next = this.#idle.pop();
    if (next === undefined) return undefined;
    const nowMs = performance.now();
    while (next?.isUsable(nowMs) === false) {
      next.close();
      next = this.#idle.pop();
    }
    return next;
  }

  #freed(connection: OriginConnection): void {
    const next = this.#nextWaiting();
    if (next === undefined) this.#idle.push(connection);
    else this.#beginOn(connection, next);
  }

  #closed(connection: OriginConnection, unsent: Exchange | undefined): void {
    this.#open.delete(connection);
    const idleAt = this.#idle.indexOf(connection);
    if (idleAt >= 0) this.#idle.splice(idleAt, 1);
    const next = this.#wanted(unsent) ?? this.#nextWaiting();
    if (next === undefined) return;
    if (this.#isClosed) next.fail(connectionsClosed());
    else this.#begin(next);
  }

  #beginOn(connection: OriginConnection, exchange: Exchange): void {
    connection.take(exchange);
    if (this.#sending.push(connection) > 1) return;
    setImmediate(() => {
      const sending = this.#sending;
      this.#sending = [];
      for (const one of sending) one.send();
    });
  }

  #nextWaiting(): Exchange | undefined {
    for (const next of this.#waiting) {
      this.#waiting.delete(next);
      const wanted = this.#wanted(next);
      if (wanted !== undefined) return wanted;
    }
    return undefined;
  }

  /** Undefined for one that is given up, maybe by the same signal as what ended just now, whose turn among its listeners is to come. */
  #wanted(exchange: Exchange | undefined): Exchange | undefined {
    const reason = exchange?.givenUpFor;
    if (reason === undefined) return exchange;
    exchange?.fail(reason);
    return undefined;
  }

  #checkLater(): void {
    if (this.#checking !== undefined || this.#open.size === 0) return;
    const dueMs = Math.min(longestCheckMs, this.#options.timeoutMs / checksPerTimeout);
    this.#checking = setTimeout(() => {
      const nowMs = performance.now();
      for (const connection of this.#open) connection.check(nowMs);
      this.#checking = undefined;
      this.#checkLater();
    }, dueMs).unref();
  }
}

function connectionsClosed(): ExchangeError {
  return new ExchangeError('closed', 'The connections are closed.');
}

/** A URL has IPv6 addresses in brackets, a socket does not. */
function withoutBrackets(hostname: string): string {
  return hostname.startsWith('[') ? hostname.slice(1, -1) : hostname;
}
