import type { SecondFactorChallenge } from './ports.ts';

/** A sign-in that waits for its second factor, as the graph shows it. */
export function secondFactorRequired(challenge: SecondFactorChallenge) {
  return {
    __typename: 'SecondFactorRequiredError' as const,
    message: 'Confirm that it is you: with your authenticator app, a passkey or a recovery code.',
    ...challenge,
    methods: [...challenge.methods],
  };
}
