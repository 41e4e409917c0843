/** The member states of the European Union (2026), ISO 3166-1 alpha-2. */
const memberStates = new Set(
  'AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK'.split(' '),
);

/** Northern Ireland is treated as one for goods: Protocol on Ireland/Northern Ireland, article 8. */
const northernIreland = 'XI';

/** The member state in whose VAT area a place is; null for one that is in none. */
export function memberStateOf(countryCode: string, region: string | null): string | null {
  if (countryCode === 'GB' && region === 'NIR') return northernIreland;
  return memberStates.has(countryCode) ? countryCode : null;
}

/** The member state that has given out a VAT number; null for one of another country. Greece's begin with `EL`: Directive 2006/112/EC, article 215. */
export function memberStateOfVatId(vatId: string): string | null {
  const prefix = vatId.slice(0, 2);
  if (prefix === 'EL') return 'GR';
  return prefix === northernIreland || (memberStates.has(prefix) && prefix !== 'GR') ? prefix : null;
}
