import { field, Fault, optionalText, readInput, refusal, type ReadInput } from '@cartwright/input';
import { z } from 'zod';
import { eventTypes } from '../event-feed/door.ts';
import { isPublicHost } from './public-address.ts';

/** Whom webhooks may be sent to. */
export type Targets = 'public' | 'any';

/** What staff type of a webhook; what is left out or null of a change stays. */
export interface WebhookInput {
  readonly url?: string | null | undefined;
  readonly description?: string | null | undefined;
  readonly types?: readonly string[] | null | undefined;
  readonly subject?: string | null | undefined;
  readonly reason?: string | null | undefined;
}

const maxUrlLength = 2_000;

const urlOf = (targets: Targets) =>
  field((given) => {
    if (given === null) return new Fault('REQUIRED', 'Please give an address.');
    if (given.length > maxUrlLength)
      return new Fault('TOO_LONG', `Please use at most ${maxUrlLength} characters.`);
    const url = URL.parse(given.trim());
    if (url === null || !/^https?:$/.test(url.protocol))
      return new Fault('INVALID_FORMAT', 'Please give an absolute https address.');
    return urlFault(url, targets) ?? url.href;
  });

function urlFault(url: URL, targets: Targets): Fault | undefined {
  if (url.username !== '' || url.password !== '')
    return new Fault('INVALID_VALUE', 'Please give an address without a user or a password.');
  if (targets === 'any') return undefined;
  if (url.protocol !== 'https:') return new Fault('INVALID_VALUE', 'Please give an address with https.');
  return isPublicHost(url.hostname)
    ? undefined
    : new Fault('INVALID_VALUE', 'Please give an address that the internet reaches.');
}

const isKnown = (type: string): boolean => eventTypes.includes(type);
const types = z
  .array(z.string().refine(isKnown, refusal('INVALID_VALUE', 'There is no such type of event.')))
  .transform((given) => [...new Set(given)].toSorted());
const description = optionalText(200).transform((given) => given ?? '');
const subject = optionalText(100);
const reason = optionalText(500);

/** A webhook as it is to be. */
export interface CheckedWebhook {
  readonly url: string;
  readonly description: string;
  /** Empty for all. */
  readonly types: readonly string[];
  /** Null for all. */
  readonly subject: string | null;
  readonly reason: string | null;
}

/** Checks what staff type of a new webhook. */
export function readNewWebhook(input: WebhookInput, targets: Targets): ReadInput<CheckedWebhook> {
  const given = { ...input, types: input.types ?? [] };
  return readInput(z.object({ url: urlOf(targets), description, types, subject, reason }), given);
}

/** Checks what is to be different about a webhook; nothing of what is left out or null, and an empty subject is taken away. */
export function readWebhookChange(
  input: WebhookInput,
  targets: Targets,
): ReadInput<Partial<CheckedWebhook> & Pick<CheckedWebhook, 'reason'>> {
  const { reason: why, ...changes } = input;
  const given = Object.entries(changes).filter(([, value]) => value != null);
  const shape = { url: urlOf(targets), description, types, subject };
  const schema = z.object(
    Object.fromEntries(given.map(([name]) => [name, shape[name as keyof typeof shape]])),
  );
  const read = readInput(schema.extend({ reason }), { ...Object.fromEntries(given), reason: why ?? null });
  return read as ReadInput<Partial<CheckedWebhook> & Pick<CheckedWebhook, 'reason'>>;
}
