import { html, type Html } from '@cartwright/process';
import type { MailList } from './mail-index.ts';
import type { MailSummary } from './mail.ts';
import { page } from './page.ts';

/** One page of the list of mails. */
export interface MailListPage extends MailList {
  /** Whose mails these are; empty for everybody's. */
  readonly to: string;
  /** From 1. */
  readonly page: number;
  readonly mailsPerPage: number;
}

/** The list of mails, newest first; the first page of it shows new ones by itself. */
export function mailListPage(list: MailListPage): string {
  const { mails, total, to } = list;
  const newest = list.page === 1 ? html`data-newest="${mails[0]?.id ?? ''}" data-to="${to}"` : html``;
  return page(
    'Mailbox',
    html`<header>
        <h1>Mailbox</h1>
        <p class="quiet">
          ${countOf(total, to)} Every mail that the store sends is caught here; none leaves it.
        </p>
        ${searchForm(to)}
      </header>
      <main ${newest}>${mails.length === 0 ? emptyList(list) : mailList(mails)}</main>
      ${pager(list)} ${list.page === 1 ? html`<script src="watch.js" defer></script>` : html``}`,
  );
}

function countOf(total: number, to: string): string {
  if (total === 0) return '';
  return `${total} ${total === 1 ? 'mail' : 'mails'}${to === '' ? '' : ` to “${to}”`}.`;
}

function searchForm(to: string): Html {
  return html`<form role="search">
    <input type="search" name="to" value="${to}" aria-label="Recipient" placeholder="Recipient" />
    <button>Search</button>
    ${to === '' ? html`` : html`<a href="./">All mails</a>`}
  </form>`;
}

function mailList(mails: readonly MailSummary[]): Html {
  const rows = mails.map(
    ({ id, subject, to, receivedAt }) =>
      html`<li>
        <a href="messages/${id}">${subject}</a>
        <span>${to.join(', ')}</span>
        <time datetime="${receivedAt.toISOString()}">${moment(receivedAt)}</time>
      </li>`,
  );
  return html`<ul class="mails">
    ${rows}
  </ul>`;
}

function emptyList({ to, total }: MailListPage): Html {
  if (total > 0)
    return html`<p class="quiet">There are no more mails. <a href="${address(to, 1)}">Newest</a></p>`;
  if (to !== '') return html`<p class="quiet">No mail to “${to}” yet.</p>`;
  return html`<p class="quiet">No mail yet. Place an order, and its confirmation arrives here.</p>`;
}

function pager({ page: current, total, to, mailsPerPage }: MailListPage): Html {
  const pages = Math.ceil(total / mailsPerPage);
  if (pages <= 1) return html``;
  const link = (target: number, text: string): Html =>
    target < 1 || target > pages ? html`` : html`<a href="${address(to, target)}">${text}</a>`;
  return html`<nav aria-label="Pages">
    ${link(current - 1, '← Newer')} <span>Page ${current} of ${pages}</span> ${link(current + 1, 'Older →')}
  </nav>`;
}

function address(to: string, target: number): string {
  const query = new URLSearchParams({
    ...(to !== '' && { to }),
    ...(target > 1 && { page: String(target) }),
  });
  return `./?${query.toString()}`;
}

function moment(date: Date): string {
  return `${date.toISOString().slice(0, 19).replace('T', ' ')} UTC`;
}
