import { execFile } from 'node:child_process';
import { statSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompressSync, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib';
import type { Domain } from '@cartwright/events';
import WebSocket from 'ws';
import type { Attack, Finding } from '../attack.ts';
import { all, statusIs } from '../target/finding.ts';
import { openSocket } from '../target/graphql-over-socket.ts';
import { eachFile } from '../target/each-file.ts';
import type { Target } from '../target/target.ts';
import { until } from '../target/until.ts';
import { codesOf, type Visitor } from '../target/visitor.ts';
import { must, newGuest, placeOrder } from '../target/people.ts';

const json = { 'content-type': 'application/json' };
const body = JSON.stringify({ query: '{ shop { currencies } }' });
const foldings: Readonly<Record<string, (text: string) => Uint8Array>> = {
  gzip: (text) => gzipSync(text),
  'x-gzip': (text) => gzipSync(text),
  deflate: (text) => deflateSync(text),
  br: (text) => brotliCompressSync(text),
  zstd: (text) => zstdCompressSync(text),
  'gzip, br': (text) => brotliCompressSync(gzipSync(text)),
};
const wantedHeaders = [
  'content-security-policy',
  'x-content-type-options',
  'x-frame-options',
  'referrer-policy',
];

/** The status with which an upgrade is refused; 101 when it is not. */
function upgradeStatus(url: string, address: string, origin: string): Promise<number> {
  const socket = new WebSocket(url.replace(/^http/, 'ws'), 'graphql-transport-ws', {
    localAddress: address,
    origin,
  });
  return new Promise((resolve) => {
    socket.on('error', () => resolve(0));
    socket.on('unexpected-response', (_request, response) => {
      resolve(response.statusCode ?? 0);
      socket.terminate();
    });
    socket.on('open', () => {
      resolve(101);
      socket.terminate();
    });
  });
}

const socketAttacks: readonly Attack[] = [
  {
    name: 'opens a socket from a page of their own',
    threat: 'API8',
    transport: 'WebSocket',
    expected: '403',
    run: async ({ newVisitor }) => {
      const { url, address } = newVisitor();
      const status = await upgradeStatus(url, address, 'https://evil.example');
      return statusIs([403], { status });
    },
  },
  {
    name: 'sends a message of more than 64 KiB',
    threat: 'API4',
    transport: 'WebSocket',
    expected: 'the socket is closed',
    run: async ({ newVisitor }) => {
      const socket = await openSocket(newVisitor());
      try {
        const code = new Promise<number>((resolve) => {
          socket.on('message', () => resolve(0));
          socket.on('close', (closed: number) => resolve(closed));
        });
        const query = `{ shop { currencies } } # ${'x'.repeat(70_000)}`;
        socket.send(JSON.stringify({ id: '1', type: 'subscribe', payload: { query } }));
        const got = await code;
        return { held: got !== 0, got: got === 0 ? 'an answer' : `closed with ${got}` };
      } finally {
        socket.terminate();
      }
    },
  },
];

/** The page of a payment that its buyer has to confirm at the bank. */
async function bankPage(visitor: Visitor): Promise<string> {
  const buyer = await newGuest(visitor);
  const { id } = await placeOrder(buyer, 'sim_action_required');
  interface Paying {
    readonly payment: { readonly nextAction: { readonly redirectUrl: string } | null } | null;
  }
  const look = () =>
    must<Paying>(buyer, `{ result: order(id: "${id}") { payment { nextAction { redirectUrl } } } }`);
  const { payment } = await until(look, ({ payment: one }) => one?.nextAction != null);
  const { pathname, search } = new URL(payment?.nextAction?.redirectUrl ?? 'none:');
  return pathname + search;
}

const httpAttacks: readonly Attack[] = [
  {
    name: 'asks from a page of their own',
    threat: 'API8',
    transport: 'HTTP',
    expected: '403',
    run: async ({ newVisitor }) =>
      statusIs(
        [403],
        await newVisitor().send('/graphql', { headers: { ...json, origin: 'https://evil.example' }, body }),
      ),
  },
  {
    name: 'sends a body that unfolds to more',
    threat: 'API4',
    transport: 'HTTP',
    expected: '415 for each way of folding',
    run: async ({ newVisitor }) => {
      const answers = [];
      for (const [encoding, fold] of Object.entries(foldings)) {
        const headers = { ...json, 'content-encoding': encoding };
        answers.push(await newVisitor().send('/graphql', { headers, body: fold(body) }));
      }
      return statusIs([415], ...answers);
    },
  },
  {
    name: 'looks for an answer that a browser may be tricked with',
    threat: 'API8',
    transport: 'HTTP',
    expected: 'each answer has the headers against it',
    run: async ({ newVisitor }) => {
      const answers = [
        await newVisitor().send('/graphql', { headers: json, body }),
        await newVisitor().send('/graphql', { headers: json, body: '{' }),
        await newVisitor().send('/nothing-here', { method: 'GET' }),
        await newVisitor().send('/webhooks/simulator', { headers: json, body }),
        await newVisitor().send('/bank/nothing-here', { method: 'GET', headers: { accept: 'text/html' } }),
        await newVisitor().send(await bankPage(newVisitor()), {
          method: 'GET',
          headers: { accept: 'text/html' },
        }),
        await newVisitor().send('/graphql', { method: 'PATCH' }),
        await newVisitor().send('/graphql', { headers: { ...json, origin: 'https://evil.example' }, body }),
        await newVisitor().send('/.well-known/jwks.json', { method: 'GET' }),
      ];
      const missing = answers.flatMap(({ status, headers }) =>
        wantedHeaders.filter((name) => headers[name] === undefined).map((name) => `${status}: no ${name}`),
      );
      return { held: missing.length === 0, got: missing.join(', ') || 'all headers' };
    },
  },
  {
    name: 'filters products by a thousand options',
    threat: 'API4',
    transport: 'HTTP',
    expected: 'BAD_USER_INPUT, soon',
    run: async ({ newVisitor }) => {
      const options = Array.from({ length: 1_000 }, (_, at) => ({ name: `Size ${at}`, values: ['M'] }));
      const query =
        'query ($options: [OptionFilterInput!]) { products(first: 1, filters: { options: $options }) { totalCount } }';
      const visitor = await newGuest(newVisitor());
      const answer = await visitor.ask(query, { options });
      const held = codesOf(answer) === 'BAD_USER_INPUT' && answer.ms < 1_000;
      return { held, got: `${codesOf(answer)} after ${answer.ms.toFixed(0)} ms` };
    },
  },
];

const modeOf = (file: string): number => statSync(file).mode & 0o777;

const knownKey = 'development-gateway-key-0123456789abcdef';

/** Starts a subgraph of its own in production with a key; held when it says why it does not. */
async function startWith(
  domain: Domain,
  { key, environment }: { readonly key: string; readonly environment: Target['environment'] },
): Promise<Finding> {
  const script = fileURLToPath(new URL(`../../../subgraphs/${domain}/src/main.ts`, import.meta.url));
  const env = { NODE_ENV: 'production', GATEWAY_KEYS: key, ...environment };
  const output = await promisify(execFile)(process.execPath, [script], { env, timeout: 60_000 }).then(
    () => 'it started',
    (error: unknown) => {
      const { stdout = '', stderr = '' } = error as { readonly stdout?: string; readonly stderr?: string };
      return stdout + stderr;
    },
  );
  const held = /GATEWAY_KEYS is known to everybody/.test(output) && !output.includes(key);
  return { held, got: held ? 'refused' : `${domain}: ${output.slice(0, 100)}` };
}

const machineAttacks: readonly Attack[] = [
  {
    name: 'reads secrets, logs and mails with another account of the machine',
    threat: 'API8',
    transport: 'files',
    expected: 'none is open to others',
    run: ({ dataDir, store }) => {
      const directories = [path.join(dataDir, 'secrets'), path.join(dataDir, 'logs'), store.mailDirectory];
      const ofFile = (file: string) => ({ name: path.basename(file), mode: modeOf(file) });
      const files = directories.flatMap((directory) => [ofFile(directory), ...eachFile(directory, ofFile)]);
      const open = files.filter(({ mode }) => (mode & 0o077) !== 0).map(({ name }) => name);
      return Promise.resolve({ held: open.length === 0, got: open.join(', ') || `${files.length} closed` });
    },
  },
  {
    name: 'has a key that everybody knows, because the operator kept it',
    threat: 'API8',
    transport: 'console',
    expected: 'no process starts with it',
    run: async ({ environment }) => {
      const findings = [];
      for (const domain of ['accounts', 'orders'] as const)
        findings.push(await startWith(domain, { key: knownKey, environment }));
      return all(...findings);
    },
  },
];

/** What is open to whoever looks: the forms of requests and answers, files, settings. */
export const surfaceAttacks: readonly Attack[] = [...httpAttacks, ...socketAttacks, ...machineAttacks];
