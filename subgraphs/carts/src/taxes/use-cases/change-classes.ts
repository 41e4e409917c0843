import { readReason } from '@cartwright/audit';
import type { InvalidInput } from '@cartwright/input';
import {
  deleteClass,
  insertClass,
  listClasses,
  saveClass,
  type TaxClass,
} from '../repository/classes-and-zones.ts';
import { allRates } from '../repository/rates.ts';
import { readTaxClass, readTaxClassChange, type TaxClassInput } from '../rules/tax-input.ts';
import {
  asRead,
  changeTaxes,
  recordTaxes,
  type ChangedMeanwhile,
  type Dependencies,
  type NotFound,
  type ReadVersion,
  type TooMany,
} from './change-taxes.ts';

/** Staff choose from them. */
const maxClasses = 50;

/** What came of making a class. */
export type CreateClassOutcome =
  | { readonly kind: 'created'; readonly taxClass: TaxClass }
  | { readonly kind: 'code-taken'; readonly code: string }
  | TooMany
  | InvalidInput;

/** Makes a class of products, with its entry in the audit trail. */
export async function createClass(
  dependencies: Dependencies,
  { staffId, ...input }: TaxClassInput & { readonly staffId: string },
): Promise<CreateClassOutcome> {
  const read = readTaxClass(input);
  if (read.kind === 'invalid-input') return read;
  const { reason, code, name } = read.value;
  return changeTaxes<CreateClassOutcome>(dependencies, async (held) => {
    const classes = await listClasses(held.tx);
    if (classes.length >= maxClasses) return { kind: 'too-many', limit: maxClasses };
    if (classes.some((one) => one.code === code)) return { kind: 'code-taken', code };
    const taxClass = { id: dependencies.newId(), code, name, version: 1, createdAt: held.now };
    await insertClass(held.tx, taxClass);
    const action = { staffId, operation: 'taxClassCreate', target: taxClass.id, reason };
    await recordTaxes(held, { ...action, before: null, after: taxClass });
    return { kind: 'created', taxClass };
  });
}

/** What came of renaming a class. */
export type UpdateClassOutcome =
  | { readonly kind: 'updated'; readonly taxClass: TaxClass }
  | NotFound
  | ChangedMeanwhile<TaxClass>
  | InvalidInput;

/** Gives a class another name, with its entry in the audit trail. */
export async function updateClass(
  dependencies: Dependencies,
  { staffId, id, version, ...input }: ReadVersion & Omit<TaxClassInput, 'code'>,
): Promise<UpdateClassOutcome> {
  const read = readTaxClassChange(input);
  if (read.kind === 'invalid-input') return read;
  const { name, reason } = read.value;
  return changeTaxes<UpdateClassOutcome>(dependencies, async (held) => {
    const found = asRead(await listClasses(held.tx), { id, version });
    if (found.kind !== 'present') return found;
    const { present: before } = found;
    if (before.name === name) return { kind: 'updated', taxClass: before };
    const after = { ...before, name, version: version + 1 };
    await saveClass(held.tx, after);
    await recordTaxes(held, {
      staffId,
      operation: 'taxClassUpdate',
      target: before.id,
      reason,
      before,
      after,
    });
    return { kind: 'updated', taxClass: after };
  });
}

/** What came of deleting a class. */
export type DeleteClassOutcome =
  | { readonly kind: 'deleted'; readonly id: string }
  | { readonly kind: 'in-use'; readonly rates: number }
  | NotFound
  | ChangedMeanwhile<TaxClass>
  | InvalidInput;

/** Deletes a class that no rate is for, with its entry in the audit trail. */
export async function removeClass(
  dependencies: Dependencies,
  { staffId, id, version, reason }: ReadVersion & { readonly reason?: string | null | undefined },
): Promise<DeleteClassOutcome> {
  const why = readReason(reason);
  if (why.kind === 'invalid-input') return why;
  return changeTaxes<DeleteClassOutcome>(dependencies, async (held) => {
    const found = asRead(await listClasses(held.tx), { id, version });
    if (found.kind !== 'present') return found;
    const { present: before } = found;
    const rates = (await allRates(held.tx)).filter(({ taxClassId }) => taxClassId === before.id).length;
    if (rates > 0) return { kind: 'in-use', rates };
    await deleteClass(held.tx, before.id);
    const action = { staffId, operation: 'taxClassDelete', target: before.id, ...why.value };
    await recordTaxes(held, { ...action, before, after: null });
    return { kind: 'deleted', id: before.id };
  });
}
