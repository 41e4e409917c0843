import { z } from 'zod';
import { plainText } from '../users/door.ts';

const maxNameLength = 100;
/** Longest language tag to plan for. Source: RFC 5646, 4.4.1. */
const maxLocaleLength = 35;

/** A name ends up in mails to an address that is not confirmed yet, so it must not carry a link there. */
const name = plainText(maxNameLength).refine((text) => !text.includes('://'), 'must not contain a link');

const locale = z
  .string()
  .trim()
  .max(maxLocaleLength, `must have at most ${maxLocaleLength} characters`)
  .transform((tag, context) => canonicalLocale(tag) ?? refuse(context));

const newProfileSchema = z.object({
  firstName: name,
  lastName: name,
  locale: locale.nullish().transform((tag) => tag ?? 'en'),
});
const profileChangeSchema = z.object({
  firstName: name.nullish(),
  lastName: name.nullish(),
  locale: locale.nullish(),
});

/** A customer's profile; `locale` is a BCP 47 tag in its canonical spelling. */
export type Profile = z.infer<typeof newProfileSchema>;

/** The profile of a new customer, `en` where no language is given. @throws ZodError naming the fields that are wrong */
export function readProfile(input: unknown): Profile {
  return newProfileSchema.parse(input);
}

/** The fields to change; what is absent or null is left out. @throws ZodError naming the fields that are wrong */
export function readProfileChange(input: unknown): Partial<Profile> {
  const given = Object.entries(profileChangeSchema.parse(input)).filter(([, value]) => value != null);
  return Object.fromEntries(given);
}

function canonicalLocale(tag: string): string | undefined {
  try {
    return Intl.getCanonicalLocales(tag)[0];
  } catch {
    return undefined;
  }
}

function refuse(context: z.RefinementCtx): never {
  context.addIssue({ code: 'custom', message: 'must be a BCP 47 language tag such as en or de-AT' });
  return z.NEVER;
}
