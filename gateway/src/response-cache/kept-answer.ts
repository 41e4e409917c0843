import { createHash } from 'node:crypto';
import type { CountedOperation } from '../rate/rate-limits.ts';
import type { Heard } from './changes-heard.ts';

/** An answer that everybody gets who asks the same. */
export interface KeptAnswer {
  /** All that it was computed from, but the state of the store. */
  readonly key: string;
  /** SHA-256 of its document. */
  readonly queryHash: string;
  readonly supergraphId: string;
  /** What it counts as towards rates, each time that it is asked for. */
  readonly counted: CountedOperation;
  readonly maxAgeSeconds: number;
  readonly keptSeconds: number;
  /** The headers by which it differs. */
  readonly variesBy: readonly string[];
  /** The language of its texts, where it differs by that. */
  readonly language?: string | undefined;
  /** What ends it. */
  readonly tags: readonly string[];
  /** When it began to be computed, in milliseconds of the clock that gateways share. */
  readonly askedAtMs: number;
  /** How far changes had been heard of by then; undefined when they were not heard of. */
  readonly heard: Heard | undefined;
  /** The whole answer: JSON in UTF-8. */
  readonly body: Buffer;
  /** What its ETag begins with. */
  readonly digest: string;
  /** The same answer compressed, by encoding, once somebody took it so. */
  readonly encoded: Map<string, Buffer>;
}

/** Completes an answer by what follows from its bytes. */
export function keptAnswer(parts: Omit<KeptAnswer, 'digest' | 'encoded'>): KeptAnswer {
  const digest = createHash('sha256').update(parts.body).digest('base64url').slice(0, 22);
  return { ...parts, digest, encoded: new Map() };
}
