import { LRUCache } from 'lru-cache';
import type { KeptAnswer } from './kept-answer.ts';

/** What an entry takes besides its bytes, key and tags: its places in the indexes. */
const overheadBytes = 2_000;
/** Requests by whose bytes answers are found; of one answer a client rarely has many spellings. */
const maxRequests = 20_000;
const maxRequestCharacters = 8_000_000;

/** Answers in memory, the least used forgotten first, found by what they were computed from, by a request's bytes, and by tag. */
export class AnswerMemory {
  readonly #answers: LRUCache<string, KeptAnswer>;
  readonly #byTag = new Map<string, Set<KeptAnswer>>();
  /** Keys of answers, not answers: those would stay in memory after they were forgotten. */
  readonly #byRequest = new LRUCache<string, string>({
    max: maxRequests,
    maxSize: maxRequestCharacters,
    sizeCalculation: (_key, request) => request.length,
  });

  /** @param maxBytes of all answers, compressed forms and the text of short ones included as far as they are likely */
  constructor(maxBytes: number) {
    this.#answers = new LRUCache<string, KeptAnswer>({
      maxSize: maxBytes,
      sizeCalculation: ({ body, key, tags }) =>
        3 * body.length + 2 * key.length + 100 * tags.length + overheadBytes,
      dispose: (answer) => this.#unlist(answer),
    });
  }

  get(key: string): KeptAnswer | undefined {
    return this.#answers.get(key);
  }

  set(answer: KeptAnswer): void {
    this.#answers.set(answer.key, answer);
    if (this.#answers.peek(answer.key) !== answer) return; // larger than all that may be kept
    for (const tag of answer.tags) {
      const listed = this.#byTag.get(tag) ?? new Set();
      this.#byTag.set(tag, listed.add(answer));
    }
  }

  /** The present answer to a request that was answered before, by its bytes. */
  answering(request: string): KeptAnswer | undefined {
    const key = this.#byRequest.get(request);
    return key === undefined ? undefined : this.get(key);
  }

  /** Has an answer found by the bytes of a request. */
  remember(request: string, answer: Pick<KeptAnswer, 'key'>): void {
    this.#byRequest.set(request, answer.key);
  }

  /** Forgets the answers that have one of the tags, and gives how many there were. */
  drop(tags: readonly string[]): number {
    const concerned = new Set(tags.flatMap((tag) => [...(this.#byTag.get(tag) ?? [])]));
    for (const { key } of concerned) this.#answers.delete(key);
    return concerned.size;
  }

  clear(): void {
    this.#answers.clear();
    this.#byRequest.clear();
  }

  #unlist(answer: KeptAnswer): void {
    for (const tag of answer.tags) {
      const listed = this.#byTag.get(tag);
      listed?.delete(answer);
      if (listed?.size === 0) this.#byTag.delete(tag);
    }
  }
}
