import { connect, type Socket } from 'node:net';
import type { Exchange } from './exchange.ts';
import { ExchangeError } from './exchange-error.ts';

/** Where a connection leads, and what it is bounded by. */
export interface ConnectionOptions {
  readonly host: string;
  readonly port: number;
  readonly connectTimeoutMs: number;
  /** Longest wait for the first byte of an answer, and between two pieces of it. */
  readonly timeoutMs: number;
}

/** Who is told of a connection. */
export interface ConnectionWatch {
  /** It can take another exchange. */
  readonly free: (connection: OriginConnection) => void;
  /** It is gone, before anything was sent of the exchange that is told. */
  readonly closed: (connection: OriginConnection, unsent: Exchange | undefined) => void;
}

const keepAliveInitialDelayMs = 60_000;

/** What is read is handled before anything else is: one piece of memory does for all connections. */
const received = Buffer.allocUnsafeSlow(65_536);

/**
 * A connection that carries one exchange at a time: nothing is sent before the answer to what was sent is whole. It is closed when
 * anything is received that was not asked for, or of which it is in doubt where it ends.
 */
export class OriginConnection {
  readonly #options: ConnectionOptions;
  readonly #watch: ConnectionWatch;
  readonly #socket: Socket;
  readonly #connecting: NodeJS.Timeout;
  #exchange: Exchange | undefined;
  #isSent = false;
  #isClosed = false;
  #usableUntilMs = 0;

  /** Connects, for an exchange that begins then. */
  constructor(exchange: Exchange, options: ConnectionOptions, watch: ConnectionWatch) {
    this.#options = options;
    this.#watch = watch;
    this.take(exchange);
    const { host, port, connectTimeoutMs } = options;
    this.#socket = connect({
      ...{ host, port, noDelay: true, keepAlive: true, keepAliveInitialDelay: keepAliveInitialDelayMs },
      onread: { buffer: received, callback: (bytes) => this.#receive(bytes) },
    });
    this.#socket.on('connect', () => {
      clearTimeout(this.#connecting);
      this.send();
    });
    this.#socket.on('error', (error) => this.#broke(error));
    this.#socket.on('end', () => this.#ended());
    this.#socket.on('close', () => this.close());
    this.#connecting = setTimeout(
      () => this.#failed(new ExchangeError('connect-timeout', 'It took too long to connect.')),
      connectTimeoutMs,
    );
  }

  /** Whether an exchange may begin; false when the other side is about to close it, or should be taken to. */
  isUsable(nowMs: number): boolean {
    return !this.#isClosed && this.#exchange === undefined && nowMs < this.#usableUntilMs;
  }

  /**
   * Takes an exchange, which begins with `send`. What has come meanwhile over a connection that was not in use is handled before:
   * it might be the end of the connection, or be taken for the answer.
   */
  take(exchange: Exchange): void {
    this.#exchange = exchange;
    this.#isSent = false;
    exchange.onGivenUp((reason) => this.#failed(reason));
  }

  /** Sends the exchange that it has. */
  send(): void {
    const exchange = this.#exchange;
    if (exchange === undefined || this.#isSent) return;
    this.#isSent = true;
    exchange.heardAtMs = performance.now();
    this.#socket.write(exchange.bytes, 'latin1');
  }

  /** Closes it where the time is over of what it waits for. */
  check(nowMs: number): void {
    if (this.#socket.connecting) return;
    const exchange = this.#exchange;
    if (exchange === undefined) {
      if (nowMs >= this.#usableUntilMs) this.close();
    } else if (this.#isSent && nowMs - exchange.heardAtMs >= this.#options.timeoutMs) {
      this.#failed(new ExchangeError('timeout', 'The answer did not come in time.'));
    }
  }

  /** What has been sent over it is given up. */
  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    clearTimeout(this.#connecting);
    this.#socket.destroy();
    const exchange = this.#exchange;
    this.#exchange = undefined;
    if (this.#isSent) exchange?.fail(new ExchangeError('closed', 'The connection was closed.'));
    this.#watch.closed(this, this.#isSent ? undefined : exchange);
  }

  /** Returns true, to be told of more. */
  #receive(bytes: number): boolean {
    const exchange = this.#exchange;
    if (exchange === undefined || !this.#isSent) {
      this.close();
      return true;
    }
    exchange.heardAtMs = performance.now();
    try {
      const parsed = exchange.take(received.subarray(0, bytes));
      if (parsed !== undefined) this.#answered(exchange.heardAtMs, parsed.keepAliveMs);
    } catch (error) {
      this.#failed(error);
    }
    return true;
  }

  /** An answer may come before its request has been read, or even sent: the rest is not waited for. */
  #answered(nowMs: number, keepAliveMs: number): void {
    this.#exchange = undefined;
    this.#usableUntilMs = nowMs + keepAliveMs;
    if (keepAliveMs === 0 || this.#socket.writableLength > 0) this.close();
    else this.#watch.free(this);
  }

  /** The other side sends no more. */
  #ended(): void {
    if (this.#isSent && this.#exchange?.takeEnd() !== undefined) this.#exchange = undefined;
    this.close();
  }

  /** The socket says why it is gone: what was to be sent over one that had been open goes over another. */
  #broke(error: Error): void {
    if (this.#isSent || this.#usableUntilMs === 0) this.#failed(error);
    else this.close();
  }

  #failed(error: unknown): void {
    const exchange = this.#exchange;
    this.#exchange = undefined;
    this.close();
    exchange?.fail(error);
  }
}
