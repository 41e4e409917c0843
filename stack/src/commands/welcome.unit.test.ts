import { sampleLogins } from '@cartwright/sample-data';
import { expect, it } from 'vitest';
import { welcomeToProduction } from './welcome-to-production.ts';
import { welcome, type Welcome } from './welcome.ts';

const store: Welcome = {
  address: { host: '127.0.0.1' },
  mode: 'development',
  publicUrl: 'http://localhost:4000',
  ports: { gateway: 4000 },
  dataDir: '/data',
};
const warning = 'Not this machine alone';

it('says where everything is, how to sign in and how to pay', () => {
  const text = welcome(store);
  const pages = ['/graphql', '/explorer', '/schema.graphql', '/mailbox/', '/health/ready'];
  for (const page of pages) expect(text).toContain(`http://localhost:4000${page}`);
  expect(text).toContain('ws://localhost:4000/graphql');
  expect(text).toContain('sim_action_required');
  for (const { email, password } of sampleLogins) expect(text).toContain(`${email}  ${password}`);
  expect(text).not.toContain(warning);
});

it('says where the accounts of the identity provider are that it runs', () => {
  const text = welcome({ ...store, ports: { gateway: 4000, 'identity-provider': 4009 } });
  expect(text).toContain('http://localhost:4000/explorer/#sign-in');
  expect(text).toContain('an account at http://localhost:4009');
});

it('warns who opens it to the network', () => {
  const address = { host: '0.0.0.0' };
  const text = welcome({ ...store, address, publicUrl: 'http://192.168.1.20:4000' });
  expect(text).toContain(warning);
  expect(text).not.toContain('localhost');
});

it('warns who leads others to it, and says what has to lead where', () => {
  const publicUrl = 'https://shop.example/store';
  const text = welcome({ ...store, address: { host: '127.0.0.1', publicUrl }, publicUrl });
  expect(text).toContain(warning);
  expect(text).toContain(`from ${publicUrl} to here has to reach http://127.0.0.1:4000.`);
  expect(text).toContain('wss://shop.example/store/graphql');
});

it('tells the owner of a store in production where secrets and mails lie, and names no page that is not there', () => {
  const text = welcomeToProduction(store);
  for (const told of ['data/secrets/secrets.json', 'data/mail', 'npm run mails', 'npm run staff:code'])
    expect(text).toContain(told);
  expect(text).toContain('introspection, explorer and landing page are off');
  expect(text).not.toMatch(/4000\/(explorer|mailbox|schema|\s)|let-me-work/);
  expect(text).not.toContain(warning);
});

it('tells who opens a store in production through a proxy what counts its clients', () => {
  const publicUrl = 'https://shop.example';
  const text = welcomeToProduction({ ...store, address: { host: '127.0.0.1', publicUrl }, publicUrl });
  expect(text).toContain(warning);
  expect(text).toContain('TRUSTED_PROXIES');
});
