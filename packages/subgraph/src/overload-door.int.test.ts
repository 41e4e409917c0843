import { expect, it } from 'vitest';
import { startSampleSubgraph, type SampleSubgraph } from '../test/start-sample-subgraph.ts';

const browsing = { headers: { priority: 'u=6' } };

/** As many as are worked on at the same time at most, none of which comes to its end before `finishSlow`. */
async function fill(sample: SampleSubgraph) {
  const slow = Array.from({ length: 256 }, () => sample.post('{ slow }', browsing));
  await sample.slowStarted;
  const refused = await Promise.race([...slow, sample.post('{ slow }', browsing)]);
  return { slow, refused };
}

it('refuses what is more than it can do, says when to come again, and lets in what is more important', async () => {
  await using sample = await startSampleSubgraph({ environment: 'production' });
  const { slow, refused } = await fill(sample);
  expect(refused.status).toBe(503);
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
  expect(refused.body.errors).toMatchObject([
    { extensions: { code: 'UNAVAILABLE', retryAfter: expect.any(Number) as number } },
  ]);
  for (const priority of ['u=0', 'u=3'])
    expect((await sample.post('{ me { id } }', { headers: { priority } })).status).toBe(200);
  sample.finishSlow();
  await Promise.all(slow);
  expect((await sample.post('{ me { id } }', browsing)).status).toBe(200);
  expect(sample.logLines.filter((line) => line.includes('more is asked for'))).toHaveLength(1);
});

it('tells how long each has waited', async () => {
  await using sample = await startSampleSubgraph();
  const { headers } = await sample.post('{ me { id } }');
  expect(headers.get('server-timing')).toMatch(/^wait;dur=[\d.]+$/);
});
