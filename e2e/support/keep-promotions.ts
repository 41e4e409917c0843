import { afterAll, beforeAll } from 'vitest';
import { mutate } from './mutate.ts';
import { staffClient } from './staff.ts';

/** The promotions that carts get once the tests of a file are over are those of before: others count what carts cost. */
export function keepPromotions(url: string): void {
  const before = new Set<string>();
  beforeAll(async () => {
    for (const id of await running(url)) before.add(id);
  });
  afterAll(async () => {
    const ids = (await running(url)).filter((id) => !before.has(id));
    if (ids.length === 0) return;
    const input = { ids, isEnabled: false };
    await mutate(await staffClient(url), { name: 'promotionsEnabledSet', input, select: '__typename' });
  });
}

/** Those that are enabled, as of now or later. */
async function running(url: string): Promise<string[]> {
  const { promotions } = await (
    await staffClient(url)
  ).ask<{ promotions: { nodes: readonly { readonly id: string }[] } }>(
    '{ promotions(first: 100, filters: { statuses: [RUNNING, SCHEDULED] }) { nodes { id } } }',
  );
  return promotions.nodes.map(({ id }) => id);
}
