import type { ReadDomain } from '@cartwright/audit';
import type { Domain } from '@cartwright/events';
import { withClient } from '@cartwright/migrations';

/** Reads from databases with connections that cannot write. */
export function readOnly(urls: Readonly<Record<Domain, string>>): ReadDomain {
  return (domain, read) => {
    const url = new URL(urls[domain]);
    url.searchParams.set('options', '-c default_transaction_read_only=on');
    return withClient(url.toString(), (client) =>
      read({
        executeQuery: async ({ sql, parameters }) => {
          const { rows } = await client.query<object>(sql, [...parameters]);
          return { rows };
        },
      }),
    );
  };
}
