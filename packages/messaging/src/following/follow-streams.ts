import type { MessageContract } from '@cartwright/events';
import type { Logger } from 'pino';
import { NatsLink } from '../nats/nats-link.ts';
import { Follower, type FollowedMessage } from './follow.ts';

/** What a process without a database follows messages with. */
export interface FollowStreamsOptions {
  /** `nats://user:password@host:port`. */
  readonly url: string;
  /** By which NATS knows the connection. */
  readonly name: string;
  readonly logger: Logger;
  readonly contracts: readonly MessageContract[];
  readonly onMessage: (message: FollowedMessage) => void;
  /** Told with the type of a message when it begins to be followed, and the position from which on. */
  readonly onBegin: (type: string, position: number) => void;
  /** In milliseconds. */
  readonly now: () => number;
}

/** Messages that are followed until `stop`. */
export interface FollowedStreams {
  /** When all that had been published had been seen last: now, while every message comes as it is published. */
  readonly seenUpToMs: () => number;
  readonly stop: () => Promise<void>;
}

/** So often NATS says that it is still there. Twice that passes before silence is noticed. */
const heartbeatMs = 1_000;

/** Follows messages of other domains in a process that keeps nothing: each of its replicas sees every one. */
export function followStreams(options: FollowStreamsOptions): FollowedStreams {
  const { logger, now } = options;
  const stopping = new AbortController();
  const link = new NatsLink(options);
  let lastMs = -Infinity;
  const followers = options.contracts.map(
    (contract) =>
      new Follower({
        contract,
        link,
        logger: logger.child({ component: 'follower' }),
        onReceived: () => undefined,
        heartbeatMs,
        onFollowed: options.onMessage,
        onBegin: (position) => options.onBegin(contract.type, position),
        onLost: () => (lastMs = now() - 2 * heartbeatMs),
      }),
  );
  const runs = [link.run(stopping.signal), ...followers.map((follower) => follower.run(stopping.signal))];
  return {
    seenUpToMs: () => (followers.every(({ isCurrent }) => isCurrent) ? now() : lastMs),
    stop: async () => {
      stopping.abort();
      await link.close();
      await Promise.all(runs);
    },
  };
}
