/**
 * When a client that does not keep up is cut off, on every transport that streams. Events are written as they come, so
 * what a slow client has not taken piles up in this process. A client that was cut off subscribes again with the version
 * that it saw last, and misses nothing.
 */
export interface SlowReaderLimits {
  /**
   * Bytes that may wait for one client when something else is to be sent to it. The last message does not count, so that no
   * client is cut off for a single large result, nor do bytes that the kernel holds.
   */
  readonly maxWaitingBytes: number;
  /** How long an HTTP connection may take nothing; longer than the pause between heartbeats. WebSockets are pinged instead. */
  readonly stalledAfterMs: number;
}

/** 4 MiB, some thousand events of an order; 30 s. */
export const slowReaderLimits: SlowReaderLimits = {
  maxWaitingBytes: 4 * 1024 * 1024,
  stalledAfterMs: 30_000,
};
