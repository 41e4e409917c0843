import { languageFor, type Language } from '@cartwright/languages';
import { html, Html } from '@cartwright/process';
import type { MailKind } from './rules/mail-kind.ts';

/** What the page shows. */
export interface PageView {
  readonly shopName: string;
  readonly shopUrl: string;
  readonly language: Language;
  /** A button that asks; that it is done; or that the link is none of ours. */
  readonly state: 'asks' | 'done' | 'unknown';
  /** Null for all. */
  readonly kind: MailKind | null;
}

/** What the page says in one language. */
interface Wording {
  readonly title: string;
  readonly kinds: Readonly<Record<MailKind | 'ALL', string>>;
  readonly asks: string;
  readonly button: string;
  readonly done: string;
  readonly unknown: string;
  readonly shop: string;
}

const wordings: Readonly<Record<Language, Wording>> = {
  en: {
    title: 'Unsubscribe',
    kinds: {
      STOCK_ALERTS: 'mails about what can be bought again',
      PRICE_ALERTS: 'mails about what costs less',
      NEWSLETTER: 'our newsletter',
      CART_REMINDER: 'mails about what is in your cart',
      ALL: 'any mails but those about your orders and your account',
    },
    asks: 'You no longer want this address to get',
    button: 'Unsubscribe',
    done: 'Done. This address no longer gets',
    unknown: 'This link is not known, or too old. Please take that of a newer mail.',
    shop: 'Go to the shop',
  },
  de: {
    title: 'Abmelden',
    kinds: {
      STOCK_ALERTS: 'Mails zu wieder lieferbaren Artikeln',
      PRICE_ALERTS: 'Mails zu gesenkten Preisen',
      NEWSLETTER: 'unser Newsletter',
      CART_REMINDER: 'Mails zu Ihrem Warenkorb',
      ALL: 'alle Mails außer denen zu Bestellungen und zum Konto',
    },
    asks: 'An diese Adresse soll nicht mehr gehen:',
    button: 'Abmelden',
    done: 'Erledigt. An diese Adresse geht nicht mehr:',
    unknown: 'Dieser Link ist unbekannt oder zu alt. Bitte nehmen Sie den einer neueren Mail.',
    shop: 'Zum Shop',
  },
};

const style = new Html(`
  body { margin: 0; background: #f4f4f2; color: #222; font: 1rem/1.5 system-ui, sans-serif; }
  main { box-sizing: border-box; max-width: 34rem; margin: 0 auto; padding: 2rem 1.5rem; background: #fff; overflow-wrap: anywhere; }
  h1 { margin: 0 0 1rem; font-size: 1.4rem; }
  a { color: #222; }
  button { min-height: 44px; padding: 0.6rem 1.2rem; border: 0; border-radius: 4px; background: #222; color: #fff; font: inherit; cursor: pointer; }
  button:focus-visible, a:focus-visible { outline: 3px solid #0a58ca; outline-offset: 2px; }
`);

/** The page of a link to unsubscribe: its button posts to its own address, and it works without scripts. */
export function unsubscribePage(view: PageView): string {
  const wording = wordings[view.language];
  return html`<!doctype html>
    <html lang="${view.language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width" />
        <meta name="robots" content="noindex" />
        <title>${wording.title} – ${view.shopName}</title>
        <style>
          ${style}
        </style>
      </head>
      <body>
        <main>
          <h1>${wording.title}</h1>
          ${said(view, wording)}
          <p><a href="${view.shopUrl}">${wording.shop}</a></p>
        </main>
      </body>
    </html>`.text;
}

function said({ state, kind }: PageView, wording: Wording): Html {
  const what = wording.kinds[kind ?? 'ALL'];
  switch (state) {
    case 'asks':
      return html`<p>${wording.asks} ${what}</p>
        <form method="post"><button>${wording.button}</button></form>`;
    case 'done':
      return html`<p role="status">${wording.done} ${what}</p>`;
    case 'unknown':
      return html`<p>${wording.unknown}</p>`;
  }
}

/** The language of a page, by what a browser says: `de-AT,de;q=0.9`. */
export function pageLanguage(acceptLanguage = ''): Language {
  const tags = acceptLanguage.slice(0, 200).split(',');
  return languageFor(tags.map((tag) => tag.split(';')[0]?.trim() ?? ''));
}
