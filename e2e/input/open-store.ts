import { waitFor } from '@cartwright/testing';
import { fillCart, findVariant, guest, register } from '../support/shopper.ts';
import { staffClient } from '../support/staff.ts';
import type { Store } from './campaign.ts';

/** The store under test, with a customer and a member of the staff who are signed in, and nothing under way. */
export async function openStore(url: string): Promise<Store> {
  const customer = await register(await guest(url));
  const staff = await staffClient(url);
  await waitFor(async () => {
    const { notifications } = await customer.ask<{ notifications: { nodes: { state: string }[] } }>(
      '{ notifications(first: 1) { nodes { state } } }',
    );
    return notifications.nodes[0]?.state === 'SENT';
  });
  const variant = await findVariant(customer, 5);
  const cart = await fillCart(customer, [{ variantId: variant.id, quantity: 1 }]);
  const known = { cartId: cart.id, lineId: cart.lines[0]?.id, variantId: variant.id, slug: 'clothing' };
  return { url, tokens: [customer, staff].flatMap(({ token }) => token ?? []), known };
}
