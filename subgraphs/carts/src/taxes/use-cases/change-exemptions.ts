import { readReason } from '@cartwright/audit';
import { isId } from '@cartwright/graph';
import type { InvalidInput } from '@cartwright/input';
import {
  deleteExemption,
  findExemptions,
  holdCustomer,
  saveExemption,
  type CustomerExemption,
} from '../repository/exemptions.ts';
import { readExemption, type ExemptionInput } from '../rules/tax-input.ts';
import { changeTaxes, recordTaxes, type Dependencies, type NotFound } from './change-taxes.ts';

/** Who pays no tax, and why. */
export interface SetExemption extends ExemptionInput {
  readonly staffId: string;
  readonly customerId: string;
}

/** What came of it. */
export type SetExemptionOutcome =
  { readonly kind: 'set'; readonly exemption: CustomerExemption } | NotFound | InvalidInput;

/** Says that a customer pays no tax, with its entry in the audit trail, which does not repeat why: that goes with the customer. */
export async function setExemption(
  dependencies: Dependencies,
  { staffId, customerId: asked, ...input }: SetExemption,
): Promise<SetExemptionOutcome> {
  const read = readExemption(input);
  if (read.kind === 'invalid-input') return read;
  const { reason, ...said } = read.value;
  if (!isId(asked)) return { kind: 'not-found' };
  const customerId = asked.toLowerCase();
  return changeTaxes<SetExemptionOutcome>(dependencies, async (held) => {
    if (!(await holdCustomer(held.tx, customerId))) return { kind: 'not-found' };
    const before = (await findExemptions(held.tx, [customerId])).get(customerId);
    const exemption = { customerId, ...said, setAt: held.now };
    await saveExemption(held.tx, exemption);
    const action = { staffId, operation: 'customerTaxExemptionSet', target: customerId, reason };
    await recordTaxes(held, { ...action, before: before ? told(before) : null, after: told(exemption) });
    return { kind: 'set', exemption };
  });
}

/** What came of ending an exemption. */
export type RemoveExemptionOutcome =
  { readonly kind: 'removed'; readonly customerId: string } | NotFound | InvalidInput;

/** Says that a customer pays tax again, with its entry in the audit trail. */
export async function removeExemption(
  dependencies: Dependencies,
  {
    staffId,
    customerId,
    reason,
  }: { staffId: string; customerId: string; reason?: string | null | undefined },
): Promise<RemoveExemptionOutcome> {
  const why = readReason(reason);
  if (why.kind === 'invalid-input') return why;
  if (!isId(customerId)) return { kind: 'not-found' };
  return changeTaxes<RemoveExemptionOutcome>(dependencies, async (held) => {
    const before = await deleteExemption(held.tx, customerId);
    if (before === undefined) return { kind: 'not-found' };
    const target = before.customerId;
    const action = { staffId, operation: 'customerTaxExemptionRemove', target, ...why.value };
    await recordTaxes(held, { ...action, before: told(before), after: null });
    return { kind: 'removed', customerId: target };
  });
}

function told({ until, setAt }: CustomerExemption): object {
  return { until, setAt };
}
