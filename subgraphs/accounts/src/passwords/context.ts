import { bind } from '@cartwright/database';
import { changePassword, type Dependencies } from './use-cases.ts';

/** What resolvers find in their context: the use case of passwords. */
export function passwordsContext(dependencies: Dependencies) {
  return { passwords: bind(dependencies, { changePassword }) };
}

export type PasswordsContext = ReturnType<typeof passwordsContext>;
