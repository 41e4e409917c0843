import { guest, register } from '../support/shopper.ts';
import { staffClient } from '../support/staff.ts';
import type { Store } from './campaign.ts';

/** The store under test, with a customer and a member of the staff who are signed in. */
export async function openStore(url: string): Promise<Store> {
  const clients = [await register(await guest(url)), await staffClient(url)];
  return { url, tokens: clients.flatMap(({ token }) => token ?? []) };
}
