import { requestedLanguage } from '@cartwright/languages';
import { cacheStatusHeader } from '../response-cache/cache-status.ts';
import type { Rejection, SingleOutcome } from '../pipeline/operation-outcome.ts';
import { soon, type Soon } from '../pipeline/soon.ts';
import type { JsonType } from './negotiate.ts';
import type { KeyedRequest } from './request-key.ts';
import { keptMessage } from './kept-message.ts';

/** What is sent to who takes JSON. */
export interface JsonMessage {
  readonly status: number;
  /** Headers that are the same object each time that they are the same. */
  readonly fixed: Readonly<Record<string, string>>;
  /** Headers of this answer. */
  readonly told: readonly (readonly [name: string, value: string])[];
  readonly body: string | Buffer | undefined;
  /** A body's bytes as text in Latin-1, where that is at hand: it is written at less cost. */
  readonly latin1?: string | undefined;
}

/** What every answer says that its own headers do not say otherwise. */
export const ownAnswer = { 'cache-control': 'no-store', vary: 'Origin, Accept, Accept-Language' } as const;

const fixedOf: Readonly<Record<JsonType, JsonMessage['fixed']>> = {
  'application/json': { ...ownAnswer, ...contentType('application/json') },
  'application/graphql-response+json': { ...ownAnswer, ...contentType('application/graphql-response+json') },
};

/** Puts a single result or a refusal into JSON. */
export function jsonMessage(
  outcome: SingleOutcome,
  request: Pick<KeyedRequest, 'method' | 'headers'>,
  type: JsonType,
): Soon<JsonMessage> {
  const fixed = fixedOf[type];
  if (outcome.kind === 'rejected') {
    const told = [...outcome.headers];
    return { status: jsonStatus(outcome, type), fixed, told, body: JSON.stringify(refusal(outcome)) };
  }
  const { cache, answered } = outcome;
  const told = cache === undefined ? [] : [['cache-status', cacheStatusHeader(cache)] as const];
  if (answered === undefined) {
    const language = ['content-language', requestedLanguage(request.headers)] as const;
    return { status: 200, fixed, told: [...told, language], body: outcome.result.json };
  }
  const age = ['age', String(answered.ageSeconds)] as const;
  return soon(keptMessage(answered.kept, request, type), ({ status, headers, body, latin1 }) => ({
    status,
    fixed: headers,
    told: [...told, age],
    body,
    latin1,
  }));
}

function contentType(type: JsonType) {
  return { 'content-type': `${type}; charset=utf-8` };
}

/** https://graphql.github.io/graphql-over-http/draft/#sec-application-json: only 200 proves that GraphQL has answered. */
function jsonStatus({ status, isWellFormed }: Rejection, type: JsonType): number {
  return isWellFormed && type === 'application/json' ? 200 : status;
}

function refusal({ errors, extensions }: Rejection): object {
  return { errors, ...(extensions && { extensions }) };
}
