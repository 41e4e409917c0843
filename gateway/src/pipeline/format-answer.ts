import type { GraphQLError } from 'graphql';
import { boundedErrors } from '../errors/bounded-errors.ts';
import { formatThrown, withRequestId } from '../errors/format-error.ts';
import { withoutSuggestions } from '../errors/without-suggestions.ts';
import type { Answer } from '../execution/answer.ts';
import type { RequestContext } from '../execution/request-context.ts';
import { rejection, type HttpHead, type Rejection } from './operation-outcome.ts';
import { withTokenFault } from './token-fault.ts';
import { writtenResult, type WrittenResult } from './written-result.ts';

/**
 * A result as the client gets it: errors first, masked and bounded, `extensions.omittedErrors` with how many more there
 * were. https://spec.graphql.org/draft/#sec-Response-Format
 */
export function formatResult(
  { errors, data = 'null' }: Answer,
  { requestId, tokenFault }: Pick<RequestContext, 'requestId' | 'tokenFault'>,
): WrittenResult {
  if (errors.length === 0 && tokenFault === undefined) return { json: `{"data":${data}}`, hasErrors: false };
  const told = boundedErrors(errors, (error) => withRequestId(formatThrown(error), requestId));
  const extensions = told.omitted > 0 ? { omittedErrors: told.omitted } : {};
  return writtenResult(withTokenFault({ errors: told.errors, data, extensions }, tokenFault));
}

const writtenEvents = new WeakMap<Answer, WrittenResult>();

/** The result of an event, which many subscribers may be given: written once for all to whom it says the same. */
export function formatEvent(
  answer: Answer,
  context: Pick<RequestContext, 'requestId' | 'tokenFault'>,
): WrittenResult {
  if (answer.errors.length > 0 || context.tokenFault !== undefined) return formatResult(answer, context);
  const known = writtenEvents.get(answer);
  if (known !== undefined) return known;
  const written = formatResult(answer, context);
  writtenEvents.set(answer, written);
  return written;
}

/** A refusal with its errors as the client gets them; the first says what HTTP is told. */
export function formatRefusal(
  errors: readonly GraphQLError[],
  { requestId, suggestions }: { readonly requestId: string; readonly suggestions: boolean },
): Rejection {
  const told = boundedErrors(errors, (error) => {
    const formatted = withRequestId(formatThrown(error), requestId);
    return suggestions ? formatted : { ...formatted, message: withoutSuggestions(formatted.message) };
  });
  return rejection(told.errors, errors[0]?.extensions['http'] as HttpHead | undefined);
}
