import { domains, type Domain } from '@cartwright/events';
import type { TestStore } from '@cartwright/stack/test-store';
import { queryDomain } from './query-domain.ts';

interface Event {
  readonly at: Date;
  readonly text: string;
}

/** The history of an order in every domain and at the provider, in chronological order. */
export async function orderHistory(store: TestStore, orderId: string): Promise<string> {
  const events = await Promise.all([
    timeline(store, orderId),
    ...domains.map((domain) => messages(store, domain, orderId)),
  ]);
  const ledger = await fetch(`${store.simulatorUrl}/v1/ledger?orderReference=${orderId}`)
    .then((response) => response.text())
    .catch(String);
  const lines = events
    .flat()
    .sort((a, b) => a.at.getTime() - b.at.getTime())
    .map(({ at, text }) => `  ${at.toISOString()}  ${text}`);
  return [`Order ${orderId}`, ...lines, `  ledger: ${ledger}`].join('\n');
}

function timeline(store: TestStore, orderId: string): Promise<Event[]> {
  const sql = `SELECT occurred_at AS at, 'timeline ' || version || ' ' || code || ' → ' || status AS text
    FROM timeline_entries WHERE order_id = $1`;
  return queryDomain<Event>(store, 'orders', sql, [orderId]);
}

function messages(store: TestStore, domain: Domain, orderId: string): Promise<Event[]> {
  const sql = `SELECT created_at AS at, $2 || ' sends ' || type || ' ' || business_id
      || coalesce(', published as ' || stream_seq || ' at ' || published_at, ', NOT PUBLISHED') AS text
    FROM messaging.outbox WHERE key = $1 OR business_id LIKE '%' || $1 || '%'
    UNION ALL SELECT processed_at, $2 || ' handled ' || type || ' ' || business_id
    FROM messaging.inbox WHERE business_id LIKE '%' || $1 || '%'
    UNION ALL SELECT parked_at, $2 || ' PARKED ' || type || ': ' || reason
    FROM messaging.parked_messages WHERE envelope::text LIKE '%' || $1 || '%'`;
  return queryDomain<Event>(store, domain, sql, [orderId, domain]);
}
