import type { Transaction } from '@cartwright/database';
import type { InvalidInput } from '@cartwright/input';
import type { Tables } from '../generated/tables.ts';
import type { MethodOffers } from './ports.ts';
import { refusalOfToken } from './rules.ts';

/** What checking a token needs. */
export interface TokenCheck {
  readonly methodOffers: Pick<MethodOffers, 'newest'>;
}

/** Refuses a token that is not on offer; what the provider alone knows of one is a decline. Gives undefined for the others. */
export async function refuseToken(
  { methodOffers }: TokenCheck,
  token: string,
  tx?: Transaction<Tables>,
): Promise<InvalidInput | undefined> {
  return refusalOfToken(await methodOffers.newest(tx), token);
}
