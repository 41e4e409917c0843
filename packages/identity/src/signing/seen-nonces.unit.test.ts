import { describe, expect, it } from 'vitest';
import { SeenNonces } from './seen-nonces.ts';

const nonce = (sender: number, number = 1) => ({ sender: `sender-${sender}`, number });

describe('the nonces of a caller', () => {
  it('are taken once for each of its processes', () => {
    const seen = new SeenNonces(65_000);
    expect(seen.take(nonce(1), 0)).toBe(true);
    expect(seen.take(nonce(2), 0)).toBe(true);
    expect(seen.take(nonce(1), 64_000)).toBe(false);
  });

  it('of a process that is one too many are refused until others have been silent for long enough', () => {
    const seen = new SeenNonces(65_000);
    for (let sender = 1; sender <= 1024; sender += 1) expect(seen.take(nonce(sender), 0)).toBe(true);
    expect(seen.take(nonce(1, 2), 60_000)).toBe(true);
    expect(seen.take(nonce(2000), 65_000)).toBe(false);
    expect(seen.take(nonce(2000), 65_001)).toBe(true);
    expect(seen.take(nonce(1, 2), 65_001)).toBe(false);
  });
});
