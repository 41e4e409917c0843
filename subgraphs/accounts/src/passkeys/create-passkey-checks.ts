import type { PasskeyChecks } from '../second-factors/door.ts';
import type { CheckDependencies } from './dependencies.ts';
import { countPasskeys } from './repository.ts';
import { askForPasskey } from './use-cases/ask-device.ts';
import { checkPasskey } from './use-cases/check-passkey.ts';

/** Passkeys as second factors know them. */
export function createPasskeyChecks(dependencies: CheckDependencies): PasskeyChecks {
  return {
    count: countPasskeys,
    challenge: async (tx, userId) => (await askForPasskey(dependencies, tx, userId)).options,
    check: async (tx, answer) => (await checkPasskey(dependencies, tx, answer))?.methods,
  };
}
