import type { InvalidInput } from '@cartwright/input';
import { isId } from '@cartwright/graph';
import {
  adoptForViewer,
  changeExisting,
  findCarts,
  type CartChanged,
  type CartOfViewer,
  type CartRefused,
  type Dependencies,
} from '../cart/door.ts';
import type { TaxIdentity } from '../taxes/door.ts';
import type { VatRegister } from './ports.ts';
import { isRegistered, readIdentity, withAnswer, type IdentityInput } from './read-identity.ts';

/** What the business of a cart is looked up with. */
export interface IdentityDependencies extends Dependencies {
  readonly register: VatRegister;
}

/** Says which business buys a cart. The register is asked while nothing is locked, and for whoever has the cart alone. */
export async function updateTaxIdentity(
  dependencies: IdentityDependencies,
  { viewer, cartId, ...input }: CartOfViewer & IdentityInput,
): Promise<CartChanged | CartRefused | InvalidInput> {
  const read = readIdentity(input);
  if (read.kind === 'invalid-input') return read;
  await adoptForViewer(dependencies, viewer);
  const [found] = isId(cartId) ? await findCarts(dependencies.database.statements, [cartId]) : [];
  if (found?.cart.ownerId !== viewer.id) return { kind: 'not-found' };
  const taxIdentity = await checked(dependencies, read.value);
  return changeExisting<InvalidInput>(dependencies, { viewer, cartId }, (cart) => ({
    kind: 'changed',
    cart: { ...cart, taxIdentity },
    warnings: [],
  }));
}

async function checked(
  { register, now }: IdentityDependencies,
  identity: TaxIdentity | null,
): Promise<TaxIdentity | null> {
  if (identity === null || !isRegistered(identity)) return identity;
  return withAnswer(identity, await register.ask(identity.vatId), now());
}
