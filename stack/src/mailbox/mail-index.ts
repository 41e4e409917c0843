import type { MailSummary } from './mail.ts';

/** Which mails of a list are wanted. */
export interface MailQuery {
  /** What an address of a recipient has to contain, in any case; every mail when it is empty. */
  readonly to?: string | undefined;
  /** How many to leave out, the newest first. */
  readonly skip?: number;
  /** How many to give at most. */
  readonly first?: number;
}

/** Some mails of a list, newest first, and how many it has in all. */
export interface MailList {
  readonly mails: readonly MailSummary[];
  readonly total: number;
}

/** What is known of every mail without opening it, newest first. */
export class MailIndex {
  readonly #mails = new Map<string, MailSummary>();
  #sorted: readonly MailSummary[] | undefined;

  /** Takes a mail up; one that is known stays as it is. */
  enter(mail: MailSummary): void {
    if (this.#mails.has(mail.id)) return;
    this.#mails.set(mail.id, mail);
    this.#sorted = undefined;
  }

  /** The mails that are wanted. */
  find({ to = '', skip = 0, first = Infinity }: MailQuery = {}): MailList {
    this.#sorted ??= [...this.#mails.values()].sort(newestFirst);
    const wanted = to.trim().toLowerCase();
    const found = this.#sorted.filter((mail) => mail.to.some((one) => one.toLowerCase().includes(wanted)));
    const all = wanted === '' ? this.#sorted : found;
    return { mails: all.slice(skip, skip + first), total: all.length };
  }
}

function newestFirst(left: MailSummary, right: MailSummary): number {
  return right.receivedAt.getTime() - left.receivedAt.getTime() || (left.id < right.id ? -1 : 1);
}
