import { readFile } from 'node:fs/promises';
import Handlebars from 'handlebars';
import type { Announcement } from '../domain/notification.ts';
import { wordingFor } from './wording.ts';

/** A notification in words: subject line, plain text and HTML. */
export interface Rendered {
  readonly title: string;
  readonly body: string;
  readonly html: string;
}

/** Puts an announcement into words. */
export type Renderer = (announcement: Announcement) => Rendered;

/** Reads and compiles the templates. HTML is escaped; plain text is not. */
export async function createRenderer(): Promise<Renderer> {
  const source = (name: string) => readFile(new URL(name, import.meta.url), 'utf8');
  const text = Handlebars.compile<object>(await source('mail.txt.hbs'), { noEscape: true });
  const html = Handlebars.compile<object>(await source('mail.html.hbs'));
  return ({ type, locale, content }) => {
    const { subject, intro, labels } = wordingFor(locale);
    const fill = (template: string) => Handlebars.compile<object>(template, { noEscape: true })(content);
    const title = fill(subject[type]);
    const view = { ...content, locale, labels, subject: title, intro: fill(intro[type]) };
    return { title, body: text(view).trim(), html: html(view) };
  };
}
