/** What work is for, the most important first: what is further down gives way when there is too much to do. */
export const importances = ['checkout', 'change', 'browsing'] as const;

/** How important work is: placing and paying orders; what changes anything, and what buyers look at; looking round. */
export type Importance = (typeof importances)[number];

/** https://www.rfc-editor.org/rfc/rfc9218#section-4.1: from 0, the most urgent, to 7; 3 is what says nothing. */
const urgencies: Readonly<Record<Importance, number>> = { checkout: 0, change: 3, browsing: 6 };

/** The header in which services tell each other; what clients say of themselves is not listened to. */
export const priorityHeader = 'priority';

/** What the header says of work. */
export function priorityOf(importance: Importance): string {
  return `u=${urgencies[importance]}`;
}

/** What work is said to be; of what says nothing, `change`. */
export function importanceIn(header: unknown): Importance {
  return importances.find((importance) => priorityOf(importance) === header) ?? 'change';
}
