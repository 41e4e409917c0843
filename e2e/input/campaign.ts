import { isDeepStrictEqual } from 'node:util';
import {
  buildClientSchema,
  getIntrospectionQuery,
  isListType,
  isNonNullType,
  type IntrospectionQuery,
} from 'graphql';
import { graphqlClient } from '../support/graphql-client.ts';
import { fieldsWithArguments, type AskedField } from './fields.ts';
import { positionsOf, textAt, type Position } from './positions.ts';
import type { Answered, Transport } from './transports.ts';
import type { Known } from './values.ts';

/** What a value at a position must not do. */
type Nature = 'unstorable' | 'card' | 'odd' | 'null' | 'list';

/** One operation with one odd value. */
export interface Attempt {
  readonly name: string;
  readonly asked: AskedField;
  readonly position: Position;
  readonly nature: Nature;
  readonly value: unknown;
}

/** Who may ask: tokens from the least to the most trusted. */
export interface Store {
  readonly url: string;
  readonly tokens: readonly string[];
  /** What the first of them owns, and what there is for all. */
  readonly known: Known;
}

/** Text that PostgreSQL cannot keep. */
const unstorable = ['\0', 'a\0b', '\ud83d', 'a\ud83d', '\udc00a'];
/** Numbers that brands publish for tests, as people and programs write them. */
export const cardNumbers = [
  '4111111111111111',
  'tok_5555555555554444',
  'Sam 3782 822463 10005',
  '６０１１-１１１１-１１１１-１１１７',
];
/** Passwords that are compared and kept nowhere. */
const comparedOnly =
  /^Mutation\.(sessionCreate input\.password|customerPasswordChange input\.currentPassword|\w+ input\.proof\.password)$/;
/** Text that nobody sees, that is more than anybody types, or that is made to break something. */
const odd = [
  '',
  ' \u00a0\u3000',
  '\u200b\u2060\ufeff',
  '\u202e\u2066a',
  'a\u0301'.repeat(40),
  'a\r\nBcc: b@example.com',
  'x'.repeat(20_000),
  "'; DROP TABLE users; --",
  '%_\\',
  '\uffff',
];
const unknown = 'zzqqxx';
const tooMany = 1_001;

/** The gateway's schema. */
export async function readSchema(url: string) {
  return buildClientSchema(await graphqlClient(url).ask<IntrospectionQuery>(getIntrospectionQuery()));
}

/** Every attempt that the schema gives rise to. */
export async function attemptsOn({ url, known }: Store): Promise<Attempt[]> {
  return fieldsWithArguments(await readSchema(url), known).flatMap((asked) =>
    positionsOf(asked.field, known).flatMap((position) =>
      valuesFor(asked, position).map(({ nature, value, label }) => ({
        name: `${asked.name} with ${label} at ${position.name}`,
        asked,
        position,
        nature,
        value,
      })),
    ),
  );
}

/** With its default for null it does what it says: the sessions that the other attempts go on with are over. */
const endsEverything = 'Mutation.sessionRevokeAll';

function valuesFor(
  asked: AskedField,
  position: Position,
): { nature: Nature; value: unknown; label: string }[] {
  const { type } = position;
  const isText = textAt(position) !== undefined;
  const bare = isNonNullType(type) ? type.ofType : type;
  return [
    ...(isText
      ? unstorable.map((value) => ({ nature: 'unstorable' as const, value, label: shown(value) }))
      : []),
    ...(isText && takesNoCard(asked, position)
      ? cardsFor(position).map((value) => ({ nature: 'card' as const, value, label: shown(value) }))
      : []),
    ...(isText ? odd.map((value) => ({ nature: 'odd' as const, value, label: shown(value) })) : []),
    ...(isNonNullType(type) || asked.name === endsEverything
      ? []
      : [{ nature: 'null' as const, value: null, label: 'null' }]),
    ...(isListType(bare)
      ? [
          { nature: 'list' as const, value: [], label: 'nothing' },
          { nature: 'list' as const, value: manyAt(position), label: `${tooMany} items` },
        ]
      : []),
  ];
}

/** Parcels have numbers of fifteen digits that end as those of cards do. */
function cardsFor({ name }: Position): readonly string[] {
  if (!name.endsWith('trackingNumber')) return cardNumbers;
  return cardNumbers.filter((text) => text.replaceAll(/\P{Nd}/gu, '').length !== 15);
}

/** Whether an attempt is a guess at a password: after some of them the next one has to wait. */
export function isGuess({ asked: { name }, position }: Attempt): boolean {
  return comparedOnly.test(`${name} ${position.name}`);
}

function takesNoCard({ kind, name }: AskedField, position: Position): boolean {
  return kind === 'mutation' && !comparedOnly.test(`${name} ${position.name}`);
}

/** As many items as no list takes, each as the position's own item would be. */
function manyAt(position: Position): unknown[] {
  const variables = JSON.stringify(position.variablesWith([itemMark]));
  return variables.includes(itemMark) ? Array.from({ length: tooMany }, () => unknown) : [];
}

const itemMark = 'item mark';

