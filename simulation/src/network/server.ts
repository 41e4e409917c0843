import { domains, streamOf, type Domain } from '@cartwright/events';
import type { World } from '../world/world.ts';
import type { Process } from '../world/process.ts';
import type { Durable, Handed } from './durable.ts';
import { Session } from './session.ts';
import { Stream, type StreamMessage } from './stream.ts';

/** How often what goes wrong on the way, from 0 to 1; times in milliseconds. */
export interface NetworkFaults {
  latencyMs: readonly [number, number];
  /** An acknowledgement of a delivery does not arrive. */
  ackLoss: number;
  /** JetStream takes a message, and the client never hears of it. */
  publishAckLoss: number;
  /** A message that is being worked on goes to somebody else as well. */
  impatience: number;
}

/** Gives what a message says, by the ticket that a domain publishes in place of its text; undefined when it says nothing yet. */
export type ReadEnvelope = (domain: Domain, ticket: string, subject: string) => object | undefined;

/** Hears of what streams keep. */
export type StreamFollower = (message: StreamMessage) => void;

/** What was handed out together, until it must be settled. */
interface Watched {
  readonly dueAtMs: number;
  readonly session: Session;
  readonly handed: readonly Handed[];
}

/** JetStream in memory, with all that it may lose. */
export class Server {
  readonly world: World;
  readonly faults: NetworkFaults;
  readonly readEnvelope: ReadEnvelope;
  readonly streams = new Map<string, Stream>();
  readonly #sessions = new Set<Session>();
  readonly #watched = new Map<Durable, Watched[]>();
  readonly #followers = new Set<StreamFollower>();
  #isUp = true;
  #made = 0;

  constructor(world: World, faults: NetworkFaults, readEnvelope: ReadEnvelope) {
    this.world = world;
    this.faults = faults;
    this.readEnvelope = readEnvelope;
  }

  get isUp(): boolean {
    return this.#isUp;
  }

  latency(): number {
    const [low, high] = this.faults.latencyMs;
    return this.world.random.whole(low, high);
  }

  /** Gives a session, or undefined while the server is down. */
  connect(process: Process): Session | undefined {
    if (!this.#isUp) return undefined;
    const session = new Session(this, process);
    this.#sessions.add(session);
    process.onDeath(() => this.cut(session));
    return session;
  }

  /** Ends one connection. */
  cut(session: Session): void {
    if (!this.#sessions.delete(session)) return;
    session.end();
  }

  /** Ends one connection, as a fault of the network. */
  cutOne(): void {
    const sessions = [...this.#sessions];
    if (sessions.length > 0) this.cut(this.world.random.pick(sessions));
  }

  /** What a stream and its consumers have come to, in a form that only serves to see that it is still the same. */
  positionOf(name: string): string {
    const stream = this.streams.get(name);
    if (stream === undefined) return '';
    const floors = [...stream.durables].map(([durable, { ackFloor }]) => `${durable} ${ackFloor}`);
    return `${stream.created} ${stream.lastSeq} ${floors.join(' ')}`;
  }

  makeStream(name: string): Stream {
    const domain = domainOf(name);
    this.#made += 1;
    const stream = new Stream(domain, `${this.world.now().toISOString()}#${this.#made}`);
    this.streams.set(name, stream);
    return stream;
  }

  /** Hears of every message as it is kept. */
  follow(follower: StreamFollower): void {
    this.#followers.add(follower);
  }

  unfollow(follower: StreamFollower): void {
    this.#followers.delete(follower);
  }

  tellFollowers(message: StreamMessage): void {
    for (const follower of this.#followers) follower(message);
  }

  /** Gives what there is to whoever waits for it. */
  dispatch(durable: Durable): void {
    while (durable.pulls.length > 0) {
      const [pull] = durable.pulls;
      const handed = pull === undefined ? [] : durable.next(pull);
      if (handed.length === 0) return;
      durable.pulls.shift()?.give(handed);
    }
  }

  /** Delivers again what is out, unless whoever has it says that it is still at work. */
  watch(durable: Durable, session: Session, handed: readonly Handed[]): void {
    const watched = this.#watched.get(durable) ?? [];
    this.#watched.set(durable, watched);
    watched.push({ dueAtMs: this.world.elapsedMs + durable.config.ack_wait / 1e6, session, handed });
    if (watched.length === 1) this.#lookAtFirst(durable, watched);
  }

  /** One timer for all that a durable has handed out: it is the same for each, and most are settled in time. */
  #lookAtFirst(durable: Durable, watched: Watched[]): void {
    while (watched[0]?.handed.every((one) => !durable.isOut(one)) === true) watched.shift();
    const [first] = watched;
    if (first === undefined) return;
    this.world.schedule(first.dueAtMs - this.world.elapsedMs, () => {
      this.#deliverAgain(durable, first);
      watched.shift();
      this.#lookAtFirst(durable, watched);
    });
  }

  #deliverAgain(durable: Durable, { session, handed }: Watched): void {
    const out = handed.filter((one) => durable.isOut(one));
    const isHeard = !this.world.random.chance(this.faults.impatience);
    const inHand = out.filter((one) => isHeard && session.isWorkingOn(one));
    if (inHand.length > 0) this.watch(durable, session, inHand);
    if (inHand.length === out.length) return;
    for (const one of out) if (!inHand.includes(one)) durable.takeBack(one);
    this.dispatch(durable);
  }

  /** Dies and comes back after a while; `tail` says how much of each stream is gone then. */
  crash(downMs: number, tail: 'kept' | 'lost' | 'all'): void {
    this.world.history.noteForAll(`NATS dies for ${downMs} ms, tail ${tail}`);
    this.#isUp = false;
    for (const session of [...this.#sessions]) this.cut(session);
    for (const stream of this.streams.values()) this.#shorten(stream, tail);
    if (tail === 'all') this.streams.clear();
    this.world.schedule(downMs, () => (this.#isUp = true));
  }

  #shorten(stream: Stream, tail: 'kept' | 'lost' | 'all'): void {
    const { random } = this.world;
    if (tail === 'lost') stream.loseTail(random.whole(0, Math.max(1, Math.ceil(stream.lastSeq / 4))));
    for (const durable of stream.durables.values()) {
      durable.recover(tail === 'lost' && random.chance(0.4) ? random.whole(0, 40) : 0);
    }
  }
}

function domainOf(name: string): Domain {
  const domain = domains.find((one) => streamOf(one) === name);
  if (domain === undefined) throw new RangeError(`No stream is called ${name}`);
  return domain;
}
