import { randomUUID } from 'node:crypto';
import { waitFor } from '@cartwright/testing';
import { fillCart, findVariant, guest, register } from '../support/shopper.ts';
import { staffClient } from '../support/staff.ts';
import type { Store } from './campaign.ts';
import { mailsAreSent } from './database-text.ts';

/** The store under test, with a customer and a member of the staff who are signed in, and nothing under way. */
export async function openStore(url: string, notificationsUrl: string): Promise<Store> {
  const email = `writer-${randomUUID()}@example.com`;
  const customer = await register(await guest(url), email);
  const staff = await staffClient(url);
  // One mail welcomes who registers, and asks for the proof of the address.
  await waitFor(() => mailsAreSent(notificationsUrl, { recipient: email, count: 1 }));
  const variant = await findVariant(customer, 5);
  const cart = await fillCart(customer, [{ variantId: variant.id, quantity: 1 }]);
  const known = { cartId: cart.id, lineId: cart.lines[0]?.id, variantId: variant.id, slug: 'clothing' };
  return { url, tokens: [customer, staff].flatMap(({ token }) => token ?? []), known };
}
