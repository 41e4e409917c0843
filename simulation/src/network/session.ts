import { streamOf, type Domain } from '@cartwright/events';
import type { NatsSession } from '@cartwright/messaging/core';
import { JetStreamApiCodes, JetStreamApiError, type JsMsg, type PubAck } from '@nats-io/jetstream';
import { NoRespondersError, RequestError } from '@nats-io/transport-node';
import type { Process } from '../world/process.ts';
import type { Durable, DurableConfig, Handed, Pull } from './durable.ts';
import type { Connection, Server } from './server.ts';
import type { Stream, StreamSettings } from './stream.ts';

const publishTimeoutMs = 5000;
const subjectPrefix = 'from.';

/** One connection of one process: what is sent arrives in order with a delay, or not at all. */
export class Session implements Connection {
  readonly process: Process;
  /** Resolves when the connection is gone. */
  readonly ended: Promise<undefined>;
  readonly #server: Server;
  readonly #waiting = new Set<(error: Error) => void>();
  readonly #inHand = new Set<Handed>();
  readonly #announceEnd: () => void;
  #toServer: (() => void)[] = [];
  #toClient: (() => void)[] = [];
  #isOpen = true;

  constructor(server: Server, process: Process) {
    this.#server = server;
    this.process = process;
    const { promise, resolve } = Promise.withResolvers<undefined>();
    this.ended = promise;
    this.#announceEnd = () => resolve(undefined);
  }

  /** Connects a process until it dies; undefined while the server is down. */
  static open(server: Server, process: Process): Session | undefined {
    const session = new Session(server, process);
    if (!server.accept(session)) return undefined;
    process.onDeath(() => server.cut(session));
    return session;
  }

  get isOpen(): boolean {
    return this.#isOpen;
  }

  isWorkingOn(handed: Handed): boolean {
    return this.#isOpen && this.process.isAlive && !this.process.isPaused && this.#inHand.has(handed);
  }

  /** The NATS interface that messaging uses. */
  get nats(): Pick<NatsSession, 'jetStream' | 'manager'> {
    const streams = {
      info: (name: string) => this.#ask(() => streamInfo(this.#find(name))),
      add: (config: StreamSettings) =>
        this.#ask(() => streamInfo(this.#server.streams.get(config.name) ?? this.#server.makeStream(config))),
    };
    const consumers = {
      info: (stream: string, name: string) => this.#ask(() => consumerInfo(this.#durable(stream, name))),
      add: (stream: string, config: DurableConfig) =>
        this.#ask(() => consumerInfo(this.#find(stream).addDurable(config))),
      delete: (stream: string, name: string) => this.#ask(() => this.#find(stream).deleteDurable(name)),
      list: (stream: string) => this.#list(stream),
    };
    const jetStream = {
      publish: (subject: string, ticket: string, { msgID }: { msgID: string }) =>
        this.#publish(subject, ticket, msgID),
    };
    return { jetStream, manager: { streams, consumers } } as unknown as Pick<
      NatsSession,
      'jetStream' | 'manager'
    >;
  }

