import { confirmedEmailOf } from '../../announcing/door.ts';
import type { Dependencies } from '../dependencies.ts';
import { latestConsents, type ConsentRecord } from '../repository/consents.ts';
import { isOn, mailKinds, type MailKind } from '../rules/mail-kind.ts';
import { say } from './say.ts';

/** What an address is mailed beside what is about orders and the account. */
export interface Preferences {
  readonly email: string;
  readonly kinds: {
    readonly kind: MailKind;
    readonly isOn: boolean;
    readonly changedAt: Date | null;
    readonly source: ConsentRecord['source'] | null;
  }[];
}

/** What a customer wants to be mailed; null while they have no confirmed address. */
export async function readPreferences(
  { db }: Pick<Dependencies, 'db'>,
  customerId: string,
): Promise<Preferences | null> {
  const email = await confirmedEmailOf(db, customerId);
  if (email === null) return null;
  const latest = new Map((await latestConsents(db, [email])).map((one) => [one.kind, one]));
  const kinds = mailKinds.map((kind) => {
    const said = latest.get(kind);
    const told = { changedAt: said?.createdAt ?? null, source: said?.source ?? null };
    return { kind, isOn: isOn(kind, said), ...told };
  });
  return { email, kinds };
}

/** What a customer wants to be different; null and undefined stay as they are. */
export interface UpdatePreferences {
  readonly customerId: string;
  readonly stockAlerts?: boolean | null | undefined;
  readonly priceAlerts?: boolean | null | undefined;
  readonly newsletter?: boolean | null | undefined;
  readonly cartReminder?: boolean | null | undefined;
}

/** What came of it. */
export type UpdatePreferencesOutcome =
  { readonly kind: 'updated'; readonly preferences: Preferences } | { readonly kind: 'email-not-confirmed' };

/** Switches kinds of mails to a customer's confirmed address on or off. */
export async function updatePreferences(
  dependencies: Dependencies,
  { customerId, stockAlerts, priceAlerts, newsletter, cartReminder }: UpdatePreferences,
): Promise<UpdatePreferencesOutcome> {
  const kinds = {
    ...(stockAlerts != null && { STOCK_ALERTS: stockAlerts }),
    ...(priceAlerts != null && { PRICE_ALERTS: priceAlerts }),
    ...(newsletter != null && { NEWSLETTER: newsletter }),
    ...(cartReminder != null && { CART_REMINDER: cartReminder }),
  };
  await dependencies.transaction(async (tx) => {
    const email = await confirmedEmailOf(tx, customerId);
    if (email !== null) await say(dependencies, tx, { email, userId: customerId, source: 'ACCOUNT', kinds });
  });
  const preferences = await readPreferences(dependencies, customerId);
  return preferences === null ? { kind: 'email-not-confirmed' } : { kind: 'updated', preferences };
}
