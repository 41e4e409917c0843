import { createVariants, updateOptions, updateVariants } from '../../editing/door.ts';
import { updateVariantPrice } from '../../pricing/door.ts';
import { readKnownProduct, readKnownVariants, type KnownVariant } from '../repository/known-products.ts';
import { Refusal } from '../rules/failure.ts';
import { messagesOf, type BadOutcome } from '../rules/outcome-messages.ts';
import type { PriceRecord, ProductRecord } from '../rules/records.ts';
import { changeOf, moreValues, newVariants, planVariants, priceChange } from '../rules/variant-plan.ts';
import type { ImportOrder } from './import-order.ts';
import { expected, type Within } from './within.ts';

/** The variants of a locked product that a file tells of. */
interface VariantsOfFile {
  readonly record: ProductRecord;
  readonly productId: string;
}

/** Gives a product the values of options, the variants and the prices that a file tells; others stay. @returns whether a price was set */
export async function importVariants(
  held: Within,
  order: ImportOrder,
  { record, productId }: VariantsOfFile,
): Promise<boolean> {
  await addValues(held, order, { record, productId });
  const { known, added } = planVariants(await readKnownVariants(held.tx, productId), record.variants);
  const changes = known.flatMap(({ variant, told }) => changeOf(variant, told) ?? []);
  const { staffId, reason } = order;
  if (changes.length > 0) {
    const { version } = await readKnownProduct(held.tx, productId);
    const change = { staffId, reason, productId, version, variants: changes };
    const { results } = expected(await updateVariants(held, change), 'updated');
    const faults = results.flatMap((result) => result.faults.flatMap((one) => messagesOf(one as BadOutcome)));
    if (faults.length > 0) throw new Refusal(...faults);
  }
  if (added.length > 0) {
    const { version } = await readKnownProduct(held.tx, productId);
    const variants = newVariants(added);
    expected(await createVariants(held, { staffId, reason, productId, version, variants }), 'created');
  }
  let hasSet = false;
  for (const { variant, told } of known)
    for (const price of told.prices ?? [])
      hasSet = (await setPrice(held, order, { variant, price })) || hasSet;
  return hasSet;
}

async function addValues(
  held: Within,
  { staffId, reason }: ImportOrder,
  { record: { options: told }, productId: id }: VariantsOfFile,
): Promise<void> {
  if (told === undefined) return;
  const { version, options: before } = await readKnownProduct(held.tx, id);
  const options = moreValues(before, told);
  if (options !== undefined)
    expected(await updateOptions(held, { staffId, reason, id, version, options }), 'updated');
}

/** Sets a price that is another one. @returns whether it is; @throws Refusal */
export async function setPrice(
  held: Within,
  { staffId, reason, maySetPrices }: ImportOrder,
  { variant, price }: { readonly variant: Pick<KnownVariant, 'id' | 'prices'>; readonly price: PriceRecord },
): Promise<boolean> {
  const change = priceChange(price, variant.prices);
  if (change === undefined) return false;
  if (!maySetPrices) throw new Refusal('Whoever began this import may not change prices.');
  expected(await updateVariantPrice(held, { staffId, reason, variantId: variant.id, ...change }), 'updated');
  return true;
}
