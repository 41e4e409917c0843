import { createSeal, type Seal } from './seal.ts';

/** Seals the secrets of messages between two domains that share a key: what is mailed opens nothing where a message is kept. */
export function createMessageSeal(...keys: readonly string[]): Seal {
  return createSeal('secrets of messages', keys);
}
