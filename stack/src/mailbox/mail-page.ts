import { html, Html } from '@cartwright/process';
import type { Mail } from './mail.ts';
import { page } from './page.ts';

/** One mail: its HTML in a sandboxed frame without scripts, its text, its headers. */
export function mailPage(mail: Mail): string {
  const { subject, from, to, receivedAt, text } = mail;
  return page(
    subject,
    html`<nav><a href="../">← All mails</a></nav>
      <header>
        <h1>${subject}</h1>
        <dl>
          <dt>From</dt>
          <dd>${from}</dd>
          <dt>To</dt>
          <dd>${to.join(', ')}</dd>
          <dt>Received</dt>
          <dd><time datetime="${receivedAt.toISOString()}">${receivedAt.toUTCString()}</time></dd>
        </dl>
      </header>
      <main>
        ${mail.html === undefined ? html`` : frame(mail.html)}
        <details ${new Html(mail.html === undefined ? 'open' : '')}>
          <summary>Text</summary>
          <pre>${text}</pre>
        </details>
        ${headersOf(mail)}
      </main>`,
  );
}

/** The page for a mail that does not exist. */
export function noMailPage(): string {
  return page(
    'No such mail',
    html`<h1>No such mail</h1>
      <p><a href="../">All mails</a></p>`,
  );
}

function headersOf({ headers }: Mail): Html {
  const rows = headers.map(
    ({ name, value }) =>
      html`<dt>${name}</dt>
        <dd>${value}</dd>`,
  );
  return html`<details>
    <summary>Headers</summary>
    <dl>${rows}</dl>
  </details>`;
}

function frame(content: string): Html {
  const linksOpenOutside = `<base target="_blank">${content}`;
  return html`<iframe
    sandbox="allow-popups allow-popups-to-escape-sandbox"
    title="The mail"
    srcdoc="${linksOpenOutside}"
  ></iframe>`;
}
