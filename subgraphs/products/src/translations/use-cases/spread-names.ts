import type { Parts } from '../../parts.ts';
import { endChange, nextKin, renewKinTexts, saveLookedTo, takeChange } from '../repository/kin-texts.ts';

const batch = 200;

/**
 * Has some products found by what their categories, or the choices of their attributes, are called in other languages by now. What is
 * broken off is taken up where it stopped. @returns whether there may be more
 */
export async function spreadNames({ database }: Pick<Parts, 'database'>): Promise<boolean> {
  return database.transaction(async (tx) => {
    const change = await takeChange(tx);
    if (change === undefined) return false;
    const ids = await nextKin(tx, change, batch);
    await renewKinTexts(tx, ids);
    const last = ids.at(-1);
    if (ids.length < batch || last === undefined) await endChange(tx, change.id);
    else await saveLookedTo(tx, change.id, last);
    return true;
  });
}
