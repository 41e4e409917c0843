import type { Domain, MessageContract } from '@cartwright/events';
import { z } from 'zod';

/** A message as an inbox keeps it as a reply: enough to send it again with a new id. */
export const storedMessageSchema = z.object({
  type: z.string(),
  key: z.string(),
  businessId: z.string(),
  data: z.unknown(),
});
export type StoredMessage = z.infer<typeof storedMessageSchema>;

/** What a message is stamped with when it is written. */
export interface Stamp {
  readonly domain: Domain;
  readonly newId: () => string;
  readonly now: () => Date;
  readonly traceparent?: string | undefined;
}

/** One row for the outbox, in the names of its columns. */
export interface OutboxRow {
  readonly id: string;
  readonly type: string;
  readonly subject: string;
  readonly key: string;
  readonly business_id: string;
  readonly envelope: Record<string, unknown>;
  readonly traceparent: string | null;
}

/** Reduces a message to its parts. */
export function toStored({ contract, data }: { contract: MessageContract; data: unknown }): StoredMessage {
  return {
    type: contract.type,
    key: contract.key(data),
    businessId: contract.businessId(data),
    data,
  };
}
