import { lockSettings, readSettings, savePart } from '../repository/settings.ts';
import { searchSettingsChangedMessage } from '../events.ts';
import type { Changing, Dependencies } from './change-settings.ts';

/** Has boosts of a brand go on under its new name, once its products have it. */
export async function renameBrandInBoosts(
  { now }: Pick<Dependencies, 'now'>,
  { tx, send }: Changing,
  { name, formerNames }: { readonly name: string; readonly formerNames: readonly string[] },
  changeId: string,
): Promise<void> {
  await lockSettings(tx);
  const { boosts, version } = (await readSettings(tx)).boosts;
  const isOfBrand = (kind: string, value: string) => kind === 'BRAND' && formerNames.includes(value);
  if (!boosts.some(({ kind, value }) => isOfBrand(kind, value))) return;
  const isBoosted = boosts.some(({ kind, value }) => kind === 'BRAND' && value === name);
  const first = boosts.find(({ kind, value }) => isOfBrand(kind, value));
  const entries = boosts.flatMap((boost) => {
    if (!isOfBrand(boost.kind, boost.value)) return [boost];
    return boost === first && !isBoosted ? [{ ...boost, value: name }] : [];
  });
  await savePart(tx, { part: 'BOOSTS', entries, version: version + 1, updatedAt: now() });
  send(searchSettingsChangedMessage(changeId));
}
