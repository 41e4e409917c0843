import { consentClaimed, customerRegistered, message } from '@cartwright/events';
import { isId } from '@cartwright/graph';
import { Refusal, type LineOutcome } from '@cartwright/transfer';
import { bringAddresses } from '../../address-book/door.ts';
import { addMembers } from '../../customers/door.ts';
import { isHeldForOther } from '../../email/door.ts';
import type { Parts } from '../../parts.ts';
import type { ProfileChange } from '../../profile/door.ts';
import { recordAction } from '../../roles/door.ts';
import {
  announceNewUser,
  announceUsers,
  insertCustomer,
  isUntouched,
  updateProfile,
  type Sending,
} from '../../users/door.ts';
import { isErasedAddress } from '../repository/erased.ts';
import {
  findKnown,
  holdGroups,
  lockUserOfEmail,
  markBroughtIn,
  type KnownCustomer,
} from '../repository/known-customers.ts';
import type { ReadableCustomer } from '../rules/readable-customer.ts';

/** What customers are brought in with. */
export type Dependencies = Pick<Parts, 'newId' | 'now'> & {
  /** With what the addresses of those who were erased are hashed. */
  readonly erasedAddressesKey: string;
};

/** What the whole import says of each of its customers. */
export interface ImportOrder {
  readonly staffId: string;
  readonly reason: string | null;
}

/** What came of a customer. */
export interface Result {
  readonly outcome: LineOutcome;
  readonly customerId: string | null;
  readonly messages: readonly string[];
}

/** Why a customer could not be brought in. */
export function failed(...messages: readonly string[]): Result {
  return { outcome: 'FAILED', customerId: null, messages };
}

/** The same where it was only tried: who was made and undone is nowhere. */
export function tried(result: Result): Result {
  return result.outcome === 'CREATED' ? { ...result, customerId: null } : result;
}

/**
 * Makes a customer without a password, or changes whoever has the address in what a file says: names, addresses, groups. What signs
 * somebody in stays as it is. Nobody is mailed. @throws Refusal
 */
export async function importCustomer(
  dependencies: Dependencies,
  sending: Sending,
  order: ImportOrder,
  told: ReadableCustomer,
): Promise<Result> {
  const { tx, send } = sending;
  const groups = await holdGroups(tx, told.groups); // before the customer, as whoever changes a group does
  const known = await lockUserOfEmail(tx, told.email);
  await assertSame(dependencies, sending, told, known);
  const customerId = known?.id ?? (await create(dependencies, sending, told));
  const changed = [
    ...(known === undefined ? [] : await changeProfile(sending, known, told.profile)),
    ...(await bringAddresses(dependencies, tx, { userId: customerId, addresses: told.addresses })),
    ...(await join(sending, customerId, groups)),
  ];
  if (known !== undefined && changed.length > 0) await assertTheirs(sending, known);
  if (known === undefined) await announceNewUser(sending, customerId);
  else if (changed.some((what) => what !== 'addresses')) await announceUsers(sending, [customerId]);
  const isBroughtIn = known === undefined || known.broughtInAt !== null;
  if (isBroughtIn) claimConsent(dependencies, sending, { ...told, customerId });
  const outcome = known === undefined ? 'CREATED' : changed.length > 0 ? 'UPDATED' : 'UNCHANGED';
  if (outcome !== 'UNCHANGED') {
    const action = { by: { id: order.staffId, reason: order.reason }, operation: 'customerImportCreate' };
    const after = { outcome, changed: [...new Set(changed)] };
    await recordAction(dependencies, { tx, send }, { ...action, target: customerId, before: null, after });
  }
  return { outcome, customerId, messages: [...missingOf(told, groups), ...leftOutOf(told, isBroughtIn)] };
}

/** Tells of groups that there are not: they decide on prices, so that a file makes none. */
function missingOf({ groups }: ReadableCustomer, found: readonly { readonly name: string }[]): string[] {
  const missing = groups.filter((name) => !found.some((group) => group.name === name));
  return missing.map((name) => `There is no group "${name}", so that they were not put into it.`);
}

/** Who registered themselves had the choice: that they said nothing is no gap for a file to fill. */
function leftOutOf({ newsletter }: ReadableCustomer, isBroughtIn: boolean): string[] {
  if (newsletter !== true || isBroughtIn) return [];
  return [
    'They registered themselves, and decide on newsletters there: what the file says of them was left out.',
  ];
}

/** @throws Refusal for whoever a file must not change, or bring back */
async function assertSame(
  { erasedAddressesKey: key, now }: Dependencies,
  { tx }: Sending,
  { id, email }: ReadableCustomer,
  known: KnownCustomer | undefined,
): Promise<void> {
  const named = id !== null && isId(id) ? await findKnown(tx, id) : undefined;
  if (named?.closedAt != null) throw new Refusal('This customer has closed their account.');
  if (named !== undefined && named.email !== email)
    throw new Refusal('The customer of this id has another address by now.');
  if (known === undefined) {
    if (await isErasedAddress(tx, { email, key, now: now() }))
      throw new Refusal(
        'Whoever had this address has had their data erased. They can register again themselves.',
      );
    return;
  }
  if (known.role !== 'CUSTOMER') throw new Refusal('This address belongs to a member of the staff.');
  if (known.disabledAt !== null) throw new Refusal('Staff keep this customer out.');
}

/** An account whose address nobody has proved may be a stranger's, who must not read there what a file says of its owner. @throws Refusal */
async function assertTheirs({ tx }: Sending, { id, emailVerifiedAt }: KnownCustomer): Promise<void> {
  if (emailVerifiedAt === null && !(await isUntouched(tx, id)))
    throw new Refusal('Whoever registered with this address has not confirmed it: nothing is written there.');
}

async function create(
  { newId, now }: Dependencies,
  { tx, send }: Sending,
  { email, profile }: ReadableCustomer,
): Promise<string> {
  if (await isHeldForOther(tx, { email }, now()))
    throw new Refusal(
      "This address was another customer's until a few days ago, and may become theirs again.",
    );
  const id = newId();
  const { firstName = '', lastName = null, locale = 'en', ...others } = profile;
  await insertCustomer(tx, id, { email, firstName, lastName, locale, passwordHash: null });
  await markBroughtIn(tx, id, now());
  if (Object.keys(others).length > 0) await updateProfile(tx, id, others);
  send(message(customerRegistered, { customerId: id, email, firstName, locale, isAskedToConfirm: true }));
  return id;
}

async function changeProfile(
  { tx }: Sending,
  known: KnownCustomer,
  profile: ProfileChange,
): Promise<string[]> {
  const fields = (Object.keys(profile) as (keyof ProfileChange)[]).filter(
    (field) => profile[field] !== known[field],
  );
  if (fields.length > 0) await updateProfile(tx, known.id, profile);
  return fields;
}

async function join(
  { tx }: Sending,
  customerId: string,
  groups: readonly { readonly id: string }[],
): Promise<string[]> {
  const joined: string[] = [];
  for (const { id } of groups) joined.push(...(await addMembers(tx, id, [customerId])));
  return joined.length > 0 ? ['groups'] : [];
}

function claimConsent(
  { newId, now }: Dependencies,
  { send }: Sending,
  { customerId, email, newsletter }: ReadableCustomer & { readonly customerId: string },
): void {
  if (newsletter === null) return;
  const claim = { claimId: newId(), customerId, email, newsletter, source: 'FILE' as const };
  send(message(consentClaimed, { ...claim, claimedAt: now().toISOString() }));
}