function shown(text: string): string {
  return text.length > 40 ? `${text.length} characters` : JSON.stringify(text);
}

/** The text of a search: for nothing it shows everything (its description says so), and some odd values hold words that products have too. */
const searchText = 'input.query';

function hasWords(value: unknown): boolean {
  return typeof value === 'string' && /\p{L}/u.test(value);
}

/** What is wrong with the answer to an attempt; undefined when nothing is. */
export async function faultOf(
  store: Store,
  transport: Transport,
  attempt: Attempt,
): Promise<string | undefined> {
  const answer = await send(store, transport, attempt, attempt.value);
  const codes = codesOf(answer);
  const told = JSON.stringify(answer).slice(0, 400);
  if (answer.status >= 500 || codes.some((code) => brokenCodes.has(code))) return `broke something: ${told}`;
  if (codes.includes('RATE_LIMITED')) return `was not looked at: ${told}`;
  if (attempt.nature === 'unstorable' && !isRefused(answer)) return `was taken: ${told}`;
  if (attempt.nature === 'card' && !isRefusedCard(answer, attempt.value)) return `was taken or told: ${told}`;
  const isQuery = attempt.asked.kind === 'query';
  if (!isQuery || codes.length > 0) return undefined;
  if (attempt.nature === 'null') return differsFromLeftOut(store, transport, attempt, answer);
  if (textAt(attempt.position) === undefined) return undefined;
  const known = await send(store, transport, attempt, unknown);
  const isBlank = typeof attempt.value === 'string' && attempt.value.trim() === '';
  const isWider = codesOf(known).length === 0 && foundIn(answer.data) > foundIn(known.data);
  const { name } = attempt.position;
  const isExpected = name === searchText && (isBlank || hasWords(attempt.value));
  return isWider && !isExpected ? `found more: ${told}` : undefined;
}

const brokenCodes = new Set(['INTERNAL_SERVER_ERROR', 'UNAVAILABLE', 'none']);

async function differsFromLeftOut(
  store: Store,
  transport: Transport,
  attempt: Attempt,
  answer: Answered,
): Promise<string | undefined> {
  const leftOut = await send(store, transport, attempt, undefined);
  if (isDeepStrictEqual(answer.data, leftOut.data)) return undefined;
  return `differs from left out: ${JSON.stringify([answer, leftOut]).slice(0, 400)}`;
}

/** Sends an attempt as the least trusted who may, and who is shown what it asks for. */
async function send(
  { url, tokens }: Store,
  transport: Transport,
  { asked: { document }, position }: Attempt,
  value: unknown,
): Promise<Answered> {
  const sent = { query: document, variables: position.variablesWith(value) };
  let answer = await transport(url, tokens[0], sent);
  for (const token of tokens.slice(1)) {
    if (!codesOf(answer).includes('FORBIDDEN') && !showsNothing(answer)) break;
    answer = await transport(url, token, sent);
  }
  return answer;
}

/** Whether a field of an object is an empty list, as it is to those whom its rule does not show it. */
function showsNothing({ data }: Answered): boolean {
  const objects = Object.values(data ?? {}) as (object | null)[];
  return objects.some((object) =>
    Object.values(object ?? {}).some((value: unknown) => Array.isArray(value) && value.length === 0),
  );
}

function codesOf({ errors = [] }: Answered): string[] {
  return errors.map(({ extensions }) => extensions?.code ?? 'none');
}

interface Outcome {
  readonly __typename?: string;
  /** Of what takes several, each with its own. */
  readonly results?: readonly { readonly errors: readonly object[] }[];
}

/** An error, nothing found, a member of the result union that tells why, or each of several with its own errors. */
function isRefused(answer: Answered): boolean {
  if (codesOf(answer).length > 0) return true;
  const outcomes = Object.values(answer.data ?? {}) as (Outcome | null)[];
  return outcomes.every(
    (outcome) =>
      outcome === null ||
      outcome.__typename?.endsWith('Error') === true ||
      (outcome.results ?? []).some(({ errors }) => errors.length > 0),
  );
}

/** Refused for what it is, and not repeated. */
function isRefusedCard(answer: Answered, value: unknown): boolean {
  const told = JSON.stringify(answer);
  const isTold = codesOf(answer).includes('BAD_USER_INPUT') || told.includes('CARD_NUMBER');
  return isTold && !told.includes(String(value));
}

/** How much an answer holds: the sum of its totals. */
function foundIn(data: unknown): number {
  if (typeof data !== 'object' || data === null) return 0;
  const own = 'totalCount' in data ? Number(data.totalCount) : 0;
  return Object.values(data).reduce<number>((sum, value) => sum + foundIn(value), own);
}

/** Of some attempts each position once, with another of its values from one position to the next. */
export function sampleOf(chosen: readonly Attempt[], offset = 0): Attempt[] {
  const byPosition = Map.groupBy(chosen, ({ asked, position }) => `${asked.name} ${position.name}`);
  return [...byPosition.values()].flatMap((own, index) => own[(index + offset) % own.length] ?? []);
}
