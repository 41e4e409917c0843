import { guest, register } from '../support/shopper.ts';
import { exemptFromTax } from '../support/staff.ts';
import { act, idOf, mark, reason, staff, url, type Uses } from './acting.ts';

const source = { source: 'Wyoming Department of Revenue', readOn: '2026-11-20' };

/** A rate of its own time: no two of a place and class may overlap. */
let year = 2061;
function newTerms(basisPoints = 400): object {
  const [validFrom, validUntil] = [`${String(year)}-01-01T00:00:00Z`, `${String(year + 1)}-01-01T00:00:00Z`];
  year += 1;
  return { countryCode: 'US', region: 'WY', basisPoints, validFrom, validUntil, ...source };
}

const newRate = async (rate = newTerms()): Promise<string> =>
  idOf(await act('taxRateCreate', { rate }, '... on TaxRateCreateSuccess { rate { id } }'), 'rate');

let classes = 0;
const newClass = async (): Promise<string> => {
  classes += 1;
  const code = `AUDIT_${mark}_${String(classes)}`.toUpperCase();
  return idOf(
    await act(
      'taxClassCreate',
      { code, name: 'Audited' },
      '... on TaxClassCreateSuccess { taxClass { id } }',
    ),
    'taxClass',
  );
};

/** How a region taxes, as it is kept: one that no test buys in. */
const zoneOf = (region: string) =>
  act(
    'taxZoneSet',
    { countryCode: 'US', region, pricesIncludeTax: false },
    '... on TaxZoneSetSuccess { zone { id } }',
  );

const exempt = async (): Promise<string> => {
  const { me } = await (await register(await guest(url))).ask<{ me: { id: string } }>('{ me { id } }');
  await exemptFromTax(staff, me.id, 'A certificate', reason);
  return me.id;
};

/** How staff use what taxes can be changed with. */
export const taxUses: Uses = {
  taxClassCreate: newClass,
  taxClassUpdate: async () => {
    const id = await newClass();
    await act('taxClassUpdate', { id, version: 1, name: 'Audited again' });
    return id;
  },
  taxClassDelete: async () => {
    const id = await newClass();
    await act('taxClassDelete', { id, version: 1 });
    return id;
  },
  taxRateCreate: () => newRate(),
  taxRateUpdate: async () => {
    const rate = newTerms();
    const id = await newRate(rate);
    await act('taxRateUpdate', { id, version: 1, rate: { ...rate, basisPoints: 500 } });
    return id;
  },
  taxRateDelete: async () => {
    const id = await newRate();
    await act('taxRateDelete', { id, version: 1 });
    return id;
  },
  taxRatesSet: async () => {
    const rate = newTerms();
    const id = await newRate(rate);
    await act('taxRatesSet', { rates: [{ id, version: 1, rate: { ...rate, basisPoints: 600 } }] });
    return id;
  },
  taxZoneSet: async () => idOf(await zoneOf('WY'), 'zone'),
  taxZoneDelete: async () => {
    const id = idOf(await zoneOf('SD'), 'zone');
    await act('taxZoneDelete', { id, version: 1 });
    return id;
  },
  taxSettingsUpdate: async () => {
    const { taxSettings } = await staff.ask<{
      taxSettings: { readonly trustsFormat: boolean; readonly version: number };
    }>('{ taxSettings { shopCountry trustsFormat version } }');
    const { trustsFormat, version } = taxSettings;
    await act('taxSettingsUpdate', { ...taxSettings, trustsFormat: !trustsFormat });
    await act('taxSettingsUpdate', { ...taxSettings, version: version + 1 });
    return undefined;
  },
  customerTaxExemptionSet: exempt,
  customerTaxExemptionRemove: async () => {
    const customerId = await exempt();
    await act('customerTaxExemptionRemove', { customerId });
    return customerId;
  },
};
