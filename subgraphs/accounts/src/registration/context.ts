import { bind } from '@cartwright/database';
import { registerCustomer, type Dependencies } from './use-cases.ts';

/** What resolvers find in their context: the use case of registration. */
export function registrationContext(dependencies: Dependencies) {
  return { registration: bind(dependencies, { registerCustomer }) };
}

export type RegistrationContext = ReturnType<typeof registrationContext>;
