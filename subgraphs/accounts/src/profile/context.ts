import { bind } from '@cartwright/database';
import { updateCustomer, type Dependencies } from './use-cases.ts';

/** What resolvers find in their context: the use case of the profile. */
export function profileContext(dependencies: Dependencies) {
  return { profile: bind(dependencies, { updateCustomer }) };
}

export type ProfileContext = ReturnType<typeof profileContext>;
