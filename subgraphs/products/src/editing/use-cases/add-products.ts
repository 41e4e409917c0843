import { recordStaffActions, type StaffAction } from '@cartwright/audit';
import { tellOfNewProducts } from '../../publishing/door.ts';
import { insertProducts, type NewProductRow } from '../repository.ts';
import { contentOf } from '../rules/product-content.ts';
import type { CheckedProduct } from '../rules/product-input.ts';
import { addedState, addVariants } from './add-variants.ts';
import { textsOf, type Dependencies, type HeldCatalogue } from './edit-product.ts';

/** A new product that was checked: its category can hold it, nobody has its slug or one of its stock-keeping units. */
export interface NewProduct {
  readonly id: string;
  readonly slug: string;
  readonly categoryId: string;
  readonly content: CheckedProduct & { readonly brand: string };
  readonly status: 'DRAFT' | 'PUBLISHED' | 'ARCHIVED';
  readonly seo: Pick<NewProductRow, 'seoTitle' | 'seoDescription'>;
}

/** Search engines are told the name and the description. */
export const noSeo = { seoTitle: null, seoDescription: null };

/**
 * Makes products with their variants, first prices and pieces, tells of them, and adds to the audit trail what staff would have done by hand:
 * last in its transaction, in which nobody else changes the catalogue, and in as many statements for many products as for one.
 */
export async function addProducts(
  dependencies: Dependencies,
  held: HeldCatalogue,
  staffId: string,
  products: readonly NewProduct[],
): Promise<void> {
  const { tx, send, tree } = held;
  const at = dependencies.now();
  const told = products.map(({ id, slug, categoryId, content, status, seo }) => {
    const { name, description, descriptionHtml, brand, tags, taxClass, options, variants } = content;
    const said = { id, slug, name, description, descriptionHtml, brand, categoryId, tags, taxClass, options };
    const says = contentOf(tree, said, variants);
    // What is shown for the first time is new at that moment.
    return { ...says, status, publishedAt: status === 'PUBLISHED' ? at : null, createdAt: at, ...seo };
  });
  await insertProducts(tx, told);
  const lists = products.map(({ id, content: { variants } }) => ({ productId: id, from: 0, variants }));
  const variants = await addVariants(dependencies, held, lists);
  for (const one of await tellOfNewProducts(tx, { products: told, variants }, dependencies.newId)) send(one);
  const actions = products.flatMap((product) => actionsOf(product, staffId, at));
  await recordStaffActions('products', { tx, send }, actions);
}

/** What the trail keeps of a new product: that it was made, and what became of it at once. */
function actionsOf({ id, slug, categoryId, content, status, seo }: NewProduct, staffId: string, at: Date) {
  const { name, description, descriptionHtml, brand, tags, taxClass, options, variants, reason } = content;
  const by = { staffId, target: id, reason, at };
  const texts = textsOf({ slug, name, description, descriptionHtml, brand, categoryId, tags, taxClass });
  const made = { ...texts, options, variants: addedState(variants) };
  const actions: StaffAction[] = [{ ...by, operation: 'productCreate', before: null, after: made }];
  if (seo.seoTitle !== null || seo.seoDescription !== null)
    actions.push({ ...by, operation: 'productSeoUpdate', before: noSeo, after: { ...seo } });
  if (status !== 'DRAFT') {
    const [before, after] = [stateOf('DRAFT'), stateOf(status)];
    actions.push({ ...by, operation: 'productStatusUpdate', before, after });
  }
  return actions;
}

function stateOf(status: NewProduct['status']) {
  return { status, publishAt: null };
}
