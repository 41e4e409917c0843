import { bind } from '@cartwright/database';
import type { Dependencies } from './dependencies.ts';
import { changePassword } from './use-cases/change-password.ts';
import { resetPassword } from './use-cases/reset-password.ts';
import { sendResetLink } from './use-cases/send-reset-link.ts';

/** What resolvers find in their context: the use cases of passwords. */
export function passwordsContext(dependencies: Dependencies) {
  return { passwords: bind(dependencies, { changePassword, sendResetLink, resetPassword }) };
}

export type PasswordsContext = ReturnType<typeof passwordsContext>;
