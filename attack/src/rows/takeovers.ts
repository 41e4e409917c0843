import { domains } from '@cartwright/events';
import { createRequestSigner } from '@cartwright/identity';
import { jetstreamManager } from '@nats-io/jetstream';
import { connect } from '@nats-io/transport-node';
import type { Attack, Finding } from '../attack.ts';
import { statusIs } from '../target/finding.ts';
import { sendFrom } from '../target/send-from.ts';
import type { Target } from '../target/target.ts';

const body = JSON.stringify({ query: '{ __typename }' });
const json = { 'content-type': 'application/json' };

/** Asks each subgraph itself. */
async function askSubgraphs(
  { store, newVisitor }: Target,
  headersFor: (domain: (typeof domains)[number], url: URL) => Record<string, string>,
): Promise<Finding> {
  const answers = [];
  for (const domain of domains) {
    const url = new URL('/graphql', store.process(domain).url);
    answers.push(
      await sendFrom(newVisitor().address, url, { headers: { ...json, ...headersFor(domain, url) }, body }),
    );
  }
  return statusIs([401, 403], ...answers);
}

const subgraphAttacks: readonly Attack[] = [
  {
    name: 'asks the subgraphs without a signature',
    threat: 'API2',
    transport: 'subgraph',
    expected: '401 or 403 from each',
    run: (target) => askSubgraphs(target, () => ({})),
  },
  {
    name: 'asks the subgraphs with the key of another',
    threat: 'API2',
    transport: 'subgraph',
    expected: '401 or 403 from each',
    run: (target) =>
      askSubgraphs(target, (domain, url) => {
        const other = domain === 'accounts' ? 'orders' : 'accounts';
        const sign = createRequestSigner({ caller: 'gateway', key: target.secrets.gatewayKeys[other] });
        return {
          ...sign({
            method: 'POST',
            authority: url.host,
            target: url.pathname,
            authorization: undefined,
            body,
          }),
        };
      }),
  },
  {
    name: 'sends a signed request a second time',
    threat: 'API2',
    transport: 'subgraph',
    expected: '200, then 401 or 403',
    run: async ({ store, secrets, newVisitor }) => {
      const url = new URL('/graphql', store.process('products').url);
      const sign = createRequestSigner({ caller: 'gateway', key: secrets.gatewayKeys.products });
      const signature = sign({
        method: 'POST',
        authority: url.host,
        target: url.pathname,
        authorization: undefined,
        body,
      });
      const request = { headers: { ...json, ...signature }, body };
      const first = await sendFrom(newVisitor().address, url, request);
      const second = await sendFrom(newVisitor().address, url, request);
      return {
        held: first.status === 200 && [401, 403].includes(second.status),
        got: `${first.status}, then ${second.status}`,
      };
    },
  },
];

/** Connects to NATS as a domain that was taken over. */
async function asDomain<Result>(
  { store, secrets }: Target,
  domain: (typeof domains)[number],
  act: (connection: Awaited<ReturnType<typeof connect>>) => Promise<Result>,
): Promise<Result> {
  const connection = await connect({
    servers: new URL(store.natsUrl).host,
    user: domain,
    pass: secrets.natsPasswords[domain],
    inboxPrefix: `_INBOX_${domain}`,
    timeout: 3_000,
  });
  try {
    return await act(connection);
  } finally {
    await connection.close();
  }
}

async function refused(act: () => Promise<unknown>): Promise<Finding> {
  try {
    await act();
    return { held: false, got: 'done' };
  } catch (error) {
    return { held: true, got: error instanceof Error ? error.message.slice(0, 60) : String(error) };
  }
}

/** With the login of notifications, which has no business in what payments does. */
const natsAttacks: readonly Attack[] = [
  {
    name: "deletes another domain's stream with the login of notifications",
    threat: 'API5',
    transport: 'NATS',
    expected: 'refused',
    run: (target) =>
      asDomain(target, 'notifications', async (connection) =>
        refused(async () =>
          (await jetstreamManager(connection, { checkAPI: false })).streams.delete('ORDERS'),
        ),
      ),
  },
  {
    name: "deletes another domain's consumer with the login of notifications",
    threat: 'API5',
    transport: 'NATS',
    expected: 'refused',
    run: (target) =>
      asDomain(target, 'notifications', async (connection) =>
        refused(async () =>
          (await jetstreamManager(connection, { checkAPI: false })).consumers.delete(
            'ORDERS',
            'payments-orders-orders',
          ),
        ),
      ),
  },
];

/** What somebody could do who has taken over one service, or sits in the network behind the gateway. */
export const takeoverAttacks: readonly Attack[] = [...subgraphAttacks, ...natsAttacks];
