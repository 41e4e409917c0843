import type { Following } from './following/follow.ts';
import type { MessagingHealth } from './health/health.ts';
import type { NatsLink } from './nats/nats-link.ts';
import { pause } from './waiting/pause.ts';
import type { Relay } from './relay/relay.ts';

const relayLimitMs = 3000;
const linkLimitMs = 4000;

interface Runnable {
  run(stopping: AbortSignal): Promise<void>;
}

/** The loops of one domain's messaging. */
export interface Loops {
  readonly link: NatsLink;
  readonly relay: Relay;
  readonly reporter: Runnable;
  readonly consumers: readonly (Runnable & {
    readonly name: string;
    readonly isFetching: boolean;
    readonly fault: string | undefined;
  })[];
}

/** Starts the loops of one domain's messaging, and stops them in the order of their dependencies. */
export class Lifecycle {
  readonly #loops: Loops;
  readonly #consuming = new AbortController();
  readonly #relaying = new AbortController();
  readonly #connecting = new AbortController();
  #consumerRuns: Promise<unknown> = Promise.resolve();
  #relayRun: Promise<void> = Promise.resolve();
  #reporterRun: Promise<void> = Promise.resolve();
  #linkRun: Promise<void> = Promise.resolve();

  constructor(loops: Loops) {
    this.#loops = loops;
  }

  start(): Promise<void> {
    const { link, relay, reporter, consumers } = this.#loops;
    this.#linkRun = link.run(this.#connecting.signal);
    this.#relayRun = relay.run(this.#relaying.signal);
    this.#reporterRun = reporter.run(this.#consuming.signal);
    this.#consumerRuns = Promise.all(consumers.map((consumer) => consumer.run(this.#consuming.signal)));
    return Promise.resolve();
  }

  /** Consumers first, then the relay, which publishes what they sent, then the connection. */
  async stop(): Promise<void> {
    this.#consuming.abort();
    await Promise.all([this.#consumerRuns, this.#reporterRun]);
    this.#relaying.abort();
    await atMost(relayLimitMs, this.#relayRun);
    this.#connecting.abort();
    await this.#loops.link.close();
    await atMost(linkLimitMs, this.#linkRun);
  }

  health(): MessagingHealth {
    const { link, relay, consumers } = this.#loops;
    const states = consumers.map(
      ({ name, isFetching }) => [name, isFetching ? 'consuming' : 'waiting'] as const,
    );
    return { nats: link.current ? 'up' : 'down', relay: relay.state, consumers: Object.fromEntries(states) };
  }

  /** What keeps messages from flowing in this process, as far as its loops know: sentences without a full stop. */
  faults(): string[] {
    const { link, relay, consumers } = this.#loops;
    if (!link.current) return ['NATS cannot be reached'];
    const publishing = relay.fault === undefined ? [] : [`publishing: ${relay.fault}`];
    return [...publishing, ...consumers.flatMap(({ fault }) => fault ?? [])];
  }

  /** Runs a follower until it or all of messaging is stopped. */
  follow(follower: Runnable & { readonly ready: Promise<unknown> }): Following {
    const stopping = new AbortController();
    void follower.run(AbortSignal.any([stopping.signal, this.#consuming.signal]));
    return { ready: follower.ready, stop: () => stopping.abort() };
  }
}

async function atMost(ms: number, work: Promise<void>): Promise<void> {
  const limit = new AbortController();
  await Promise.race([work, pause(ms, limit.signal)]);
  limit.abort();
}
