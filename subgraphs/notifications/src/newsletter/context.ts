import { bind } from '@cartwright/database';
import type { Dependencies } from './dependencies.ts';
import { confirmWish } from './use-cases/confirm-wish.ts';

/** What resolvers find at `context.newsletter`. */
export type NewsletterContext = ReturnType<typeof newsletterContext>;

/** Makes the context of one operation. */
export function newsletterContext(dependencies: Dependencies) {
  return bind(dependencies, { confirmWish });
}
