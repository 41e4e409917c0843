import type { ParkedMessageOutcome } from '../../use-cases/operations/resolve-parked-message.ts';

type Refusal = Exclude<ParkedMessageOutcome, { kind: 'asked' }>;

/** Why nothing can be done to a parked message, as a member of the mutations' unions. */
export function parkedMessageRefusal(refusal: Refusal, id: string) {
  switch (refusal.kind) {
    case 'not-found':
      return {
        __typename: 'ParkedMessageNotFoundError',
        message: 'There is no such parked message.',
        id,
      } as const;
    case 'resolved':
      return {
        __typename: 'ParkedMessageResolvedError',
        message: 'The message is not parked any more.',
        parkedMessage: refusal.parkedMessage,
      } as const;
  }
}
