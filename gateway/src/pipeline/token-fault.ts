import type { TokenFault } from '@cartwright/identity';

interface Extensible {
  readonly extensions?: Readonly<Record<string, unknown>> | undefined;
}

/** The same answer, which says in `extensions.accessToken` why the request's token speaks for nobody, if it does not. */
export function withTokenFault<Answer extends Extensible>(
  answer: Answer,
  accessToken: TokenFault | undefined,
): Answer {
  if (accessToken === undefined) return answer;
  return { ...answer, extensions: { ...answer.extensions, accessToken } };
}
