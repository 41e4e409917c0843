/** graphql-js's guesses at what was meant: 'Did you mean "name"?', also with a kind before the names. */
const suggestion = / ?Did you mean .*?\?(?= |$)/gs;

/** A message without names of the schema that its reader did not send. */
export function withoutSuggestions(message: string): string {
  return message.replaceAll(suggestion, '');
}
