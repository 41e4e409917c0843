import { domains, streamOf, type Domain } from '@cartwright/events';
import type { StoredMessage } from '@cartwright/messaging/core';
import type { World } from '../world/world.ts';
import type { Durable, Handed } from './durable.ts';
import { Stream, type StreamSettings } from './stream.ts';

/** The rate of each fault, from 0 to 1; times in milliseconds. */
export interface NetworkFaults {
  latencyMs: readonly [number, number];
  /** An acknowledgement of a delivery does not arrive. */
  ackLoss: number;
  /** JetStream stores a message, and its acknowledgement to the publisher is lost. */
  publishAckLoss: number;
  /** A message that is being handled is delivered to another client too. */
  impatience: number;
}

/** Looks up a message's content by the ticket that a domain publishes instead; undefined before its commit. */
export type ReadEnvelope = (domain: Domain, ticket: string, subject: string) => object | undefined;

/** Called for each message that is told. */
export type Hearer = (message: StoredMessage) => void;

/** One client's connection, as the server sees it. */
export interface Connection {
  /** Closes the connection on both sides. */
  end(): void;
  /** Whether the client can still report progress on a message. */
  isWorkingOn(handed: Handed): boolean;
}

/** Messages that were delivered together, and their common acknowledgement deadline. */
interface Watched {
  readonly dueAtMs: number;
  readonly connection: Connection;
  readonly handed: readonly Handed[];
}

/** JetStream in memory, with everything that it may lose. */
export class Server {
  readonly world: World;
  readonly faults: NetworkFaults;
  readonly readEnvelope: ReadEnvelope;
  readonly streams = new Map<string, Stream>();
  readonly #connections = new Set<Connection>();
  readonly #watched = new Map<Durable, Watched[]>();
  readonly #hearers = new Set<Hearer>();
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
    return this.world.random.integer(low, high);
  }

  /** Takes a connection; false while the server is down. */
  accept(connection: Connection): boolean {
    if (this.#isUp) this.#connections.add(connection);
    return this.#isUp;
  }

  /** Ends one connection. */
  cut(connection: Connection): void {
    if (this.#connections.delete(connection)) connection.end();
  }

  /** Breaks one connection, as a network fault. */
  cutOne(): void {
    const connections = [...this.#connections];
    if (connections.length > 0) this.cut(this.world.random.pick(connections));
  }

  /** A fingerprint of a stream and its consumers, to see whether anything has changed. */
  positionOf(name: string): string {
    const stream = this.streams.get(name);
    if (stream === undefined) return '';
    const floors = [...stream.durables].map(([durable, { ackFloor }]) => `${durable} ${ackFloor}`);
    return `${stream.created} ${stream.lastSeq} ${floors.join(' ')}`;
  }

  makeStream(config: StreamSettings): Stream {
    const domain = domainOf(config.name);
    this.#made += 1;
    const created = `${this.world.now().toISOString()}#${this.#made}`;
    const stream = new Stream(domain, { config, created });
    this.streams.set(config.name, stream);
    return stream;
  }

  /** Calls back for every message that is told. */
  hear(hearer: Hearer): void {
    this.#hearers.add(hearer);
  }

  unhear(hearer: Hearer): void {
    this.#hearers.delete(hearer);
  }

  /** Tells messages to whoever hears them; while the server is down they are lost. */
  tell(messages: readonly StoredMessage[]): void {
    if (!this.#isUp) return;
    for (const message of messages) for (const hearer of this.#hearers) hearer(message);
  }

  /** Delivers available messages to waiting pull requests. */
  dispatch(durable: Durable): void {
    while (durable.pulls.length > 0) {
      const [pull] = durable.pulls;
      const handed = pull === undefined ? [] : durable.next(pull);
      if (handed.length === 0) return;
      durable.pulls.shift()?.give(handed);
    }
  }

  /** Redelivers what is unacknowledged at its deadline, unless the client is still working on it. */
  watch(durable: Durable, connection: Connection, handed: readonly Handed[]): void {
    const watched = this.#watched.get(durable) ?? [];
    this.#watched.set(durable, watched);
    watched.push({ dueAtMs: this.world.elapsedMs + durable.config.ack_wait / 1e6, connection, handed });
    if (watched.length === 1) this.#lookAtFirst(durable, watched);
  }

  /** One timer for all deliveries of a durable: all have the same deadline, and most are acknowledged in time. */
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

  #deliverAgain(durable: Durable, { connection, handed }: Watched): void {
    const out = handed.filter((one) => durable.isOut(one));
    const isHeard = !this.world.random.chance(this.faults.impatience);
    const inHand = out.filter((one) => isHeard && connection.isWorkingOn(one));
    if (inHand.length > 0) this.watch(durable, connection, inHand);
    if (inHand.length === out.length) return;
    for (const one of out) if (!inHand.includes(one)) durable.takeBack(one);
    this.dispatch(durable);
  }

  /** Crashes and restarts after a while; `tail` says whether streams keep all, lose the newest messages, or are deleted. */
  crash(downMs: number, tail: 'kept' | 'lost' | 'all'): void {
    this.world.history.noteForAll(`NATS dies for ${downMs} ms, tail ${tail}`);
    this.#isUp = false;
    for (const connection of [...this.#connections]) this.cut(connection);
    for (const stream of this.streams.values()) this.#shorten(stream, tail);
    if (tail === 'all') this.streams.clear();
    this.world.schedule(downMs, () => (this.#isUp = true));
  }

  #shorten(stream: Stream, tail: 'kept' | 'lost' | 'all'): void {
    const { random } = this.world;
    if (tail === 'lost') stream.loseTail(random.integer(0, Math.max(1, Math.ceil(stream.lastSeq / 4))));
    for (const durable of stream.durables.values()) {
      durable.recover(tail === 'lost' && random.chance(0.4) ? random.integer(0, 40) : 0);
    }
  }
}

function domainOf(name: string): Domain {
  const domain = domains.find((one) => streamOf(one) === name);
  if (domain === undefined) throw new RangeError(`No stream is called ${name}`);
  return domain;
}
