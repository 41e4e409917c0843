import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createLogger } from '@cartwright/process';
import { freePort } from '@cartwright/servers';
import { MailStore } from './mail-store.ts';
import { startMailbox, type Mailbox } from './start-mailbox.ts';

let directory: string;
let smtpPort: number;
let mailbox: Mailbox;

beforeEach(async () => {
  directory = mkdtempSync(path.join(tmpdir(), 'cartwright-mail-'));
  await start();
});

afterEach(async () => {
  await mailbox.close();
  rmSync(directory, { recursive: true, force: true });
});

async function start({ hasPages = true } = {}): Promise<void> {
  smtpPort = await freePort();
  const logger = createLogger({ name: 'mailbox', level: 'silent' });
  const port = await freePort();
  mailbox = await startMailbox({ host: '127.0.0.1', port, smtpPort, directory, hasPages, logger });
}

/** Speaks SMTP (RFC 5321) line by line: each command is sent when the one before it was answered. */
async function deliver(mail: string): Promise<void> {
  const socket = connect(smtpPort, '127.0.0.1');
  const body = mail.replaceAll('\n', '\r\n');
  for (const command of [
    'EHLO test',
    'MAIL FROM:<shop@example.com>',
    'RCPT TO:<ada@example.com>',
    'DATA',
    `${body}\r\n.`,
  ]) {
    await answer(socket);
    socket.write(`${command}\r\n`);
  }
  expect(await answer(socket)).toMatch(/^250/);
  socket.end('QUIT\r\n');
}

function answer(socket: Socket): Promise<string> {
  return new Promise((resolve, reject) => {
    socket.once('error', reject);
    socket.once('data', (data) => resolve(data.toString()));
  });
}

async function api<T>(route: string): Promise<T> {
  const response = await fetch(`${mailbox.url}${route}`);
  expect(response.status).toBe(200);
  return (await response.json()) as T;
}

const confirmation = (id: string, subject = 'Order confirmed'): string => `From: Shop <shop@example.com>
To: Ada <ada@example.com>
Subject: ${subject}
Message-ID: <${id}@example.com>
Content-Type: text/html; charset=utf-8

<p onclick="alert(1)">Thank "you" &amp; enjoy</p>`;

it('shows a mail that came over SMTP', async () => {
  await deliver(confirmation('one'));
  const [listed] = await api<{ id: string; subject: string; to: string[] }[]>(
    '/api/messages?to=ADA@example.com',
  );
  expect(listed).toMatchObject({ subject: 'Order confirmed', to: ['Ada <ada@example.com>'] });
  const mail = await api<{ html: string; headers: unknown[] }>(`/api/messages/${listed?.id ?? ''}`);
  expect(mail.html).toContain('Thank "you" &amp; enjoy');
  expect(mail.headers).toContainEqual({ name: 'message-id', value: '<one@example.com>' });
});

it('keeps one mail for one Message-ID, however often it is delivered', async () => {
  await deliver(confirmation('same'));
  await deliver(confirmation('same'));
  await deliver(confirmation('other'));
  expect(await api('/api/messages')).toHaveLength(2);
});

it('still has its mails after a restart', async () => {
  await deliver(confirmation('kept'));
  await mailbox.close();
  await start();
  expect(await api('/api/messages')).toHaveLength(1);
});

it('escapes what a mail says, and confines its HTML to a sandboxed frame', async () => {
  await deliver(confirmation('evil', '<script>alert(1)</script>'));
  const list = await (await fetch(mailbox.url)).text();
  expect(list).not.toContain('<script>');
  expect(list).toContain('&#60;script&#62;alert(1)');
  const id = /messages\/([0-9a-f]+)/.exec(list)?.[1] ?? '';
  const page = await (await fetch(`${mailbox.url}/messages/${id}`)).text();
  expect(page).toMatch(/<iframe\s+sandbox=/);
  expect(page).not.toContain('<p onclick');
});

it('shows whose mails are looked for, page by page, the newest first', async () => {
  const read = async (address: string) => (await fetch(`${mailbox.url}/${address}`)).text();
  expect(await read('')).toContain('No mail yet.');
  expect(await read('?to=%3Cada%3E')).toContain('No mail to “&#60;ada&#62;” yet.');
  await deliver(confirmation('1', 'Mail 1.'));
  expect(await read('')).toContain('Mail 1.');
  await mailbox.close();
  const store = new MailStore(directory);
  for (let number = 2; number <= 51; number += 1)
    await store.add(Buffer.from(confirmation(`${number}`, `Mail ${number}.`)));
  await start();
  const subjects = (page: string) => [...page.matchAll(/>(Mail \d+)\./g)].map(([, subject]) => subject);
  const [first, second] = [await read('?to=ADA'), await read('?to=ADA&page=2')];
  expect(new Set([...subjects(first), ...subjects(second)]).size).toBe(51);
  expect(subjects(first)).toHaveLength(50);
  expect(first).toContain('Page 1 of 2');
  expect(first).toContain('href="./?to=ADA&#38;page=2"');
  expect(second).toContain('href="./?to=ADA"');
  expect(await read('?page=3')).toContain('There are no more mails.');
  for (const wrong of ['?page=0', '?page=x', '?page=-1', '?to=a&to=b'])
    expect(subjects(await read(wrong))).toHaveLength(50);
  expect(await api('/api/messages?to=nobody')).toEqual([]);
  expect(await api('/api/messages?first=2')).toHaveLength(2);
});

it('works below any path: it links to nothing but what lies beside or above', async () => {
  await deliver(confirmation('linked'));
  const list = await (await fetch(mailbox.url)).text();
  const [, id = ''] = /href="messages\/([0-9a-f]+)"/.exec(list) ?? [];
  const mail = await (await fetch(`${mailbox.url}/messages/${id}`)).text();
  for (const page of [list, mail]) expect(page).not.toMatch(/(href|src|action)="(\/|http)/);
});

it('keeps mails in files that only their owner reads', async () => {
  await deliver(confirmation('private'));
  const [file = ''] = readdirSync(directory);
  expect(statSync(path.join(directory, file)).mode & 0o777).toBe(0o600);
  expect(statSync(directory).mode & 0o777).toBe(0o700);
});

it('takes mails and shows none where it has no pages', async () => {
  await mailbox.close();
  await start({ hasPages: false });
  await deliver(confirmation('unseen'));
  expect(readdirSync(directory)).toHaveLength(1);
  const id = path.basename(readdirSync(directory)[0] ?? '', '.eml');
  const routes = ['/', '/watch.js', '/api/messages', `/messages/${id}`, `/api/messages/${id}`];
  for (const route of routes)
    expect([route, (await fetch(`${mailbox.url}${route}`)).status]).toEqual([route, 404]);
  expect((await fetch(`${mailbox.url}/health/ready`)).status).toBe(200);
});

it('answers 404 for a mail that does not exist', async () => {
  expect((await fetch(`${mailbox.url}/messages/..%2Fsecret`)).status).toBe(404);
  expect((await fetch(`${mailbox.url}/api/messages/abc`)).status).toBe(404);
});

it('ends although a sender keeps its connection open', async () => {
  const socket = connect(smtpPort, '127.0.0.1');
  const greeting = await answer(socket);
  const farewell = answer(socket);
  const begun = performance.now();
  await mailbox.close();
  expect(greeting).toMatch(/^220/);
  expect(await farewell).toMatch(/^421/);
  expect(performance.now() - begun).toBeLessThan(5_000);
  await start();
});
