import { message, productChanged } from '@cartwright/events';
import { endBrandNamesInRules } from '../../collections/door.ts';
import type { Parts } from '../../parts.ts';
import { renameBrandInBoosts } from '../../search-settings/door.ts';
import { brandChangedMessage } from '../events.ts';
import { endRenaming, hasRenamed, renameSome, takeRenamed } from '../repository/renaming.ts';

/** What searches read of so many products is made anew in about a second, while whoever wants to change them waits. */
const productsAtOnce = 200;

/** Gives some products of a brand the name that it has by now, and tells of them. @returns whether there was anything to do */
export async function renameProducts(
  { database, messaging, newId, now }: Pick<Parts, 'database' | 'messaging' | 'newId' | 'now'>,
  atOnce = productsAtOnce,
): Promise<boolean> {
  if (!(await hasRenamed(database.statements))) return false;
  return messaging.transact(async (tx, send) => {
    const brand = await takeRenamed(tx);
    if (brand === undefined) return false;
    const renamed = await renameSome(tx, brand, atOnce);
    for (const productId of renamed) send(message(productChanged, { productId, changeId: newId() }));
    if (renamed.length === atOnce) return true;
    await endBrandNamesInRules(tx, brand.formerNames);
    await renameBrandInBoosts({ now }, { tx, send }, brand, newId());
    await endRenaming(tx, brand.id);
    send(brandChangedMessage(brand.id, newId()));
    return true;
  });
}
