import { expect, it, vi } from 'vitest';
import { UnreadBytes } from './unread-bytes.ts';

function client(bytes: number) {
  return { bytes: () => bytes, cutOff: vi.fn() };
}

it('cuts off whoever has most waiting until the rest may wait, and nobody else', () => {
  const unread = new UnreadBytes({ maxBytes: 100, countedEvery: 1 });
  const [small, large, larger] = [client(40), client(60), client(70)];
  for (const one of [small, large, larger]) unread.watch(one);
  unread.wrote(1);
  expect(larger.cutOff).toHaveBeenCalledOnce();
  expect(large.cutOff).not.toHaveBeenCalled();
  expect(small.cutOff).not.toHaveBeenCalled();
});

it('counts nobody who is not watched any more, and nobody twice', () => {
  const unread = new UnreadBytes({ maxBytes: 100, countedEvery: 1 });
  const [gone, cutOff, other] = [client(90), client(101), client(90)];
  unread.watch(gone)();
  unread.watch(cutOff);
  unread.wrote(1);
  unread.watch(other);
  unread.wrote(1);
  expect(cutOff.cutOff).toHaveBeenCalledOnce();
  expect(gone.cutOff).not.toHaveBeenCalled();
  expect(other.cutOff).not.toHaveBeenCalled();
});

it('counts only when enough has been written', () => {
  const unread = new UnreadBytes({ maxBytes: 0, countedEvery: 10 });
  const one = client(1);
  unread.watch(one);
  unread.wrote(9);
  expect(one.cutOff).not.toHaveBeenCalled();
  unread.wrote(1);
  expect(one.cutOff).toHaveBeenCalledOnce();
});
