import { setTimeout as delay } from 'node:timers/promises';
import type { GraphqlClient } from './graphql-client.ts';

/** How an attempt failed: the code of a GraphQL error, `closed connection`, or another error's message. */
export type FailureKind = string;

/** An app behind a load balancer: what fails is recorded and retried at the next gateway. */
export class PatientShop {
  /** The number of failures, by kind. */
  readonly failures = new Map<FailureKind, number>();
  readonly #urls: readonly string[];
  #turn = 0;

  constructor(urls: readonly string[]) {
    this.#urls = urls;
  }

  /** Retries an operation until it succeeds, each time through the next gateway. */
  async attempt<Result>(work: (url: string) => Promise<Result>): Promise<Result> {
    const deadline = Date.now() + 60_000;
    for (;;) {
      try {
        return await work(this.#urls[this.#turn++ % this.#urls.length] ?? '');
      } catch (error) {
        const kinds = kindsOf(error);
        for (const kind of kinds) this.failures.set(kind, (this.failures.get(kind) ?? 0) + 1);
        if (!kinds.every((kind) => retryable.has(kind)) || Date.now() > deadline) throw error;
        await delay(50);
      }
    }
  }

  /** Follows an order to an event, and resubscribes after the last version. @returns every version that it saw */
  async follow(client: GraphqlClient, orderId: string, last: readonly string[]): Promise<number[]> {
    const versions: number[] = [];
    await this.attempt(async (url) => {
      await using events = client.through(url).subscribe<StatusStep>(
        `subscription ($orderId: ID!, $afterVersion: Int) {
          orderStatusChanged(orderId: $orderId, afterVersion: $afterVersion) { version status } }`,
        { orderId, afterVersion: versions.at(-1) },
      );
      await events.until(({ orderStatusChanged: { version, status } }) => {
        versions.push(version);
        return last.includes(status);
      });
    });
    return versions;
  }
}

interface StatusStep {
  orderStatusChanged: { version: number; status: string };
}

/** The only failures that a client may meet while processes restart. */
const retryable: ReadonlySet<FailureKind> = new Set(['UNAVAILABLE', 'closed connection']);

const connectionCodes = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'UND_ERR_SOCKET']);
/** Going away, no close frame at all, try again later. https://www.iana.org/assignments/websocket */
const closeCodes = new Set([1001, 1006, 1013]);

function kindsOf(error: unknown): FailureKind[] {
  if (isClosedConnection(error)) return ['closed connection'];
  const text = error instanceof Error ? error.message : JSON.stringify(error);
  const codes = [...text.matchAll(/"code":"([A-Z_]+)"/g)].map(([, code]) => code ?? '');
  return codes.length > 0 ? codes : [text];
}

function isClosedConnection(error: unknown): boolean {
  if (typeof error !== 'object' || error === null) return false;
  const { code, cause, error: inner } = error as { code?: unknown; cause?: unknown; error?: unknown };
  if (typeof code === 'number') return closeCodes.has(code);
  return connectionCodes.has(String(code)) || isClosedConnection(cause) || isClosedConnection(inner);
}
