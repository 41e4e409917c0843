import { domains, streamOf, type Domain } from '@cartwright/events';
import { createRequestSigner } from '@cartwright/identity';
import { connect } from '@nats-io/transport-node';
import type { Attack, Finding } from '../attack.ts';
import { statusIs } from '../target/finding.ts';
import { sendFrom } from '../target/send-from.ts';
import type { Target } from '../target/target.ts';

const body = JSON.stringify({ query: '{ __typename }' });
const json = { 'content-type': 'application/json' };

type Signable = Parameters<ReturnType<typeof createRequestSigner>>[0];

/** Signed as the gateway signs its requests to a domain, but for these parts. */
function askWithChanges(
  target: Target,
  changes: Partial<Signable>,
  now = () => new Date(),
): Promise<Finding> {
  return askSubgraphs(target, (domain, url) => {
    const sign = createRequestSigner({ caller: 'gateway', key: target.secrets.gatewayKeys[domain], now });
    const request = {
      method: 'POST',
      authority: url.host,
      target: url.pathname,
      authorization: undefined,
      body,
    };
    return { ...sign({ ...request, ...changes }) };
  });
}

/** A signature that was taken from one request, at another. */
const misused: Readonly<Record<string, (target: Target) => Promise<Finding>>> = {
  'for another method': (target) => askWithChanges(target, { method: 'PUT' }),
  'for another path': (target) => askWithChanges(target, { target: '/webhooks/simulator' }),
  'for another host': (target) => askWithChanges(target, { authority: '127.0.0.1:9' }),
  'for another body': (target) => askWithChanges(target, { body: `${body} ` }),
  'for another token': (target) => askWithChanges(target, { authorization: 'Bearer another' }),
  'more than a minute ago': (target) => askWithChanges(target, {}, () => new Date(Date.now() - 61_000)),
  'in a minute': (target) => askWithChanges(target, {}, () => new Date(Date.now() + 61_000)),
  'by orders, which may ask carts for something else alone': (target) =>
    askSubgraphs(target, (_domain, url) => {
      const sign = createRequestSigner({ caller: 'orders', key: target.secrets.ordersToCartsKey });
      const request = {
        method: 'POST',
        authority: url.host,
        target: url.pathname,
        authorization: undefined,
        body,
      };
      return { ...sign(request) };
    }),
};

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
  ...Object.entries(misused).map(([how, run]): Attack => ({
    name: `asks the subgraphs with a request signed ${how}`,
    threat: 'API2',
    transport: 'subgraph',
    expected: '401 or 403 from each',
    run,
  })),
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

/** What one request to JetStream is answered; held when NATS does not let it through. */
async function askJetStream(
  connection: Awaited<ReturnType<typeof connect>>,
  subject: string,
): Promise<string | undefined> {
  try {
    await connection.request(subject, '{}', { timeout: 2_000 });
    return subject;
  } catch (error) {
    return /permissions? violation/i.test(String(error)) ? undefined : `${subject}: ${String(error)}`;
  }
}

/** What changes a stream or its consumers, or reads what is in it. */
const ofStreams = ['UPDATE', 'PURGE', 'DELETE', 'MSG.GET', 'MSG.DELETE', 'SNAPSHOT'].map(
  (verb) => `STREAM.${verb}`,
);
/** What lists everything there is. */
const ofAll = ['STREAM.LIST', 'STREAM.NAMES', 'INFO', 'STREAM.CREATE.ATTACKER'];

const natsAttacks: readonly Attack[] = [
  {
    name: "reads, changes, empties and deletes other domains' streams with the login of each",
    threat: 'API5',
    transport: 'NATS',
    expected: 'Permissions Violation',
    run: async (target) => {
      const done: (string | undefined)[] = [];
      for (const domain of domains)
        await asDomain(target, domain, async (connection) => {
          const others = domains.filter((one) => one !== domain).map(streamOf);
          const verbs = [
            ...ofStreams.flatMap((verb) => others.map((stream) => `${verb}.${stream}`)),
            ...ofAll,
          ];
          for (const verb of verbs) {
            const answered = await askJetStream(connection, `$JS.API.${verb}`);
            done.push(answered && `${domain}: ${answered}`);
          }
        });
      const through = done.filter((one) => one !== undefined);
      return { held: done.length > 0 && through.length === 0, got: through.join('; ') || 'refused' };
    },
  },
  {
    name: "makes and deletes consumers of other domains' with the login of each",
    threat: 'API5',
    transport: 'NATS',
    expected: 'Permissions Violation',
    run: async (target) => {
      const through: string[] = [];
      for (const domain of domains)
        await asDomain(target, domain, async (connection) => {
          for (const other of domains.filter((one) => one !== domain)) {
            const stream = streamOf(other);
            for (const verb of [
              `CONSUMER.CREATE.${stream}`,
              `CONSUMER.CREATE.${stream}.attacker`,
              `CONSUMER.CREATE.${stream}.attacker.>`,
              `CONSUMER.DURABLE.CREATE.${stream}.attacker`,
              `CONSUMER.DELETE.${stream}.${durableOfAnother(domain, other)}`,
              `CONSUMER.MSG.NEXT.${stream}.${durableOfAnother(domain, other)}`,
            ]) {
              const answered = await askJetStream(connection, `$JS.API.${verb}`);
              if (answered !== undefined) through.push(`${domain}: ${answered}`);
            }
          }
        });
      return { held: through.length === 0, got: through.join('; ') || 'refused' };
    },
  },
  {
    name: 'connects to NATS without a login, or with one that everybody knows',
    threat: 'API2',
    transport: 'NATS',
    expected: 'Authorization Violation',
    run: async ({ store }) => {
      const servers = new URL(store.natsUrl).host;
      const through: string[] = [];
      for (const [user, pass] of [[], ['admin', 'admin'], ['orders', 'orders'], ['system', '']])
        await connect({
          servers,
          timeout: 3_000,
          ...(user === undefined ? {} : { user, pass: pass ?? '' }),
        }).then(
          async (connection) => {
            through.push(user ?? 'nobody');
            await connection.close();
          },
          () => undefined,
        );
      return { held: through.length === 0, got: through.join(', ') || 'refused' };
    },
  },
];

/** A consumer of a third domain's, as they are named. */
function durableOfAnother(domain: Domain, source: Domain): string {
  const third = domains.find((one) => one !== domain && one !== source) ?? source;
  return `${third}-${source}-${source}`;
}

/** What somebody could do who has taken over one service, or sits in the network behind the gateway. */
export const takeoverAttacks: readonly Attack[] = [...subgraphAttacks, ...natsAttacks];
