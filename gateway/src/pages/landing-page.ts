import { html, Html } from '@cartwright/process';
import { sampleLogins } from '@cartwright/sample-data';
import type { GatewayConfig } from '../config.ts';

const style = new Html(`
:root { color-scheme: light dark; --line: #8884; --quiet: #8882; --link: light-dark(#0b57d0, #8ab4f8) }
* { box-sizing: border-box }
body { font: 16px/1.6 system-ui, sans-serif; max-width: 46rem; margin: 0 auto; padding: 2rem 1rem 4rem; overflow-wrap: anywhere }
h1 { line-height: 1.2; margin: 0 0 .5rem } h2 { font-size: 1.15rem; margin: 2.25rem 0 .5rem }
a { color: var(--link) } code { font-size: .9em; background: var(--quiet); padding: .1em .35em; border-radius: 4px }
dl, table { width: 100%; margin: 0; border-top: 1px solid var(--line) }
dl div { display: grid; grid-template-columns: 9rem minmax(0, 1fr); gap: 0 1rem; padding: .5rem 0; border-bottom: 1px solid var(--line) }
dt { font-weight: 600 } dd { margin: 0 } .quiet { opacity: .75; font-size: .9rem }
pre { background: var(--quiet); padding: .75rem 1rem; border-radius: 6px; overflow-x: auto } pre code { background: none; padding: 0 }
@media (max-width: 40rem) { dl div { grid-template-columns: minmax(0, 1fr) } body { padding-top: 1.25rem } }
`);

/** What the page tells of. */
export type LandingOptions = Pick<GatewayConfig, 'publicUrl' | 'pages'>;

/** The page at `/`: where everything of this store is, who can sign in, and how to pay. */
export function landingPage(options: LandingOptions): string {
  const { publicUrl } = options;
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <link rel="icon" href="data:," />
        <title>Cartwright</title>
        <style>
          ${style}
        </style>
      </head>
      <body>
        <h1>Cartwright</h1>
        <p>A store under development: everything of it is behind one address.</p>
        ${endpoints(publicUrl)} ${tools(options)} ${logins()} ${payments(options)}
      </body>
    </html>`.text;
}

function endpoints(publicUrl: string): Html {
  const endpoint = `${publicUrl}/graphql`;
  return html`<h2>The API</h2>
    ${list([
      entry(
        'GraphQL',
        html`<code>${endpoint}</code>`,
        'queries by GET or POST, mutations by POST; subscriptions also as server-sent events or multipart',
      ),
      entry(
        'WebSocket',
        html`<code>${endpoint.replace(/^http/, 'ws')}</code>`,
        'graphql-transport-ws; the token goes into connectionParams',
      ),
      entry(
        'Session',
        html`<code>Authorization: Bearer &lt;accessToken&gt;</code>`,
        'guestSessionCreate gives a first one',
      ),
      entry(
        'Schema',
        link(`${publicUrl}/schema.graphql`),
        'for code generators; committed as api/schema.graphql',
      ),
      entry(
        'Possible types',
        link(`${publicUrl}/possibleTypes.json`),
        'for the caches of Apollo Client and others',
      ),
    ])}`;
}

function tools({ publicUrl, pages: { mailboxUrl } }: LandingOptions): Html {
  const sandbox = `https://studio.apollographql.com/sandbox/explorer?endpoint=${encodeURIComponent(`${publicUrl}/graphql`)}`;
  return html`<h2>To look around</h2>
    ${list([
      entry(
        'Explorer',
        link(`${publicUrl}/explorer/`),
        'from a guest to a paid order, one tab per step; works without the internet',
      ),
      entry(
        'Sign-in',
        link(`${publicUrl}/explorer/#sign-in`),
        'with a password, a passkey or an account at an identity provider; second factors, too',
      ),
      entry(
        'Apollo Sandbox',
        html`<a href="${sandbox}">studio.apollographql.com</a>`,
        'the same in Apollo’s hosted explorer',
      ),
      ...(mailboxUrl === undefined
        ? []
        : [entry('Mailbox', link(`${publicUrl}/mailbox/`), 'every mail that the store sends')]),
      entry('Health', link(`${publicUrl}/health/ready`), 'whether every part of the store is up'),
    ])}`;
}

function logins(): Html {
  return html`<h2>Sample logins</h2>
    ${list(
      sampleLogins.map(({ email, password, role, staffRole }) =>
        entry(
          role === 'STAFF' ? `Staff: ${staffRole ?? 'none'}` : 'Customer',
          html`<code>${email}</code> <code>${password}</code>`,
        ),
      ),
    )}`;
}

function payments({ publicUrl, pages: { bankUrl } }: LandingOptions): Html {
  if (bankUrl === undefined) return html``;
  return html`<h2>Test payments</h2>
    ${list([
      entry('Pays', html`<code>sim_ok</code>`),
      entry(
        'Asks the bank',
        html`<code>sim_action_required</code>`,
        `nextAction.redirectUrl leads to the test bank, at ${publicUrl}/bank/actions/…`,
      ),
      entry('Is declined', html`<code>sim_declined</code>`, 'orderPaymentRetry pays in another way'),
      entry('All of them', html`<code>{ paymentMethods { token name description } }</code>`),
    ])}`;
}

function list(entries: Html[]): Html {
  return html`<dl>${entries}</dl>`;
}

function entry(title: string, value: Html, note = ''): Html {
  return html`<div>
    <dt>${title}</dt>
    <dd>${value}${note === '' ? html`` : html`<br /><span class="quiet">${note}</span>`}</dd>
  </div>`;
}

function link(url: string): Html {
  return html`<a href="${url}">${url}</a>`;
}
