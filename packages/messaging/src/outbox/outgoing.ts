import type { Domain, MessageContract } from '@cartwright/events';
import { closeSecrets, type MessageSeal } from '../sealing/message-seals.ts';
import type { StoredMessage } from '../store/stored-message.ts';

/** What the envelope of a new message is filled with. */
export interface Stamp {
  readonly domain: Domain;
  readonly newId: () => string;
  readonly now: () => Date;
  readonly traceparent?: string | undefined;
}

/** Evaluates a message's contract: its type, key, business id and data, with its secrets sealed. */
export function toStored(
  { contract, data }: { contract: MessageContract; data: unknown },
  seal: MessageSeal | undefined,
): StoredMessage {
  return {
    type: contract.type,
    key: contract.key(data),
    businessId: contract.businessId(data),
    data: closeSecrets(contract, seal, data),
  };
}
