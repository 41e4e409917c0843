import { optionalText, readInput, refusal, type ReadInput } from '@cartwright/input';
import { webAddress, type Targets } from '@cartwright/outbound';
import { z } from 'zod';
import { eventTypes } from '../event-feed/door.ts';

/** What staff type of a webhook; what is left out or null of a change stays. */
export interface WebhookInput {
  readonly url?: string | null | undefined;
  readonly description?: string | null | undefined;
  readonly types?: readonly string[] | null | undefined;
  readonly subject?: string | null | undefined;
  readonly reason?: string | null | undefined;
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
  return readInput(z.object({ url: webAddress(targets), description, types, subject, reason }), given);
}

/** Checks what is to be different about a webhook; nothing of what is left out or null, and an empty subject is taken away. */
export function readWebhookChange(
  input: WebhookInput,
  targets: Targets,
): ReadInput<Partial<CheckedWebhook> & Pick<CheckedWebhook, 'reason'>> {
  const { reason: why, ...changes } = input;
  const given = Object.entries(changes).filter(([, value]) => value != null);
  const shape = { url: webAddress(targets), description, types, subject };
  const schema = z.object(
    Object.fromEntries(given.map(([name]) => [name, shape[name as keyof typeof shape]])),
  );
  const read = readInput(schema.extend({ reason }), { ...Object.fromEntries(given), reason: why ?? null });
  return read as ReadInput<Partial<CheckedWebhook> & Pick<CheckedWebhook, 'reason'>>;
}