  /** Waits for messages of a durable consumer. @throws when the connection ends or the consumer is gone */
  pull(stream: string, name: string, wanted: Pick<Pull, 'max' | 'types'>): Promise<JsMsg[]> {
    return this.#request((resolve, reject) => {
      const found = this.#tryFind(stream, name);
      if (found === undefined) {
        this.#reply(() => reject(notFound('consumer')));
        return;
      }
      const give = (handed: readonly Handed[]): void => {
        this.#server.watch(found, this, handed);
        this.#reply(() => resolve(handed.map((one) => this.#toMessage(stream, found, one))));
      };
      const refuse = (error: Error): void => this.#reply(() => reject(error));
      found.pulls.push({ ...wanted, give, refuse });
      this.#server.dispatch(found);
    });
  }

  end(): void {
    this.#isOpen = false;
    this.#toServer = [];
    this.#toClient = [];
    this.process.after(this.#server.latency(), () => {
      for (const reject of this.#waiting) reject(new Error('the connection is closed'));
      this.#waiting.clear();
      this.#announceEnd();
    });
  }

  #publish(subject: string, ticket: string, messageId: string): Promise<PubAck> {
    return this.#request((resolve, reject) => {
      const { world, faults } = this.#server;
      const { length } = subjectPrefix;
      const domain = subject.slice(length, subject.indexOf('.', length)) as Domain;
      const name = streamOf(domain);
      const stream = this.#server.streams.get(name);
      const envelope = this.#server.readEnvelope(domain, ticket, subject);
      if (stream === undefined || envelope === undefined) {
        this.#reply(() => reject(noResponders(subject)));
        return;
      }
      const { seq, duplicate } = stream.append({ subject, envelope, messageId }, world.elapsedMs);
      world.history.noteSubject(subject, () => `${name} #${seq}${duplicate ? ' (known)' : ''}: ${subject}`);
      if (!duplicate) {
        for (const durable of stream.durables.values()) this.#server.dispatch(durable);
      }
      if (world.random.chance(faults.publishAckLoss))
        this.process.after(publishTimeoutMs, () => reject(new Error('timeout')));
      else this.#reply(() => resolve({ stream: name, seq, duplicate, domain: '' }));
    });
  }

  #toMessage(stream: string, durable: Durable, handed: Handed): JsMsg {
    const { message, deliveryCount } = handed;
    const server = this.#server;
    this.#inHand.add(handed);
    const settle = (action: () => void): void => {
      this.#inHand.delete(handed);
      if (this.process.isAlive && !server.world.random.chance(server.faults.ackLoss)) this.#send(action);
    };
    return {
      subject: message.subject,
      seq: message.seq,
      info: { deliveryCount, stream },
      json: () => message.envelope,
      working: () => undefined,
      ack: () =>
        settle(() => {
          durable.acknowledge(handed);
          server.dispatch(durable);
        }),
      nak: (delayMs = 0) =>
        settle(() =>
          server.world.schedule(delayMs, () => {
            durable.takeBack(handed);
            server.dispatch(durable);
          }),
        ),
    } as unknown as JsMsg;
  }

  async *#list(stream: string): AsyncGenerator {
    yield* await this.#ask(() => [...this.#find(stream).durables.values()].map(consumerInfo));
  }

  /** Sends a request to the server and waits for the answer. */
  #ask<T>(answer: () => T): Promise<T> {
    return this.#request((resolve, reject) => {
      try {
        const value = answer();
        this.#reply(() => resolve(value));
      } catch (error) {
        this.#reply(() => reject(error as Error));
      }
    });
  }

  #request<T>(atServer: (resolve: (value: T) => void, reject: (error: Error) => void) => void): Promise<T> {
    return new Promise((resolve, reject) => {
      if (!this.#isOpen) {
        reject(new Error('the connection is closed'));
        return;
      }
      const settled = (): void => void this.#waiting.delete(refuse);
      const refuse = (error: Error): void => {
        settled();
        reject(error);
      };
      const fulfil = (value: T): void => {
        settled();
        resolve(value);
      };
      this.#waiting.add(refuse);
      this.#send(() => atServer(fulfil, refuse));
    });
  }

  #send(action: () => void): void {
    if (!this.#isOpen || !this.process.isAlive) return;
    this.#toServer.push(action);
    if (this.#toServer.length > 1) return;
    const pipe = this.#toServer;
    this.#server.world.schedule(this.#server.latency(), () => {
      if (this.#toServer !== pipe) return;
      this.#toServer = [];
      for (const arrive of pipe) if (this.#isOpen) arrive();
    });
  }

  #reply(action: () => void): void {
    if (!this.#isOpen) return;
    this.#toClient.push(action);
    if (this.#toClient.length > 1) return;
    const pipe = this.#toClient;
    this.process.after(this.#server.latency(), () => {
      if (this.#toClient !== pipe) return;
      this.#toClient = [];
      for (const arrive of pipe) arrive();
    });
  }

  #find(name: string): Stream {
    const stream = this.#server.streams.get(name);
    if (stream === undefined) throw notFound('stream');
    return stream;
  }

  #tryFind(stream: string, name: string): Durable | undefined {
    return this.#server.streams.get(stream)?.durables.get(name);
  }

  #durable(stream: string, name: string): Durable {
    const durable = this.#find(stream).durables.get(name);
    if (durable === undefined) throw notFound('consumer');
    return durable;
  }
}

function streamInfo({ config, created, lastSeq }: Stream): object {
  return { config, created, state: { last_seq: lastSeq } };
}

function consumerInfo({ config, delivered, ackFloor, unacknowledged, undelivered }: Durable): object {
  return {
    num_pending: undelivered,
    num_ack_pending: unacknowledged,
    name: config.durable_name,
    config,
    ack_floor: { stream_seq: ackFloor },
    delivered: { stream_seq: delivered },
  };
}

function notFound(what: 'stream' | 'consumer'): JetStreamApiError {
  const code = what === 'stream' ? JetStreamApiCodes.StreamNotFound : JetStreamApiCodes.ConsumerNotFound;
  return new JetStreamApiError({ code: 404, err_code: code, description: `${what} not found` });
}

function noResponders(subject: string): Error {
  const cause = new RequestError('no responders', { cause: new NoRespondersError(subject) });
  return new Error('jetstream is not enabled', { cause });
}
