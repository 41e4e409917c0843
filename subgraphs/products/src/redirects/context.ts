import { bind } from '@cartwright/database';
import type { Parts } from '../parts.ts';
import { createRedirect } from './use-cases/create-redirect.ts';
import { deleteRedirect } from './use-cases/delete-redirect.ts';
import { readEndOf, readRedirectOf, readRedirects } from './use-cases/read-redirects.ts';

/** What resolvers find at `context.redirects`. */
export type RedirectsContext = ReturnType<typeof redirectsContext>;

/** Makes the context of one operation. */
export function redirectsContext(parts: Parts) {
  return bind(parts, { createRedirect, deleteRedirect, readRedirectOf, readEndOf, readRedirects });
}
