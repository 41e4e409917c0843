import { optionalText, readInput, refusal, text, type ReadInput } from '@cartwright/input';
import { z } from 'zod';
import { maxPhraseWords } from './rewrite-query.ts';
import type { Boost, BoostKind, SynonymGroup } from './settings.ts';
import { keyOf, wordsOf } from './words-of.ts';

/** Why something is done, as staff give it. */
export interface WithReason {
  readonly reason?: string | null | undefined;
}

/** Synonyms as staff give them. */
export interface SynonymsInput extends WithReason {
  readonly groups: readonly { readonly phrases: readonly string[]; readonly isOneWay?: boolean }[];
}

/** Stop words as staff give them. */
export interface StopWordsInput extends WithReason {
  readonly words: readonly string[];
}

/** Boosts as staff give them. */
export interface BoostsInput extends WithReason {
  readonly boosts: readonly { readonly kind: BoostKind; readonly value: string; readonly weight: number }[];
}

/** Pinned products as staff give them. */
export interface PinsInput extends WithReason {
  readonly query: string;
  readonly productIds: readonly string[];
}

/** What is read of an input, or what is wrong with it. */
export type Checked<Value> = ReadInput<Value & { readonly reason: string | null }>;

const maxWordLength = 50;
const maxQueryLength = 200;
const idForm = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/u;
const [lightest, heaviest] = [0.1, 10];

const reason = optionalText(500);
const line = text(maxWordLength);

const phrase = line
  .refine((given) => wordsOf(given).length > 0, refusal('INVALID_FORMAT', 'Please give letters or digits.'))
  .refine(
    (given) => wordsOf(given).length <= maxPhraseWords,
    refusal('TOO_LONG', `Please use at most ${maxPhraseWords} words.`),
  );
const query = text(maxQueryLength)
  .refine((given) => keyOf(given) !== '', refusal('INVALID_FORMAT', 'Please give letters or digits.'))
  // Some characters are many in the form that is compared.
  .refine(
    (given) => keyOf(given).length <= maxQueryLength,
    refusal('TOO_LONG', 'Please give a shorter query.'),
  );
const word = line.refine(
  (given) => wordsOf(given).length === 1,
  refusal('INVALID_FORMAT', 'Please give one word.'),
);
const phrases = z.array(phrase).min(2, 'Please give at least two phrases.').refine(areDistinct, twice());

const synonymsSchema = z.object({
  groups: z.array(z.object({ phrases, isOneWay: z.boolean().default(false) })),
  reason,
});
const stopWordsSchema = z.object({ words: z.array(word).refine(areDistinct, twice()), reason });
const weight = z
  .number()
  .refine(
    (given) => given >= lightest && given <= heaviest,
    refusal('OUT_OF_RANGE', `Please give a number from ${lightest} to ${heaviest}.`),
  );
const boost = z
  .object({ kind: z.custom<BoostKind>(), value: text(200), weight })
  .transform((given) => (isAboutId(given.kind) ? { ...given, value: given.value.toLowerCase() } : given))
  .refine((given) => !isAboutId(given.kind) || idForm.test(given.value), {
    ...refusal('INVALID_FORMAT', 'Please give the id.'),
    path: ['value'],
  });
const boostsSchema = z.object({
  boosts: z
    .array(boost)
    .refine(
      (given) => new Set(given.map(({ kind, value }) => `${kind} ${value}`)).size === given.length,
      twice(),
    ),
  reason,
});
const pinsSchema = z.object({
  query,
  productIds: z
    .array(z.guid('Please give the ids of products.'))
    .min(1, 'Please give at least one.')
    .transform((given) => [...new Set(given.map((id) => id.toLowerCase()))]),
  reason,
});

/** Checks groups of synonyms. */
export function readSynonyms(input: SynonymsInput): Checked<{ readonly groups: SynonymGroup[] }> {
  return readInput(synonymsSchema, input);
}

/** Checks stop words. */
export function readStopWords(input: StopWordsInput): Checked<{ readonly words: string[] }> {
  return readInput(stopWordsSchema, input);
}

/** Checks boosts. */
export function readBoosts(input: BoostsInput): Checked<{ readonly boosts: Boost[] }> {
  return readInput(boostsSchema, input);
}

/** Checks what is pinned for a query; each product once. */
export function readPins(
  input: PinsInput,
): Checked<{ readonly query: string; readonly productIds: string[] }> {
  return readInput(pinsSchema, input);
}

function isAboutId(kind: BoostKind): boolean {
  return kind === 'PRODUCT' || kind === 'CATEGORY';
}

function areDistinct(given: readonly string[]): boolean {
  return new Set(given.map(keyOf)).size === given.length;
}

function twice() {
  return refusal('INVALID_VALUE', 'Please give each of them once.');
}
