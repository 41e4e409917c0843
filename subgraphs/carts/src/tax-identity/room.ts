import { bind } from '@cartwright/database';
import type { Room } from '@cartwright/subgraph';
import { storesWithin, type Dependencies } from '../cart/door.ts';
import type { Tables } from '../generated/tables.ts';
import type { Parts } from '../parts.ts';
import { noRegister, type VatRegister } from './ports.ts';
import { resolvers } from './resolvers.ts';
import { updateTaxIdentity, type IdentityDependencies } from './update-tax-identity.ts';
import { vies } from './vies.ts';

/** What resolvers find at `context.taxIdentity`. */
export type TaxIdentityContext = ReturnType<typeof taxIdentityContext>;

/** The business that buys a cart, and whether the register of VAT numbers knows it. */
export function taxIdentityRoom(
  { config, logger, database, now, newId }: Parts,
  terms: Dependencies['terms'],
): Room<Tables> {
  const { VAT_REGISTER_URL: url, VAT_REGISTER_TIMEOUT_MS: timeoutMs } = config;
  const register: VatRegister = url === undefined ? noRegister : vies({ url, timeoutMs, logger });
  const dependencies = { database, storesWithin, now, newId, terms, register };
  return { resolvers, context: () => ({ taxIdentity: taxIdentityContext(dependencies) }) };
}

function taxIdentityContext(dependencies: IdentityDependencies) {
  return bind(dependencies, { updateTaxIdentity });
}
