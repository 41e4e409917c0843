import { describe, expect, it } from 'vitest';
import { waitFor } from './wait-for.ts';

describe('waitFor', () => {
  it('gives what the condition gives at last', async () => {
    let calls = 0;
    const third = await waitFor(() => (calls += 1) === 3 && 'there', { intervalMs: 1 });
    expect(third).toBe('there');
  });

  it('takes an error as "not yet"', async () => {
    let calls = 0;
    const result = await waitFor(
      () => {
        calls += 1;
        if (calls < 3) throw new Error('not yet');
        return calls;
      },
      { intervalMs: 1 },
    );
    expect(result).toBe(3);
  });

  it('says what it waited for, and why it was not there', async () => {
    const waiting = waitFor(() => Promise.reject(new Error('refused')), {
      timeoutMs: 5,
      intervalMs: 1,
      describe: () => ({ seen: 2 }),
    });
    await expect(waiting).rejects.toMatchObject({
      message: 'Waited 5 ms for {"seen":2}',
      cause: new Error('refused'),
    });
  });
});
