import { z } from 'zod';
import { defineMessage, type MessageContract } from './define-message.ts';
import type { Domain } from './domains.ts';
import { answeringDomains } from './data-requests.ts';
import { sampleCustomerId } from './sample-values.ts';
import { id } from './values.ts';

/** A domain that answers when accounts asks for what is kept of a person, or that it be erased. */
export type AnsweringDomain = Exclude<Domain, 'accounts'>;

/** Why a domain cannot erase a person yet: they have an order under way, or money of theirs is on its way. */
export const erasureObstacles = ['ORDERS_UNDER_WAY', 'PAYMENTS_UNDER_WAY'] as const;
export type ErasureObstacle = (typeof erasureObstacles)[number];

const sampleRequestId = '01990000-0000-7000-8000-00000000000d';
const exportSchema = z.object({ requestId: id, round: z.int().positive(), customerId: id });
const erasureSchema = z.object({
  requestId: id,
  customerId: id,
  waitsFor: z.enum(erasureObstacles).nullable(),
});

/** A domain has put what it keeps of a person where they can read it; nothing of it is in the message. */
export type DataExportPrepared = z.infer<typeof exportSchema>;

/** What a domain has left of a person: nothing but what the law wants, or, with `waitsFor`, what cannot go yet. */
export type DataErasureAnswered = z.infer<typeof erasureSchema>;

/** Says of each domain that its part of an export is there. */
export const dataExportPrepared = perAnsweringDomain((domain) =>
  defineMessage<DataExportPrepared>({
    type: `personal-data.${domain}-exported.v1`,
    source: domain,
    kind: 'event',
    readers: ['accounts'],
    meaning: `what ${domain} keeps of a person is there for them to read`,
    schema: exportSchema,
    key: (data) => data.customerId,
    businessId: (data) => `${data.requestId}:${String(data.round)}`,
    samples: [{ requestId: sampleRequestId, round: 1, customerId: sampleCustomerId }],
  }),
);

/** Says of each domain that nothing of a person is left there, or what it waits for. */
export const dataErasureAnswered = perAnsweringDomain((domain) =>
  defineMessage<DataErasureAnswered>({
    type: `personal-data.${domain}-erased.v1`,
    source: domain,
    kind: 'event',
    readers: ['accounts'],
    meaning: `nothing of a person is left in ${domain}, or what that waits for`,
    schema: erasureSchema,
    key: (data) => data.customerId,
    businessId: (data) => `${data.requestId}:${data.waitsFor ?? 'erased'}`,
    samples: [{ requestId: sampleRequestId, customerId: sampleCustomerId, waitsFor: null }],
  }),
);

function perAnsweringDomain<Data>(
  of: (domain: AnsweringDomain) => MessageContract<Data>,
): Record<AnsweringDomain, MessageContract<Data>> {
  return Object.fromEntries(answeringDomains.map((domain) => [domain, of(domain)])) as Record<
    AnsweringDomain,
    MessageContract<Data>
  >;
}
