import { bind } from '@cartwright/database';
import { byKey } from '@cartwright/graph';
import type { Parts } from '../parts.ts';
import { forgetting, type ForgottenTerms } from '../price-terms/door.ts';
import { findTaxSettings, listClasses } from './repository/classes-and-zones.ts';
import { findExemptions } from './repository/exemptions.ts';
import { createClass, removeClass, updateClass } from './use-cases/change-classes.ts';
import { removeExemption, setExemption } from './use-cases/change-exemptions.ts';
import { keepRate, removeRate, setRates } from './use-cases/change-rates.ts';
import { updateSettings } from './use-cases/change-settings.ts';
import { removeZone, setZone } from './use-cases/change-zones.ts';
import { readAllRates, readExemptions, readRates, readZones } from './use-cases/read-taxes.ts';

/** What resolvers find at `context.taxes`. */
export type TaxesContext = ReturnType<typeof taxesContext>;

/** Makes the context of one operation. */
export function taxesContext(parts: Parts, terms: ForgottenTerms) {
  const { statements } = parts.database;
  const changes = bind(parts, {
    ...{ createClass, updateClass, removeClass, setZone, removeZone, keepRate, setRates, removeRate },
    ...{ updateSettings },
  });
  const others = bind(parts, { setExemption, removeExemption, readRates, readZones, readExemptions });
  let rates: ReturnType<typeof readAllRates> | undefined;
  return {
    ...forgetting(terms, changes),
    ...others,
    now: parts.now,
    classes: () => listClasses(statements),
    settings: () => findTaxSettings(statements),
    /** All rates; read once in an operation. */
    allRates: () => (rates ??= readAllRates(parts)),
    /** By the customer's id in lower case. */
    exemptionOf: byKey(
      async (ids: readonly string[]) => [...(await findExemptions(statements, ids)).values()],
      ({ customerId }) => customerId,
    ),
    /** By id. */
    classOf: byKey(
      async (ids: readonly string[]) => (await listClasses(statements)).filter(({ id }) => ids.includes(id)),
      ({ id }) => id,
    ),
  };
}
