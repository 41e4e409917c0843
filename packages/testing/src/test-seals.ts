import { createCartLinks, createMessageSeal } from '@cartwright/identity';
import { openSecrets, type AnyContract, type MessageSeals } from '@cartwright/messaging';

const key = 'a key to seal with that only tests know';

/** The variables of those who send secrets, of those who read them, of those who keep some, and of those who make links to carts. */
export const sealKeys = {
  NOTIFICATIONS_SEAL_KEY: key,
  ACCOUNTS_SEAL_KEYS: key,
  ORDERS_SEAL_KEYS: key,
  WEBHOOK_SEAL_KEYS: key,
  CART_LINK_KEYS: key,
} as const;

const seal = createMessageSeal(key);

/** Makes and reads links to carts as the subgraphs do that a test starts. */
export const testCartLinks = createCartLinks(key);

/** Seals and opens as the subgraphs do that a test starts. */
export const testSeals = { own: seal, of: { accounts: seal, orders: seal } } satisfies MessageSeals;

/** The data of a message in an outbox, with its secrets opened. */
export function unsealed<Data>(contract: AnyContract, data: Data): Data {
  return openSecrets(contract, seal, data) as Data;
}
