import { bind } from '@cartwright/database';
import type { Dependencies } from './dependencies.ts';
import { changeEmail } from './use-cases/change-email.ts';
import { sendChangeLink } from './use-cases/send-change-link.ts';
import { sendVerificationLink } from './use-cases/send-verification-link.ts';
import { undoEmailChange } from './use-cases/undo-email-change.ts';
import { verifyEmail } from './use-cases/verify-email.ts';

/** What resolvers find in their context: the use cases of e-mail addresses. */
export function emailContext(dependencies: Dependencies) {
  return {
    email: bind(dependencies, {
      sendVerificationLink,
      verifyEmail,
      sendChangeLink,
      changeEmail,
      undoEmailChange,
    }),
  };
}

export type EmailContext = ReturnType<typeof emailContext>;
