import { bind } from '@cartwright/database';
import type { Dependencies } from './dependencies.ts';
import { findPasskeys, namePasskey, removePasskey } from './use-cases/manage-passkeys.ts';
import { beginRegistration, registerPasskey } from './use-cases/register-passkey.ts';
import { createChallenge, signInWithPasskey } from './use-cases/sign-in.ts';

/** What resolvers find in their context: the use cases of passkeys. */
export function passkeysContext(dependencies: Dependencies) {
  return {
    passkeys: bind(dependencies, {
      createChallenge,
      signInWithPasskey,
      beginRegistration,
      registerPasskey,
      findPasskeys,
      namePasskey,
      removePasskey,
    }),
  };
}

export type PasskeysContext = ReturnType<typeof passkeysContext>;
