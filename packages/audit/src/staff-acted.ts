import { defineMessage, domains, type Domain, type MessageContract } from '@cartwright/events';
import { z } from 'zod';

const state = z.record(z.string(), z.unknown()).nullable();
const entryId = '0197e6a0-0000-7000-8000-000000000011';

const staffActedSchema = z.object({
  entryId: z.uuid(),
  /** The place in the chain of the domain, from 1, and the hash of it and of all before it. */
  position: z.int().positive(),
  hash: z.string(),
  staffId: z.uuid(),
  operation: z.string(),
  outcome: z.enum(['DONE', 'REFUSED']),
  target: z.string().nullable(),
  reason: z.string().nullable(),
  before: state,
  after: state,
  permission: z.string().nullable(),
  times: z.int().positive(),
  at: z.iso.datetime(),
});

/** The data of `audit.staff-acted.v1`. */
export type StaffActed = z.infer<typeof staffActedSchema>;

/** Staff did something to a domain, or were refused; each domain publishes this on its own stream. */
export function staffActed(domain: Domain): MessageContract<StaffActed> {
  return defineMessage({
    type: 'audit.staff-acted.v1',
    source: domain,
    kind: 'event',
    readers: ['orders'],
    meaning: 'what staff did or were refused',
    schema: staffActedSchema,
    key: (data) => data.entryId,
    businessId: (data) => data.entryId,
    samples: [
      {
        entryId,
        position: 7,
        hash: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
        staffId: '0197e6a0-0000-7000-8000-000000000012',
        operation: 'variantStockAdjust',
        outcome: 'DONE',
        target: '0197e6a0-0000-7000-8000-000000000013',
        reason: null,
        before: { available: 3 },
        after: { available: 10 },
        permission: null,
        times: 1,
        at: '2026-11-26T09:00:00.000Z',
      },
    ],
  });
}

/** Orders, which witnesses the others, has its own chain witnessed by accounts. */
export const chainGrew = defineMessage({
  type: 'audit.chain-grew.v1',
  source: 'orders',
  kind: 'event',
  readers: ['accounts'],
  meaning: 'the new head of the chain of what staff did',
  schema: z.object({ entryId: z.uuid(), position: z.int().positive(), hash: z.string() }),
  key: (data) => data.entryId,
  businessId: (data) => data.entryId,
  samples: [{ entryId, position: 7, hash: '9f86d081884c7d659a2feaa0c55ad015' }],
});

/** Every message about what staff did, each once; the one that all domains send is listed as sent by orders. */
export const auditContracts = [staffActed('orders'), chainGrew] as const;

/** What one domain sends of what staff did to it. */
export function auditContractsOf(domain: Domain) {
  return domain === 'orders' ? [staffActed(domain), chainGrew] : [staffActed(domain)];
}

/** The messages about what staff did, those of each domain by itself: who may send and read them. */
export const auditRoutes: readonly Pick<MessageContract, 'type' | 'source' | 'readers'>[] =
  domains.flatMap<Pick<MessageContract, 'type' | 'source' | 'readers'>>(auditContractsOf);
