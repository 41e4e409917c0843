import type { PromotedCart } from '../../promotions/door.ts';

type WeeklyMoment = PromotedCart['buyer']['now'];

const days: Readonly<Record<string, number>> = { Mon: 1, Tue: 2, Wed: 3, Thu: 4, Fri: 5, Sat: 6, Sun: 7 };
/** By time zone: making one takes longer than pricing a cart. */
const formats = new Map<string, Intl.DateTimeFormat>();

/** The day of the week and the minute of the day that it is in a time zone (IANA). */
export function weeklyMoment(time: Date, timeZone: string): WeeklyMoment {
  const parts = new Map(
    formatIn(timeZone)
      .formatToParts(time)
      .map(({ type, value }) => [type, value]),
  );
  const minute = Number(parts.get('hour')) * 60 + Number(parts.get('minute'));
  return { day: days[parts.get('weekday') ?? ''] ?? 1, minute };
}

function formatIn(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known !== undefined) return known;
  const parts = { weekday: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
  const format = new Intl.DateTimeFormat('en-GB', { ...parts, timeZone });
  formats.set(timeZone, format);
  return format;
}
