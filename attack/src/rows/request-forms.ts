import type { Attack } from '../attack.ts';
import { all, statusIs } from '../target/finding.ts';
import type { RawRequest } from '../target/send-from.ts';

interface Form {
  readonly path?: string;
  readonly request: RawRequest;
  readonly statuses: readonly number[];
}

const mutation = 'mutation { guestSessionCreate { user { id } } }';
const json = JSON.stringify({ query: mutation });

/** Requests that a page of somebody else's could make a browser send, or that no client sends. */
const forms: Readonly<Record<string, Form>> = {
  'a mutation by GET': {
    path: `/graphql?query=${encodeURIComponent(mutation)}`,
    request: { method: 'GET' },
    statuses: [405],
  },
  'a mutation as a form of text': {
    request: { headers: { 'content-type': 'text/plain' }, body: json },
    statuses: [415],
  },
  'a mutation as a form': {
    request: {
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: `query=${encodeURIComponent(mutation)}`,
    },
    statuses: [415],
  },
  'a mutation as a form with files': {
    request: {
      headers: { 'content-type': 'multipart/form-data; boundary=x' },
      body: `--x\r\ncontent-disposition: form-data; name="operations"\r\n\r\n${json}\r\n--x--\r\n`,
    },
    statuses: [415],
  },
  'a document under the hash of another': {
    request: {
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        query: '{ __typename }',
        extensions: { persistedQuery: { version: 1, sha256Hash: 'ab'.repeat(32) } },
      }),
    },
    statuses: [400],
  },
  'a mutation without a content type': { request: { body: json }, statuses: [400, 415] },
  'many operations in one list': {
    request: {
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(Array(50).fill({ query: '{ shop { currencies } }' })),
    },
    statuses: [400],
  },
  'a body of a megabyte': {
    request: {
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: `# ${'x'.repeat(1_048_576)}` }),
    },
    statuses: [413, 0],
  },
  'another character set': {
    request: {
      headers: { 'content-type': 'application/json; charset=utf-16' },
      body: Buffer.from(json, 'utf16le'),
    },
    statuses: [415],
  },
  'another character set without saying so': {
    request: {
      headers: { 'content-type': 'application/json' },
      body: Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(json, 'utf16le')]),
    },
    statuses: [400],
  },
  'text that is not UTF-8': {
    request: {
      headers: { 'content-type': 'application/json' },
      body: Buffer.concat([
        Buffer.from('{"query":"{ shop { currencies } } #'),
        Buffer.from([0xff, 0xfe]),
        Buffer.from('"}'),
      ]),
    },
    statuses: [400],
  },
};

/** What the endpoint takes, and nothing else. */
export const requestFormAttacks: readonly Attack[] = [
  ...Object.entries(forms).map(([what, { path = '/graphql', request, statuses }]): Attack => ({
    name: `sends ${what}`,
    threat: 'API8',
    transport: 'HTTP',
    expected: statuses.join(' or '),
    run: async ({ newVisitor }) => statusIs(statuses, await newVisitor().send(path, request)),
  })),
  {
    name: 'looks for pages that are for developers',
    threat: 'API9',
    transport: 'HTTP',
    expected: '404 for each',
    run: async ({ newVisitor }) => {
      const paths = [
        '/',
        '/explorer',
        '/mailbox',
        '/metrics',
        '/admin',
        '/.env',
        '/.well-known/apollo/server-health',
        '/graphiql',
        '/playground',
      ];
      const answers = [];
      for (const path of paths)
        answers.push(await newVisitor().send(path, { method: 'GET', headers: { accept: 'text/html' } }));
      return all(...answers.map((answer) => statusIs([404], answer)));
    },
  },
];
