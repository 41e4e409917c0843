import { randomUUID } from 'node:crypto';
import { expect, inject, it } from 'vitest';
import { anybodysAnswer } from '../support/anybodys-answer.ts';
import { mutate } from '../support/mutate.ts';
import { staffClient } from '../support/staff.ts';

const graphqlUrl = inject('graphqlUrl');
const mark = randomUUID().slice(0, 8);

interface SeenCategory {
  readonly id: string;
  readonly slug: string;
  readonly version: number;
}

/** What a shop shows of a category, and whether it came from what the gateway keeps. */
async function shown(slug: string) {
  const query = `{ category(slug: "${slug}") { name path { name } children { slug } } }`;
  const { data, isKept } = await anybodysAnswer(graphqlUrl, query);
  return { ...(data as { category: object | null }), isKept };
}

it('staff build a small tree, which shoppers see as it is, though what they asked for is kept', async () => {
  const staff = await staffClient(graphqlUrl);
  const change = async (how: string, input: object): Promise<SeenCategory> => {
    const select = `__typename ... on Category${how}Success { category { id slug version } }`;
    const result = await mutate<{ category?: SeenCategory }>(staff, {
      name: `category${how}`,
      input,
      select,
    });
    if (result.category === undefined) throw new Error(JSON.stringify(result));
    return result.category;
  };
  const top = await change('Create', { name: `Office ${mark}` });
  const desks = await change('Create', { name: `Desks ${mark}`, parentId: top.id });
  const lamps = await change('Create', { name: `Lamps ${mark}`, parentId: top.id, position: 0 });
  const children = [{ slug: lamps.slug }, { slug: desks.slug }];
  await expect.poll(() => shown(top.slug)).toMatchObject({ category: { children }, isKept: true });

  const path = [{ name: `Office ${mark}` }, { name: `Desks ${mark}` }];
  await expect.poll(() => shown(desks.slug)).toMatchObject({ category: { path }, isKept: true });
  await change('Update', { id: top.id, version: top.version, name: `Study ${mark}` });
  expect((await shown(desks.slug)).category).toMatchObject({ path: [{ name: `Study ${mark}` }, path[1]] });

  await change('Move', { id: lamps.id, version: lamps.version, parentId: null });
  expect((await shown(top.slug)).category).toMatchObject({ children: [{ slug: desks.slug }] });
  expect((await shown(lamps.slug)).category).toMatchObject({ path: [{ name: `Lamps ${mark}` }] });

  const remove = async ({ id }: SeenCategory, version: number) =>
    mutate(staff, {
      name: 'categoryDelete',
      input: { id, version },
      select: '__typename ... on CategoryNotEmptyError { categoryCount productCount }',
    });
  const notEmpty = { __typename: 'CategoryNotEmptyError', categoryCount: 1, productCount: 0 };
  expect(await remove(top, 2)).toEqual(notEmpty);
  for (const [category, version] of [
    [desks, 1],
    [lamps, 2],
    [top, 2],
  ] as const) {
    expect(await remove(category, version)).toEqual({ __typename: 'CategoryDeleteSuccess' });
    expect((await shown(category.slug)).category).toBeNull();
  }
});
