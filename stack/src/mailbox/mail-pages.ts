import { html, Html } from './html.ts';
import type { Mail } from './mail.ts';

const style = new Html(`
  :root { color-scheme: light dark }
  body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem }
  table { border-collapse: collapse; width: 100% } td, th { text-align: left; padding: .4rem .6rem; border-bottom: 1px solid #8884 }
  iframe { width: 100%; height: 40rem; border: 1px solid #8884; background: #fff }
  pre { white-space: pre-wrap; overflow-wrap: anywhere } .quiet { opacity: .7 }
`);

/** The list of all mails, newest first; reloads itself every five seconds. */
export function mailListPage(mails: readonly Mail[]): string {
  const rows = mails.map(
    (mail) =>
      html`<tr>
        <td>${mail.receivedAt.toISOString().slice(0, 19).replace('T', ' ')}</td>
        <td>${mail.to.join(', ')}</td>
        <td><a href="/messages/${mail.id}">${mail.subject}</a></td>
      </tr>`,
  );
  const table = html`<table>
    <tr>
      <th>Received (UTC)</th>
      <th>To</th>
      <th>Subject</th>
    </tr>
    ${rows}
  </table>`;
  const empty = html`<p class="quiet">No mail yet. Place an order, and its confirmation arrives here.</p>`;
  return page(
    'Mailbox',
    html`<h1>Mailbox</h1>
      ${mails.length === 0 ? empty : table}`,
    html`<meta http-equiv="refresh" content="5" />`,
  );
}

/** One mail: its HTML in a sandboxed frame without scripts, its text, its headers. */
export function mailPage(mail: Mail): string {
  const headers = mail.headers.map(
    ({ name, value }) =>
      html`<tr>
        <th>${name}</th>
        <td>${value}</td>
      </tr>`,
  );
  return page(
    mail.subject,
    html`<p><a href="/">All mails</a></p>
      <h1>${mail.subject}</h1>
      <p class="quiet">From ${mail.from} to ${mail.to.join(', ')}</p>
      ${mail.html === undefined ? [] : frame(mail.html)}
      <details ${new Html(mail.html === undefined ? 'open' : '')}>
        <summary>Text</summary>
        <pre>${mail.text}</pre>
      </details>
      <details>
        <summary>Headers</summary>
        <table>
          ${headers}
        </table>
      </details>`,
  );
}

/** The page for a mail that does not exist. */
export function noMailPage(): string {
  return page(
    'No such mail',
    html`<h1>No such mail</h1>
      <p><a href="/">All mails</a></p>`,
  );
}

function frame(content: string): Html {
  const linksOpenOutside = `<base target="_blank">${content}`;
  return html`<iframe
    sandbox="allow-popups allow-popups-to-escape-sandbox"
    title="The mail"
    srcdoc="${linksOpenOutside}"
  ></iframe>`;
}

function page(title: string, body: Html, head: Html = new Html('')): string {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <title>${title}</title>
        <style>
          ${style}
        </style>
        ${head}
      </head>
      <body>
        ${body}
      </body>
    </html>`.text;
}
