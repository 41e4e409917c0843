import type { Importance } from '@cartwright/process';
import { LRUCache } from 'lru-cache';
import { documentHash } from '../pipeline/document-hash.ts';
import { importanceOf, type AskedFields } from './field-importance.ts';

const maxKnown = 10_000;

/** The parts of what a client sends by which an operation is recognised. */
interface Sent {
  readonly query?: unknown;
  readonly operationName?: unknown;
  readonly documentId?: unknown;
  readonly extensions?: { readonly persistedQuery?: { readonly sha256Hash?: unknown } };
}

/**
 * What operations turned out to be for when they were admitted, so that it is known of the next one like it before anything of it is
 * read. One that nobody has sent before is taken for browsing unless its text speaks of a mutation, and never for a checkout.
 */
export class KnownImportance {
  readonly #known = new LRUCache<string, Importance>({ max: maxKnown });

  /** What the key was learned to be, or a guess. */
  of(sent: unknown, key: string | undefined): Importance {
    const known = key === undefined ? undefined : this.#known.get(key);
    if (known !== undefined) return known;
    const query = isObject(sent) ? sent.query : undefined;
    return typeof query === 'string' && /\bmutation\b/.test(query) ? 'change' : 'browsing';
  }

  /** Notes what it is for, now that it is known, and returns that. */
  learn(key: string | undefined, asked: AskedFields): Importance {
    const importance = importanceOf(asked);
    if (key !== undefined) this.#known.set(key, importance);
    return importance;
  }
}

/** What an operation is recognised by: its document and its name; undefined for what is no operation. */
export function operationKey(sent: unknown): string | undefined {
  if (!isObject(sent)) return undefined;
  const { query, operationName, documentId, extensions } = sent;
  const named = extensions?.persistedQuery?.sha256Hash ?? documentId;
  const document = typeof query === 'string' && query !== '' ? documentHash(query) : named;
  if (typeof document !== 'string') return undefined;
  return `${document} ${typeof operationName === 'string' ? operationName : ''}`;
}

function isObject(sent: unknown): sent is Sent {
  return typeof sent === 'object' && sent !== null;
}
