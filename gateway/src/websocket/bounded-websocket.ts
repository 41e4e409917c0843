import { unreadBytes } from '@cartwright/process';
import { WebSocket } from 'ws';
import { slowReaderLimits } from '../streaming/slow-readers.ts';
import { closeCodes } from './close-codes.ts';

type Payload = Parameters<WebSocket['send']>[0];
type SendOptions = Parameters<WebSocket['send']>[1];
type Sent = (error?: Error) => void;
type Ponged = (error: Error) => void;

/** How long a client that is cut off has to read why. */
const closeGraceMs = 5_000;

/**
 * A server's end of a WebSocket that closes with `tooSlow` when more than `maxWaitingBytes` wait for its client, and is
 * destroyed if the client does not read that either. A message counts as sent once it is buffered: no sender waits for
 * the client, so that all that does wait is counted here.
 */
export class BoundedWebSocket extends WebSocket {
  #latestBytes = 0;
  readonly #client = { bytes: () => this.bufferedAmount, cutOff: () => this.terminate() };
  #isWatched = false;

  override send(data: Payload, optionsOrSent?: SendOptions | Sent, sent?: Sent): void {
    const [options, callback] =
      typeof optionsOrSent === 'function' ? [{}, optionsOrSent] : [optionsOrSent ?? {}, sent];
    this.#write(() => super.send(data, options));
    callback?.();
  }

  /** What answers a client's pings waits for it like anything else. */
  override pong(data?: Payload, isMasked?: boolean, ponged?: Ponged): void {
    this.#write(() => super.pong(data, isMasked, ponged));
  }

  #write(write: () => void): void {
    if (!this.#keepsUp()) return;
    const waitingBytes = this.bufferedAmount;
    write();
    this.#latestBytes = this.bufferedAmount - waitingBytes;
    if (this.#latestBytes > 0) this.#countUnread();
  }

  #countUnread(): void {
    if (!this.#isWatched) this.once('close', unreadBytes.watch(this.#client));
    this.#isWatched = true;
    unreadBytes.wrote(this.#latestBytes);
  }

  #keepsUp(): boolean {
    if (this.readyState !== WebSocket.OPEN) return false;
    if (this.bufferedAmount - this.#latestBytes <= slowReaderLimits.maxWaitingBytes) return true;
    this.close(closeCodes.tooSlow.code, closeCodes.tooSlow.reason);
    setTimeout(() => this.terminate(), closeGraceMs).unref();
    return false;
  }
}
