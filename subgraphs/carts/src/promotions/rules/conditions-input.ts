import { countryCodes } from '@cartwright/addresses';
import { refusal } from '@cartwright/input';
import { z } from 'zod';
import { amountsSchema, fewOf, idOf, wholeNumber } from './input-parts.ts';
import type { KeptConditions } from './kept-promotion.ts';
import type { WeeklyHours } from './promotion.ts';

const mostNamed = 250;
const mostHours = 21;
const mostPieces = 9_999;
const minutesOfHour = 60;
const knownCountries = new Set(countryCodes);

/** The days of the week, from Monday. */
export const weekDays = [
  'MONDAY',
  'TUESDAY',
  'WEDNESDAY',
  'THURSDAY',
  'FRIDAY',
  'SATURDAY',
  'SUNDAY',
] as const;

const timeOf = (form: RegExp) =>
  z
    .string()
    .refine((given) => form.test(given), refusal('INVALID_FORMAT', 'Please give a time such as 09:30.'))
    .transform((given) => {
      const [hour, minute] = given.split(':').map(Number);
      return (hour ?? 0) * minutesOfHour + (minute ?? 0);
    });
const beginning = timeOf(/^(?:[01]\d|2[0-3]):[0-5]\d$/u);
/** A day ends at midnight, which is the beginning of the next one. */
const end = timeOf(/^(?:[01]\d|2[0-3]):[0-5]\d$|^24:00$/u);

const hours = z
  .object({ days: fewOf(z.enum(weekDays), weekDays.length), from: beginning, until: end })
  .refine(
    ({ from, until }) => from !== until,
    refusal('INVALID_VALUE', 'Please give an end that is not the beginning.'),
  )
  .transform(({ days, from, until }): WeeklyHours => {
    const numbers = days.map((day) => weekDays.indexOf(day) + 1);
    return { days: numbers.sort((one, other) => one - other), fromMinute: from, untilMinute: until };
  });

/** A minute of the day as staff read it: 570 is `09:30`. */
export function clockTime(minute: number): string {
  const parts = [Math.floor(minute / minutesOfHour), minute % minutesOfHour];
  return parts.map((part) => String(part).padStart(2, '0')).join(':');
}

const country = z
  .string()
  .transform((code) => code.trim().toUpperCase())
  .refine(
    (code) => knownCountries.has(code),
    refusal('INVALID_VALUE', 'Please give codes of countries, such as DE.'),
  );

/** Reads what has to hold for a promotion; nothing where nothing is said. */
export const conditionsSchema = z
  .object({
    minimum: amountsSchema(0, { mayBeNone: true }).nullish(),
    minimumQuantity: wholeNumber(1, mostPieces).nullish(),
    customerIds: fewOf(idOf('customers'), mostNamed),
    customerGroupIds: fewOf(idOf('customer groups'), mostNamed),
    countries: fewOf(country, mostNamed),
    firstOrderOnly: z.boolean().nullish(),
    hours: z
      .array(hours)
      .nullish()
      .refine(
        (given) => (given ?? []).length <= mostHours,
        refusal('TOO_LONG', `Please give at most ${mostHours}.`),
      ),
  })
  .transform(
    ({
      minimum,
      minimumQuantity,
      customerGroupIds: groupIds,
      firstOrderOnly,
      hours: given,
      ...named
    }): KeptConditions => ({
      ...named,
      groupIds,
      minimum: minimum != null && Object.keys(minimum).length > 0 ? minimum : null,
      minimumQuantity: minimumQuantity ?? null,
      firstOrderOnly: firstOrderOnly ?? false,
      hours: given ?? [],
    }),
  );
