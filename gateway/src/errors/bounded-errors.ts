import type { GraphQLFormattedError } from 'graphql';

/** Execution errors of one answer: enough for every object of a large page. */
const maxErrors = 100;
/** Of the errors' JSON. */
const maxCharacters = 64 * 1024;
const maxMessageLength = 500;

/** The errors that are told, and how many are not. */
export interface BoundedErrors {
  readonly errors: readonly GraphQLFormattedError[];
  readonly omitted: number;
}

/**
 * Formats the first errors of an answer, as many as are of use to a reader: an answer may have as many errors as objects,
 * and each repeats what the client sent.
 */
export function boundedErrors<Thrown>(
  errors: readonly Thrown[],
  format: (error: Thrown) => GraphQLFormattedError,
): BoundedErrors {
  const told: GraphQLFormattedError[] = [];
  let characters = 0;
  for (const error of errors.slice(0, maxErrors)) {
    const formatted = shortened(format(error));
    characters += JSON.stringify(formatted).length;
    if (characters > maxCharacters && told.length > 0) break;
    told.push(formatted);
  }
  return { errors: told, omitted: errors.length - told.length };
}

function shortened(error: GraphQLFormattedError): GraphQLFormattedError {
  const { message } = error;
  return message.length <= maxMessageLength
    ? error
    : { ...error, message: `${message.slice(0, maxMessageLength)}…` };
}
