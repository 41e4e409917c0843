import { maskError } from '@cartwright/errors';
import { requestedLanguage, translateMessage } from '@cartwright/languages';
import type { GraphQLFormattedError } from 'graphql';

/** The request that errors are told to. */
type ToldTo = Parameters<typeof maskError>[1] & { readonly headers: Readonly<Record<string, unknown>> };

/** What a client may see of errors, in the language of the request. */
export function maskErrors(errors: readonly unknown[], request: ToldTo): GraphQLFormattedError[] {
  const language = requestedLanguage(request.headers);
  return errors.map((error) => {
    const masked = maskError(error, request);
    return { ...masked, message: translateMessage(masked.message, language) };
  });
}
