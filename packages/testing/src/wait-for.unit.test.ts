import { describe, expect, it } from 'vitest';
import { waitFor } from './wait-for.ts';

describe('waitFor', () => {
  it('returns the first truthy result of the condition', async () => {
    let calls = 0;
    const third = await waitFor(() => (calls += 1) === 3 && 'there', { intervalMs: 1 });
    expect(third).toBe('there');
  });

  it('counts an error as "not yet"', async () => {
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

  it('fails with what it waited for, and why it did not come', async () => {
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
