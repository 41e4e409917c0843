import type { ApolloServerPlugin } from '@apollo/server';
import type { TokenFault } from '@cartwright/identity';
import type { RequestContext } from '../execution/request-context.ts';

interface Extensible {
  readonly extensions?: Readonly<Record<string, unknown>> | undefined;
}

/** Says in every answer of a request whose token speaks for nobody why that is so: `extensions.accessToken`. */
export function tokenFaultPlugin(): ApolloServerPlugin<RequestContext> {
  return {
    requestDidStart: () =>
      Promise.resolve({
        willSendResponse({ response: { body }, contextValue: { tokenFault } }) {
          if (body.kind === 'single') body.singleResult = withTokenFault(body.singleResult, tokenFault);
          return Promise.resolve();
        },
      }),
  };
}

/** The same answer, which says what is wrong with the token, if anything is. */
export function withTokenFault<Answer extends Extensible>(
  answer: Answer,
  accessToken: TokenFault | undefined,
): Answer {
  if (accessToken === undefined) return answer;
  return { ...answer, extensions: { ...answer.extensions, accessToken } };
}
