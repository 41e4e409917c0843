import { createVariants, updateOptions, updateVariants } from '../../editing/door.ts';
import { readKnownProduct, type KnownVariant } from '../repository/known-products.ts';
import { Refusal } from '../rules/failure.ts';
import { messagesOf, type BadOutcome } from '../rules/outcome-messages.ts';
import type { ProductRecord } from '../rules/records.ts';
import { changeOf, moreValues, newVariants, type VariantPlan } from '../rules/variant-plan.ts';
import type { ImportOrder } from './import-order.ts';
import { expected, type Within } from './within.ts';

/** Which variants of a locked product a file tells of, and which it has more. */
interface VariantsOfFile {
  readonly plan: VariantPlan<KnownVariant>;
  readonly productId: string;
}

/** Changes the variants of a product to what a file tells of them but what they cost, and adds those that are new. @throws Refusal */
export async function importVariants(
  held: Within,
  { staffId, reason }: ImportOrder,
  { plan: { known, added }, productId }: VariantsOfFile,
): Promise<void> {
  const changes = known.flatMap(({ variant, told }) => changeOf(variant, told) ?? []);
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
}

/** Gives the options of a product the values that a file tells more. @throws Refusal */
export async function importOptions(
  held: Within,
  { staffId, reason }: ImportOrder,
  {
    record: { options: told },
    productId: id,
  }: { readonly record: ProductRecord; readonly productId: string },
): Promise<void> {
  if (told === undefined) return;
  const { version, options: before } = await readKnownProduct(held.tx, id);
  const options = moreValues(before, told);
  if (options !== undefined)
    expected(await updateOptions(held, { staffId, reason, id, version, options }), 'updated');
}
