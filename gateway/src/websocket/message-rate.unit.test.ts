import { expect, it } from 'vitest';
import { MessageRate } from './message-rate.ts';

const rate = (now = () => new Date(0)) =>
  new MessageRate({ requestsPerSecond: 10, timesPerAddress: 5, timesAt: () => 1 }, now);
const admitted = (admits: (bytes: number) => boolean, messages: number, bytes = 10) =>
  Array.from({ length: messages }, () => admits(bytes)).filter(Boolean).length;

it('cuts off a socket that floods, and leaves the others of its address alone', () => {
  const messages = rate();
  expect(admitted(messages.ofSocket('192.0.2.1'), 10_000)).toBe(80);
  expect(admitted(messages.ofSocket('192.0.2.1'), 10)).toBe(10);
});

it('holds all sockets of an address to a multiple', () => {
  const messages = rate();
  const sockets = Array.from({ length: 20 }, () => messages.ofSocket('192.0.2.1'));
  expect(sockets.map((admits) => admitted(admits, 200)).reduce((sum, some) => sum + some)).toBe(400);
  expect(admitted(messages.ofSocket('192.0.2.2'), 10)).toBe(10);
});

it('counts a large message as many, and forgets with time', () => {
  let nowMs = 0;
  const admits = rate(() => new Date(nowMs)).ofSocket('192.0.2.1');
  expect(admitted(admits, 100, 64 * 1024)).toBe(16);
  nowMs = 60_000;
  expect(admits(10)).toBe(true);
});
