import { bind } from '@cartwright/database';
import type { Dependencies } from './dependencies.ts';
import { beginLink, beginSignIn } from './use-cases/begin.ts';
import { findIdentities, linkIdentity, unlinkIdentity } from './use-cases/link.ts';
import { signInAtProvider } from './use-cases/sign-in.ts';

/** What resolvers find in their context: the use cases of identity providers, and which there are. */
export function identityProvidersContext(dependencies: Dependencies) {
  const offered = dependencies.providers.map(({ id, name }) => ({ id, name }));
  const useCases = { beginSignIn, signInAtProvider, beginLink, linkIdentity, unlinkIdentity, findIdentities };
  return { identityProviders: { ...bind(dependencies, useCases), offered } };
}

export type IdentityProvidersContext = ReturnType<typeof identityProvidersContext>;
