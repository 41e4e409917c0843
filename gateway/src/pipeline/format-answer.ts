import type { ExecutionResult, FormattedExecutionResult, GraphQLError } from 'graphql';
import { boundedErrors } from '../errors/bounded-errors.ts';
import { formatThrown, withRequestId } from '../errors/format-error.ts';
import { withoutSuggestions } from '../errors/without-suggestions.ts';
import type { RequestContext } from '../execution/request-context.ts';
import { rejection, type HttpHead, type Rejection } from './operation-outcome.ts';
import { withTokenFault } from './token-fault.ts';

/**
 * A result as the client gets it: errors first, masked and bounded, `extensions.omittedErrors` with how many more there
 * were. https://spec.graphql.org/draft/#sec-Response-Format
 */
export function formatResult(
  { errors = [], data = null, extensions }: ExecutionResult,
  { requestId, tokenFault }: Pick<RequestContext, 'requestId' | 'tokenFault'>,
): FormattedExecutionResult {
  const told = boundedErrors(errors, (error) => withRequestId(formatThrown(error), requestId));
  const all = { ...extensions, ...(told.omitted > 0 && { omittedErrors: told.omitted }) };
  const result = {
    ...(told.errors.length > 0 && { errors: told.errors }),
    data,
    ...(Object.keys(all).length > 0 && { extensions: all }),
  };
  return withTokenFault(result, tokenFault);
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
