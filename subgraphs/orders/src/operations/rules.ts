import { domains, type Domain } from '@cartwright/events';
import type { ConsumerBacklog, MessagingLag } from '@cartwright/messaging';

/** What waits to be published by one domain and to be handled by it. */
export interface DomainLag {
  readonly domain: Domain;
  /** Null for a domain whose outbox cannot be seen from here. */
  readonly unpublished: number | null;
  readonly oldestUnpublishedSeconds: number | null;
  readonly parked: number;
  /** Null while NATS cannot be asked. */
  readonly consumers: ConsumerBacklog[] | null;
}

/** What is known of the lag: of orders from its own tables, of the others from the streams and their messages. */
export interface KnownLag {
  readonly own: MessagingLag;
  readonly backlog: readonly ConsumerBacklog[] | undefined;
  readonly parkedByDomain: ReadonlyMap<string, number>;
}

/** Puts together what waits, one entry for each domain. */
export function lagOfDomains({ own, backlog, parkedByDomain }: KnownLag): DomainLag[] {
  return domains.map((domain) => {
    const isOwn = domain === 'orders';
    return {
      domain,
      unpublished: isOwn ? own.unpublished : null,
      oldestUnpublishedSeconds: isOwn ? own.oldestUnpublishedSeconds : null,
      parked: isOwn ? own.parked : (parkedByDomain.get(domain) ?? 0),
      consumers: backlog?.filter((consumer) => consumer.domain === domain) ?? null,
    };
  });
}
