import { domains, type Domain } from '@cartwright/events';
import type { ConsumerBacklog, MessagingReports } from '@cartwright/messaging';

/** What waits to be published by one domain and to be handled by it. */
export interface DomainLag {
  readonly domain: Domain;
  /** Null for a domain that does not answer, as all that follow. */
  readonly unpublished: number | null;
  readonly oldestUnpublishedSeconds: number | null;
  readonly lastPublishedAt: Date | null;
  readonly faults: string[] | null;
  readonly parked: number;
  /** Null while NATS cannot be asked. */
  readonly consumers: ConsumerBacklog[] | null;
}

/** What is known of the lag: what the domains say, what the streams hold, and what was announced as parked. */
export interface KnownLag {
  readonly reports: MessagingReports;
  readonly backlog: readonly ConsumerBacklog[] | undefined;
  readonly parkedByDomain: ReadonlyMap<string, number>;
}

/** Puts together what waits, one entry for each domain. */
export function lagOfDomains({ reports, backlog, parkedByDomain }: KnownLag): DomainLag[] {
  return domains.map((domain) => {
    const report = reports[domain];
    return {
      domain,
      unpublished: report?.unpublished ?? null,
      oldestUnpublishedSeconds: report?.oldestUnpublishedSeconds ?? null,
      lastPublishedAt: report?.publishedAt ?? null,
      faults: report === undefined ? null : [...report.faults],
      parked: report?.parked ?? parkedByDomain.get(domain) ?? 0,
      consumers: backlog?.filter((consumer) => consumer.domain === domain) ?? null,
    };
  });
}
