import { expect, it } from 'vitest';
import { EndedSessionsLog } from './ended-sessions-log.ts';

const until = (forgetAtMs: number, nowMs = 0) => ({ nowMs, forgetAtMs });

it('tells all there is to who brings no cursor, or one of another replica', async () => {
  const log = new EndedSessionsLog();
  log.add(['s1', 's2'], until(100));
  const { cursor } = await new EndedSessionsLog().after(undefined, 0);
  expect((await log.after(undefined, 0)).sessionIds).toEqual(['s1', 's2']);
  expect((await log.after(cursor, 0)).sessionIds).toEqual(['s1', 's2']);
  expect((await log.after('nonsense', 0)).sessionIds).toEqual(['s1', 's2']);
});

it('tells who brings a cursor what came since, as soon as it comes', async () => {
  const log = new EndedSessionsLog();
  log.add(['s1'], until(100));
  const { cursor } = await log.after(undefined, 0);
  const waiting = log.after(cursor, 60_000);
  log.add(['s2'], until(100));
  const news = await waiting;
  expect(news.sessionIds).toEqual(['s2']);
  expect((await log.after(news.cursor, 0)).sessionIds).toEqual([]);
});

it('forgets what is due, and still tells what came after a cursor', async () => {
  const log = new EndedSessionsLog();
  log.add(['s1'], until(100));
  const { cursor } = await log.after(undefined, 0);
  log.add(['s2'], until(200));
  log.add(['s3'], until(300, 150));
  expect((await log.after(undefined, 0)).sessionIds).toEqual(['s2', 's3']);
  expect((await log.after(cursor, 0)).sessionIds).toEqual(['s2', 's3']);
  log.add([], until(0, 400));
  expect((await log.after(cursor, 0)).sessionIds).toEqual([]);
});

it('lets nobody wait once it is closed', async () => {
  const log = new EndedSessionsLog();
  const { cursor } = await log.after(undefined, 0);
  const waiting = log.after(cursor, 60_000);
  log.close();
  expect((await waiting).sessionIds).toEqual([]);
  expect((await log.after(cursor, 60_000)).sessionIds).toEqual([]);
});
