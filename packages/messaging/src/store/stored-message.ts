import { z } from 'zod';

/** A reply as the inbox keeps it: enough to send it again with a new id. */
export const storedMessageSchema = z.object({
  type: z.string(),
  key: z.string(),
  businessId: z.string(),
  data: z.unknown(),
});
export type StoredMessage = z.infer<typeof storedMessageSchema>;
