import type { Importance } from '@cartwright/process';
import { LRUCache } from 'lru-cache';
import { documentHash } from '../pipeline/document-hash.ts';
import { readReference } from '../pipeline/document-reference.ts';
import { importancesIn } from './importances-in.ts';
import { importanceOf, type AskedFields } from './field-importance.ts';

const maxKnown = 10_000;
const maxTexts = 1_000;

/** The text of a document that has been let in before, by its hash or its id; undefined where it is not at hand. */
export type TextAtHand = (id: string) => string | undefined;

/**
 * What operations turned out to be for when they were admitted, so that it is known of the next one like it before anything of it is
 * read. One that nobody has sent before is what its document says, if that is one that is let in; else it is taken for browsing unless
 * its text speaks of a mutation, and never for a checkout.
 */
export class KnownImportance {
  readonly #known = new LRUCache<string, Importance>({ max: maxKnown });
  readonly #texts = new LRUCache<string, ReadonlyMap<string, Importance>>({ max: maxTexts });
  readonly #textAtHand: TextAtHand;

  constructor(textAtHand: TextAtHand = () => undefined) {
    this.#textAtHand = textAtHand;
  }

  /** What the key was learned to be, or a guess. */
  of(sent: unknown, key: string | undefined): Importance {
    const known = key === undefined ? undefined : this.#known.get(key);
    if (known !== undefined) return known;
    const { query, document, name } = operationIn(sent);
    const letIn = document === undefined ? undefined : this.#textAtHand(document);
    const told = letIn === undefined ? undefined : this.#importancesIn(letIn).get(name);
    return told ?? guessOf(letIn ?? query);
  }

  /** Notes what it is for, now that it is known, and returns that. */
  learn(key: string | undefined, asked: AskedFields): Importance {
    const importance = importanceOf(asked);
    if (key !== undefined) this.#known.set(key, importance);
    return importance;
  }

  #importancesIn(text: string): ReadonlyMap<string, Importance> {
    const known = this.#texts.get(text);
    if (known !== undefined) return known;
    const found = importancesIn(text);
    this.#texts.set(text, found);
    return found;
  }
}

/** What an operation is recognised by: its document and its name; undefined for what is no operation. */
export function operationKey(sent: unknown): string | undefined {
  const { document, name } = operationIn(sent);
  return document === undefined ? undefined : `${document} ${name}`;
}

/** The parts of what a client sent by which an operation is recognised. */
interface Recognised {
  /** Empty for none. */
  readonly query: string;
  /** The hash of its text, or what it is named by. */
  readonly document?: string;
  /** Empty for none. */
  readonly name: string;
}

function operationIn(sent: unknown): Recognised {
  if (!isObject(sent)) return { query: '', name: '' };
  const name = typeof sent['operationName'] === 'string' ? sent['operationName'] : '';
  const { query } = sent;
  if (typeof query === 'string' && query !== '') return { query, document: documentHash(query), name };
  const read = readReference(sent);
  return read.kind === 'reference' ? { query: '', document: read.reference.id, name } : { query: '', name };
}

function guessOf(text: string): Importance {
  return /\bmutation\b/.test(text) ? 'change' : 'browsing';
}

function isObject(sent: unknown): sent is Readonly<Record<string, unknown>> {
  return typeof sent === 'object' && sent !== null;
}
