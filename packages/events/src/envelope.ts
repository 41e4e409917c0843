import { z } from 'zod';
import { domains } from './domains.ts';

/**
 * The envelope on the wire.
 * Source: CloudEvents 1.0 (attribute names) and W3C Trace Context (`traceparent`); `businessid` is an extension attribute.
 */
export const envelopeSchema = z.object({
  specversion: z.literal('1.0'),
  id: z.uuid(),
  source: z.enum(domains),
  type: z.string(),
  time: z.iso.datetime(),
  subject: z.string(),
  businessid: z.string(),
  data: z.unknown(),
  traceparent: z.string().optional(),
});

export type Envelope = z.infer<typeof envelopeSchema>;
