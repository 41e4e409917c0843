import type { GraphQLError } from 'graphql';
import { httpError } from '../errors/http-error.ts';

/** Made for a page that the store does not know. */
export function foreignOrigin(): GraphQLError {
  return httpError(403, 'Pages of this origin may not ask here.');
}
