import type { TestViewer } from '@cartwright/testing';
import { randomUUID } from 'node:crypto';
import { mutate, type MutationResult } from './mutate.ts';
import type { TestProducts } from './start-test-products.ts';

/** A category as a mutation answers it. */
export interface SeenCategory {
  readonly id: string;
  readonly slug: string;
  readonly version: number;
}

const member: TestViewer = { id: randomUUID(), role: 'STAFF' };

const selection = ['Create', 'Update', 'Move']
  .map((how) => `... on Category${how}Success { category { id slug name version path { slug } } }`)
  .concat(
    '... on CategoryDeleteSuccess { categoryId parent { slug children { slug } } }',
    '... on CategoryNotFoundError { categoryId }',
    '... on CategoryChangedError { category { version } }',
    '... on SlugTakenError { slug }',
    '... on CategoryHoldsProductsError { productCount }',
    '... on CategoryNotEmptyError { categoryCount productCount }',
    '... on InvalidInputError { fields { path code } }',
  );

/** Changes the category tree as staff do; `how` is `Create`, `Update`, `Move` or `Delete`. */
export function changeCategory(
  products: TestProducts,
  how: 'Create' | 'Update' | 'Move' | 'Delete',
  input: object,
  viewer: TestViewer | null = member,
): Promise<MutationResult> {
  const members = selection.filter((one) => {
    const own = one.startsWith(`... on Category${how}Success`);
    return own || (!one.includes('Success') && fits(how, one));
  });
  return mutate(products, viewer, { name: `category${how}`, input, selection: members.join(' ') });
}

/** Makes a category below another one, or at the top. */
export async function addCategory(
  products: TestProducts,
  name: string,
  parentId: string | null = null,
): Promise<SeenCategory> {
  const { category } = await changeCategory(products, 'Create', { name, parentId });
  return category as SeenCategory;
}

const membersOf: Readonly<Record<string, readonly string[]>> = {
  CategoryChangedError: ['Update', 'Move', 'Delete'],
  SlugTakenError: ['Create', 'Update'],
  CategoryHoldsProductsError: ['Create', 'Move'],
  CategoryNotEmptyError: ['Delete'],
};

function fits(how: string, member: string): boolean {
  const [, type = ''] = /^\.\.\. on (\w+)/.exec(member) ?? [];
  return membersOf[type]?.includes(how) ?? true;
}
