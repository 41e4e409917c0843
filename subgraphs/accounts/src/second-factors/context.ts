import { bind } from '@cartwright/database';
import type { Dependencies } from './dependencies.ts';
import { confirmSignIn } from './use-cases/confirm-sign-in.ts';
import { findFactors, renewRecoveryCodes } from './use-cases/recovery-codes.ts';
import { confirmTotp, enrolTotp, removeTotp } from './use-cases/totp.ts';

/** What resolvers find in their context: the use cases of second factors. */
export function secondFactorsContext(dependencies: Dependencies) {
  return {
    secondFactors: bind(dependencies, {
      confirmSignIn,
      enrolTotp,
      confirmTotp,
      removeTotp,
      renewRecoveryCodes,
      findFactors,
    }),
  };
}

export type SecondFactorsContext = ReturnType<typeof secondFactorsContext>;
