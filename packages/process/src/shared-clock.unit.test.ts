import { describe, expect, it, vi } from 'vitest';
import { createLogger } from './logging/logger.ts';
import { createSharedClock } from './shared-clock.ts';

const logger = createLogger({ name: 'test', level: 'silent' });
const minuteMs = 60_000;
const startMs = Date.UTC(2026, 0, 1);

/** A clock of a process that is off by `offMs`, and a time that passes only by `pass`. */
function clockOff(initialOffMs: number, readTimeMs?: () => Promise<number>) {
  let offMs = initialOffMs;
  let elapsedMs = 0;
  const clock = createSharedClock({
    readTimeMs: readTimeMs ?? (() => Promise.resolve(startMs + elapsedMs)),
    logger,
    ownTimeMs: () => startMs + offMs + elapsedMs,
    elapsedMs: () => elapsedMs,
  });
  return {
    clock,
    pass: (ms: number) => (elapsedMs += ms),
    /** Sets the clock of the process itself. */
    setOff: (ms: number) => (offMs = ms),
    wrongByMs: () => clock.now().getTime() - startMs - elapsedMs,
  };
}

describe('a shared clock', () => {
  it.each([10 * minuteMs, -10 * minuteMs])('corrects a clock that is off by %d ms', async (offMs) => {
    const { clock, pass, wrongByMs } = clockOff(offMs);
    expect(wrongByMs()).toBe(offMs);
    await clock.start();
    pass(5000);
    expect(wrongByMs()).toBe(0);
    clock.stop();
  });

  it('keeps a clock that is off by less than half a second', async () => {
    const { clock, wrongByMs } = clockOff(200);
    await clock.start();
    expect(wrongByMs()).toBe(200);
    clock.stop();
  });

  it('does not count the time that reading takes as a difference', async () => {
    const slow = clockOff(0, () => {
      slow.pass(4000);
      return Promise.resolve(startMs + 3900);
    });
    await slow.clock.start();
    expect(slow.wrongByMs()).toBe(0);
    slow.clock.stop();
  });

  it('shows its own time while the shared one cannot be read, and retries', async () => {
    vi.useFakeTimers();
    let isAway = true;
    const { clock, wrongByMs } = clockOff(minuteMs, () =>
      isAway ? Promise.reject(new Error('away')) : Promise.resolve(startMs),
    );
    await clock.start();
    expect(wrongByMs()).toBe(minuteMs);
    isAway = false;
    await vi.advanceTimersByTimeAsync(1000);
    expect(wrongByMs()).toBe(0);
    clock.stop();
    vi.useRealTimers();
  });

  it('follows changes of its own clock until the first comparison, and no longer', async () => {
    let read = (): Promise<number> => Promise.reject(new Error('away'));
    const { clock, setOff, wrongByMs } = clockOff(minuteMs, () => read());
    await clock.start();
    clock.stop();
    setOff(0);
    expect(wrongByMs()).toBe(0);
    read = () => Promise.resolve(startMs);
    await clock.start();
    clock.stop();
    setOff(minuteMs);
    expect(wrongByMs()).toBe(0);
  });

  it('delays a start by three seconds at most when there is no answer', async () => {
    vi.useFakeTimers();
    const { clock } = clockOff(0, () => new Promise(() => undefined));
    const started = clock.start();
    await vi.advanceTimersByTimeAsync(3000);
    await started;
    clock.stop();
    vi.useRealTimers();
  });
});
