import { formatAddress } from '@cartwright/addresses';
import { formatDate, formatMoment, formatMoney, formatPercent } from '@cartwright/languages';
import Handlebars from 'handlebars';
import { readFile } from 'node:fs/promises';
import type { Announcement, Content, Reader, Renderer, Words } from '../../announcing/door.ts';
import { linkOf, type Shop } from './shop.ts';
import type { Wording } from './wording.ts';
import { wordings } from './wordings.ts';

/** What is mailed to somebody who may not be in the account any more, for whose name it does not stand. */
const warning: readonly Announcement['type'][] = ['SIGN_IN_CHANGED', 'DATA_EXPORT_READY', 'DATA_ERASED'];

type Fill = (template: string) => string;

/** Reads and compiles the templates, each once. HTML is escaped; plain text is not. */
export async function createRenderer(shop: Shop): Promise<Renderer> {
  const source = (name: string) => readFile(new URL(name, import.meta.url), 'utf8');
  const plain = compilePlainOnce();
  const text = plain(await source('mail.txt.hbs'));
  const html = Handlebars.compile<object>(await source('mail.html.hbs'));
  return (announcement, reader) => {
    const wording = wordings[reader.language];
    // Whoever is in an account that is not theirs can change the name, too.
    const name = warning.includes(announcement.type) ? null : reader.name;
    const content = { ...announcement.contentIn(wordsOf(reader, shop)), name };
    const fill: Fill = (template) => plain(template)(content);
    const title = fill(wording.subject[announcement.type]);
    const said = sayings(announcement, wording, fill);
    const { language } = reader;
    const { labels } = wording;
    const link = linkOf(announcement, { content, shop, labels });
    const view = { ...content, ...said, language, labels, link, shop, subject: title };
    return { title, body: text(view).trim(), html: html(view) };
  };
}

function sayings({ type, sentences }: Announcement, wording: Wording, fill: Fill): Content {
  const intro = [wording.intro[type], ...sentences.map((sentence) => wording.sentences[sentence])];
  return { greeting: fill(wording.greeting), intro: intro.map(fill).join(' ') };
}

function wordsOf({ language, pictures, isConfirmed }: Reader, { timeZone, publicUrl }: Shop): Words {
  return {
    language,
    money: (amountMinor, currency) => formatMoney(language, amountMinor, currency),
    percent: (basisPoints) => formatPercent(language, basisPoints),
    day: (instant) => formatDate(language, new Date(instant), timeZone),
    moment: (instant) => formatMoment(language, new Date(instant), timeZone),
    // Somebody else's address must not be a way to write to them: what a buyer typed goes to its owner alone.
    typed: (text) => (isConfirmed ? (text ?? null) : null),
    address: (address) => (isConfirmed ? formatAddress(address, language) : []),
    picture: (variantId) => {
      const picture = pictures.get(variantId);
      return picture === undefined ? undefined : absolute(picture, publicUrl);
    },
  };
}

/** A path is one below the store's own address, which may have a path itself. */
function absolute(picture: string, publicUrl: string): string | undefined {
  return URL.parse(picture.startsWith('/') ? `${publicUrl}${picture}` : picture)?.href;
}

/** Compiling costs more than filling in, and leaves code behind: a backlog of mails must not pay for each. */
function compilePlainOnce(): (template: string) => Handlebars.TemplateDelegate<object> {
  const compiled = new Map<string, Handlebars.TemplateDelegate<object>>();
  return (template) => {
    const known = compiled.get(template) ?? Handlebars.compile<object>(template, { noEscape: true });
    compiled.set(template, known);
    return known;
  };
}
