import { createHash } from 'node:crypto';
import type { Redis } from 'ioredis';
import { z } from 'zod';
import { keptAnswer, type KeptAnswer } from './kept-answer.ts';

const keyPrefix = 'answer:';
/** Larger ones are in the memory of each gateway alone. */
const maxBytes = 256 * 1024;
const lengthBytes = 4;

const head = z.object({
  key: z.string(),
  queryHash: z.string(),
  supergraphId: z.string(),
  counted: z.object({ cost: z.number(), rootFields: z.array(z.string()) }),
  maxAgeSeconds: z.number(),
  keptSeconds: z.number(),
  variesBy: z.array(z.string()),
  language: z.string().optional(),
  tags: z.array(z.string()),
  askedAtMs: z.number(),
  heard: z.record(z.string(), z.number()),
});

/** Answers in Redis, where every gateway finds them. While it is away there are none. */
export class SharedAnswers {
  readonly #redis: Redis;

  constructor(redis: Redis) {
    this.#redis = redis;
  }

  async get(key: string): Promise<KeptAnswer | undefined> {
    if (this.#redis.status !== 'ready') return undefined;
    const stored = await this.#redis.getBuffer(nameOf(key)).catch(() => null);
    const answer = stored === null ? undefined : read(stored);
    return answer?.key === key ? answer : undefined;
  }

  /** Keeps an answer for as long as it may be used. One that changes may have overtaken unheard is nobody else's. */
  async set(answer: KeptAnswer): Promise<void> {
    if (answer.heard === undefined || answer.body.length > maxBytes || this.#redis.status !== 'ready') return;
    const { body } = answer;
    const told = Buffer.from(
      JSON.stringify({ ...answer, body: undefined, digest: undefined, encoded: undefined }),
    );
    const length = Buffer.alloc(lengthBytes);
    length.writeUInt32BE(told.length);
    const value = Buffer.concat([length, told, body]);
    await this.#redis
      .set(nameOf(answer.key), value, 'PX', Math.ceil(answer.keptSeconds * 1_000))
      .catch(() => undefined);
  }
}

function nameOf(key: string): string {
  return keyPrefix + createHash('sha256').update(key).digest('base64url');
}

/** What another version of the gateway wrote may have another form: then there is none. */
function read(stored: Buffer): KeptAnswer | undefined {
  try {
    const end = lengthBytes + stored.readUInt32BE();
    const told = head.parse(JSON.parse(stored.toString('utf8', lengthBytes, end)));
    return keptAnswer({ ...told, body: stored.subarray(end) });
  } catch {
    return undefined;
  }
}
